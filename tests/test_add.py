"""New entries of the registry: a good id, valid front matter, and no second entry for one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from calls import Shell
from small_dossier import small_dossier, tree
from terminal import END, session

from generator.model import ENTITY_KINDS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    shell = Shell(small_dossier(tmp_path), monkeypatch, capsys)
    shell.write("places/town.md", "---\nname: Town\n---\n")
    return shell


def test_a_person_is_added_and_can_be_named_at_once(dossier: Shell) -> None:
    done = dossier(
        *("add", "person", "José  Muñoz", "--alias", "Mr. Muñoz", "--alias", "J.: M"),
        *("--summary", "Envoy: the second."),
    )
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "sources/people/jose-munoz.md is made\nannotate with [José Muñoz](person:jose-munoz)\n"
    )
    assert dossier.read("people/jose-munoz.md") == (
        '---\nname: José Muñoz\naliases:\n  - Mr. Muñoz\n  - "J.: M"\n'
        'summary: "Envoy: the second."\n---\n'
    )


@pytest.mark.parametrize(
    ("arguments", "path", "text"),
    [
        (
            ("place", "New Quay", "--kind", "site", "--within", "town", "--coordinates", "1, -2.5"),
            "places/new-quay.md",
            "---\nname: New Quay\nkind: site\nwithin: town\ncoordinates: [1.0, -2.5]\n---\n",
        ),
        (
            ("org", "The Wire", "--kind", "media", "--part-of", "daily", "--based-in", "town"),
            "organizations/the-wire.md",
            "---\nname: The Wire\nkind: media\npart_of:\n  - daily\nbased_in: town\n---\n",
        ),
        (
            ("event", "Vote", "--date", "2016-08~", "--place", "town", "--participant", "ann-lee"),
            "events/vote.md",
            "---\nname: Vote\ndate: 2016-08~\nplace:\n  - town\nparticipants:\n  - ann-lee\n---\n",
        ),
        (
            ("figure", "Deaths", "--unit", "people", "--scope", "Since: 2011"),
            "figures/deaths.md",
            '---\nname: Deaths\nunit: people\nscope: "Since: 2011"\n---\n',
        ),
        (
            ("person", "A senior official", "--anonymous"),
            "people/a-senior-official.md",
            "---\nname: A senior official\nanonymous: true\n---\n",
        ),
        (
            ("org", "Con", "--kind", "other"),
            "organizations/con-org.md",
            "---\nname: Con\nkind: other\n---\n",
        ),
        (
            ("place", "الجزيرة", "--id", "al-jazira"),
            "places/al-jazira.md",
            "---\nname: الجزيرة\n---\n",
        ),
    ],
)
def test_each_kind_takes_what_it_holds(
    dossier: Shell, arguments: tuple[str, ...], path: str, text: str
) -> None:
    done = dossier("add", *arguments)
    assert done.code == 0, done.err
    assert dossier.read(path) == text
    assert dossier("check").code == 0


@pytest.mark.parametrize("kind", ENTITY_KINDS)
def test_help_names_the_options_of_each_kind(dossier: Shell, kind: str) -> None:
    done = dossier("add", kind, "--help")
    assert done.code == 0
    assert "--summary TEXT" in done.out


def test_a_second_entry_for_one_name_is_made_on_purpose_only(dossier: Shell) -> None:
    before = tree(dossier.folder)
    done = dossier("add", "person", "Lee, Ann")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("there is person:ann-lee: Ann Lee\nnothing was written\n")
    assert tree(dossier.folder) == before
    assert dossier("add", "person", "Ann Lee", "--yes").code == 0
    assert dossier.read("people/ann-lee-2.md") == "---\nname: Ann Lee\n---\n"


def test_a_name_that_is_much_like_another_is_said(dossier: Shell) -> None:
    done = dossier("add", "person", "Anne Lee")
    assert done.code == 0
    assert done.err == "there is person:ann-lee: Ann Lee\n"
    assert dossier("add", "person", "Zoe Quist").err == ""


def test_an_event_that_comes_again_is_told_apart_by_its_date(dossier: Shell) -> None:
    for date in ("2016-08-26", "2016-09-09"):
        assert dossier("add", "event", "Talks", "--date", date, "--yes").code == 0
    assert "date: 2016-09-09\n" in dossier.read("events/talks-2016-09-09.md")


def test_a_former_id_stays_with_its_entry(dossier: Shell) -> None:
    dossier.write("people/ann-lee.md", "---\nname: Ann Lee\nformerly: [zoe-quist]\n---\n")
    assert dossier("add", "person", "Zoe Quist").code == 0
    assert (dossier.folder / "sources/people/zoe-quist-2.md").exists()
    done = dossier("add", "person", "Zoe", "--id", "zoe-quist")
    assert done.code == 1
    assert "'person:zoe-quist' leads readers to 'person:ann-lee'" in done.err


def test_no_id_is_given_that_would_make_a_reference_ambiguous(dossier: Shell) -> None:
    assert dossier("add", "person", "Daily").code == 0
    assert (dossier.folder / "sources/people/daily-2.md").exists()
    dossier.write("events/talk.md", "---\nname: T\ndate: 2016\nparticipants: [daily]\n---\n")
    done = dossier("add", "person", "Dee", "--id", "daily")
    assert done.code == 1
    assert "events/talk.md:4:16: error[ambiguous-id] 'daily' is a person and a org" in done.err
    assert not (dossier.folder / "sources/people/daily.md").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("event", "Vote"), "--date is needed"),
        (("event", "Vote", "--date", "26.8.2016"), "--date: '26.8.2016' is not a date"),
        (("place", "X", "--within", "twon"), "twon': did you mean 'town'?"),
        (("place", "X", "--kind", "hamlet"), "'hamlet' is not one of"),
        (("place", "X", "--coordinates", "46"), "--coordinates: these are not two numbers"),
        (("person", " "), "NAME: 'name' has no value"),
        (("person", "x" * 201), "NAME: this has 201 characters"),
        (("person", "!!!"), "suggests no id: give one with --id"),
        (("person", "X", "--id", "aux"), "'aux' is a reserved name"),
        (("article", "X"), "No such command 'article'"),
        (("person",), "Missing argument 'NAME'"),
    ],
)
def test_what_does_not_fit_is_wrong_usage(
    dossier: Shell, arguments: tuple[str, ...], words: str
) -> None:
    before = tree(dossier.folder)
    done = dossier("add", *arguments)
    assert done.code == 2
    assert words in done.err
    assert tree(dossier.folder) == before


def test_a_dry_run_shows_the_file(dossier: Shell) -> None:
    before = tree(dossier.folder)
    done = dossier("add", "person", "Zoe Quist", "--dry-run")
    assert done.code == 0
    assert done.out == (
        "diff --git a/sources/people/zoe-quist.md b/sources/people/zoe-quist.md\n"
        "new file mode 100644\n--- /dev/null\n+++ b/sources/people/zoe-quist.md\n"
        "@@ -0,0 +1,3 @@\n+---\n+name: Zoe Quist\n+---\n"
    )
    assert tree(dossier.folder) == before


def test_where_there_is_no_dossier_none_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = Shell(tmp_path, monkeypatch, capsys)("add", "person", "X")
    assert done.code == 2
    assert "File 'mkdocs.yml' does not exist" in done.err
    assert tree(tmp_path) == {}


# --- At a terminal -------------------------------------------------------------------------------


def test_a_terminal_is_asked_for_what_belongs_to_the_kind(dossier: Shell) -> None:
    done = session(
        *("add", "place", "New Quay"),
        at=dossier.folder,
        types=[
            ("Kind (country, region, city, town, district, site):", "quay"),
            ("'quay' is not one of", "site"),
            ("Within:", "twon"),
            ("did you mean 'town'?", "town"),
            ("Aliases (with ; between them):", "The quay; North quay"),
            ("Summary:", "Where the second ferry lands."),
            ("Id [new-quay]:", ""),
        ],
    )
    assert done.code == 0, done.screen
    assert done.screen.endswith(
        "sources/places/new-quay.md is made\nannotate with [New Quay](place:new-quay)\n"
    )
    assert dossier.read("places/new-quay.md") == (
        "---\nname: New Quay\naliases:\n  - The quay\n  - North quay\n"
        "summary: Where the second ferry lands.\nkind: site\nwithin: town\n---\n"
    )


def test_a_terminal_is_asked_whether_this_is_another_one(dossier: Shell) -> None:
    before = tree(dossier.folder)
    done = session(
        "add", "person", "Ann Lee", at=dossier.folder, types=[("Is this another one? [y/N]:", "")]
    )
    assert done.code == 1
    assert "there is person:ann-lee: Ann Lee" in done.screen
    assert tree(dossier.folder) == before


def test_an_event_needs_a_date_and_gets_no_entry_when_the_editor_leaves(dossier: Shell) -> None:
    before = tree(dossier.folder)
    done = session(
        *("add", "event", "Vote"),
        at=dossier.folder,
        types=[("Date:", ""), ("this is needed", "last week"), ("is not a date", END)],
    )
    assert done.code == 130
    assert tree(dossier.folder) == before
