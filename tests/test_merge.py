"""Merging two entries: one is left, and nothing that the other said is lost without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from calls import Shell
from small_dossier import small_dossier, tree

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """\
---
title: Two names
publisher: daily
published: 2016-08-27
agencies: [wire, daily, the-daily]
---

[Both](person:ann-lee,a-lee) and [all three](person:a-lee,bo-lin,ann-lee) met [her](person:a-lee).

["No, [Ann](person:ann-lee) said"]{quote=a-lee to=person:a-lee date=2016-08-26}.

So said [all]{person=bo-lin,ann-lee,a-lee}.

[The lady][lee] of [the paper](org:the-daily).

[lee]: person:a-lee
"""

FILES = {
    "articles/second.md": ARTICLE,
    "people/ann-lee.md": (
        "---\nname: Ann Lee\naliases: [Ms. Lee]\nsummary: An editor.\n---\n\nAnn's note.\n"
    ),
    "people/a-lee.md": (
        "---\nname: A. Lee\naliases:\n  - Ms. Lee\n  - 'Lee, Ann'\nsummary: Somebody.\n"
        "roles:\n  - title: Editor\n    of: daily\n    until: 2016\nwikidata: Q5\n"
        "formerly: [lee]\n---\n\n[She](person:a-lee) met [Ann Lee](person:ann-lee).\n"
    ),
    "people/bo-lin.md": "---\nname: Bo Lin\n---\n",
    "organizations/the-daily.md": (
        "---\nname: Daily\nkind: ngo\npart_of:\n  - daily\n  - wire\nbased_in: town\n"
        "former_names:\n  - name: Old Daily\n    until: 1990\n---\n"
    ),
    "organizations/wire.md": "---\nname: The Wire\n---\n",
    "organizations/desk.md": "---\nname: Desk\npart_of: [the-daily]\n---\n",
    "places/town.md": "---\nname: Town\ncoordinates: [1.5, 2.5]\n---\n",
    "places/city.md": "---\nname: City\nkind: city\nwithin: town\n---\n",
    "events/talk.md": (
        "---\nname: Talk\ndate: 2016\nplace: [town, city]\nparticipants: [ann-lee, bo-lin, a-lee]\n"
        "---\n"
    ),
    "events/chat.md": (
        "---\nname: Chat\ndate: 2016-08\nstatus: planned\nparticipants: [wire]\n"
        "part_of: talk\n---\n"
    ),
    "figures/people.md": "---\nname: People\n---\n",
}


@pytest.fixture
def dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    shell = Shell(small_dossier(tmp_path), monkeypatch, capsys)
    for path, text in FILES.items():
        shell.write(path, text)
    return shell


def test_two_people_become_one_with_both_their_names(dossier: Shell) -> None:
    done = dossier("merge", "person:ann-lee", "person:a-lee")
    assert (done.code, done.err) == (0, "")
    assert dossier.read("people/ann-lee.md") == (
        '---\nname: Ann Lee\naliases: [Ms. Lee, A. Lee, "Lee, Ann"]\nsummary: An editor.\n'
        "roles:\n  - title: Editor\n    of: daily\n    until: 2016\nwikidata: Q5\n"
        "formerly:\n  - a-lee\n  - lee\n---\n\nAnn's note.\n\n"
        "[She](person:ann-lee) met [Ann Lee](person:ann-lee).\n"
    )
    assert not (dossier.folder / "sources/people/a-lee.md").exists()
    assert done.out == (
        "people/a-lee.md is merged into people/ann-lee.md\n"
        "9 references to it changed in 3 files\n"
        "summary: 'An editor.' stays, 'Somebody.' is left out\n"
        "its note stands below the other now: read the two as one text\n"
        "readers who come to people/a-lee/ are led to people/ann-lee/\n"
    )


def test_no_list_names_the_same_one_twice(dossier: Shell) -> None:
    assert dossier("merge", "person:ann-lee", "person:a-lee").code == 0
    assert dossier.read("articles/second.md") == (
        ARTICLE.replace("ann-lee,a-lee", "ann-lee")
        .replace("a-lee,bo-lin,ann-lee", "bo-lin,ann-lee")
        .replace("person:a-lee", "person:ann-lee")
        .replace("quote=a-lee", "quote=ann-lee")
    )
    assert "participants: [ann-lee, bo-lin]\n" in dossier.read("events/talk.md")
    assert dossier("check").code == 0


def test_an_organization_is_no_part_of_itself(dossier: Shell) -> None:
    done = dossier("merge", "org:daily", "org:the-daily")
    assert done.code == 0, done.err
    assert dossier.read("organizations/daily.md") == (
        "---\nname: The Daily\naliases:\n  - Daily\nkind: media\npart_of:\n  - wire\n"
        "based_in: town\nformer_names:\n  - name: Old Daily\n    until: 1990\n"
        "formerly:\n  - the-daily\n---\n"
    )
    assert "kind: 'media' stays, 'ngo' is left out\n" in done.out
    assert "agencies: [wire, daily]\n" in dossier.read("articles/second.md")
    assert "part_of: [daily]\n" in dossier.read("organizations/desk.md")


def test_a_place_does_not_lie_within_itself(dossier: Shell) -> None:
    done = dossier("merge", "place:town", "place:city")
    assert done.code == 0, done.err
    assert dossier.read("places/town.md") == (
        "---\nname: Town\naliases:\n  - City\ncoordinates: [1.5, 2.5]\nkind: city\n"
        "formerly:\n  - city\n---\n"
    )
    assert "place: [town]\n" in dossier.read("events/talk.md")


def test_what_one_kind_cannot_keep_is_said(dossier: Shell) -> None:
    done = dossier("merge", "event:talk", "event:chat")
    assert done.code == 0, done.err
    assert dossier.read("events/talk.md") == (
        "---\nname: Talk\ndate: 2016\nplace: [town, city]\n"
        "participants: [ann-lee, bo-lin, a-lee, wire]\nformerly:\n  - chat\n---\n"
    )
    assert "the name 'Chat' is kept nowhere, as an entry of this kind has one name\n" in done.out
    assert "date: '2016' stays, '2016-08' is left out\n" in done.out
    assert "status: 'happened' stays, 'planned' is left out\n" in done.out


def test_the_second_way_round_gives_the_other_name(dossier: Shell) -> None:
    assert dossier("merge", "person:a-lee", "person:ann-lee").code == 0
    assert dossier.read("people/a-lee.md").startswith(
        "---\nname: A. Lee\naliases:\n  - Ms. Lee\n  - 'Lee, Ann'\n  - Ann Lee\n"
    )
    assert "formerly: [lee, ann-lee]\n" in dossier.read("people/a-lee.md")


def test_a_dry_run_writes_nothing(dossier: Shell) -> None:
    before = tree(dossier.folder)
    done = dossier("merge", "person:ann-lee", "person:a-lee", "--dry-run")
    assert done.code == 0
    assert "deleted file mode 100644\n--- a/sources/people/a-lee.md\n+++ /dev/null\n" in done.out
    assert done.err.endswith("nothing was written\n")
    assert tree(dossier.folder) == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("person:ann-lee", "person:ann-lee"), 2, "these are the same entry"),
        (("person:ann-lee", "org:daily"), 2, "person:ann-lee and org:daily are of two kinds"),
        (("article:first", "article:second"), 2, "are texts, and no entries of the registry"),
        (("person:ann-lee", "person:nobody"), 1, "error[unknown-id] there is no entry"),
        (("person:nobody", "person:ann-lee"), 1, "error[unknown-id] there is no entry"),
    ],
)
def test_what_cannot_be_one_is_refused(
    dossier: Shell, arguments: tuple[str, str], code: int, words: str
) -> None:
    before = tree(dossier.folder)
    done = dossier("merge", *arguments)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert tree(dossier.folder) == before


def test_two_things_in_the_world_are_not_one_entry(dossier: Shell) -> None:
    dossier.write("people/ann-lee.md", "---\nname: Ann Lee\nwikidata: Q7\n---\n")
    before = tree(dossier.folder)
    done = dossier("merge", "person:ann-lee", "person:a-lee")
    assert done.code == 1
    assert "error[two-things] 'person:a-lee' is Q5 there, and 'person:ann-lee' is Q7" in done.err
    assert tree(dossier.folder) == before


def test_notes_that_cannot_stand_below_each_other_are_left_to_an_editor(dossier: Shell) -> None:
    for name in ("ann-lee", "a-lee"):
        note = f"The [one][x], {name}.\n\n[x]: person:bo-lin\n"
        dossier.write(f"people/{name}.md", f"---\nname: {name}\n---\n\n{note}")
    before = tree(dossier.folder)
    done = dossier("merge", "person:ann-lee", "person:a-lee")
    assert done.code == 1
    assert done.err.startswith(
        "with this change, the sources would have errors:\n"
        "sources/people/ann-lee.md:15:1: error[repeated-definition] [x] is defined once more"
    )
    assert tree(dossier.folder) == before


def test_no_circle_is_closed(dossier: Shell) -> None:
    dossier.write("organizations/wire.md", "---\nname: The Wire\npart_of: [daily]\n---\n")
    before = tree(dossier.folder)
    done = dossier("merge", "org:daily", "org:the-daily")
    assert done.code == 1
    assert "error[circle]" in done.err
    assert tree(dossier.folder) == before


def test_a_half_finished_merge_in_git_is_finished_first(dossier: Shell) -> None:
    dossier.write("people/bo-lin.md", "---\nname: Bo\n---\n\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")
    before = tree(dossier.folder)
    done = dossier("merge", "person:ann-lee", "person:a-lee")
    assert done.code == 1
    assert "people/bo-lin.md:5:1: error[merge-conflict]" in done.err
    assert tree(dossier.folder) == before
