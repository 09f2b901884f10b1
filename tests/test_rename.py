"""Renaming an entry: every reference follows it, and no other character is touched."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from calls import Shell
from hypothesis import given, settings
from hypothesis import strategies as st
from small_dossier import small_dossier, tree

from generator.editing.edits import Change
from generator.editing.opened import OpenSources, changed, open_sources
from generator.editing.renaming import plan_rename
from generator.ids import why_no_id
from generator.model import Kind, Ref

OUR_OWN = Path(__file__).parent.parent / "sources"

EVERY_FORM = """\
---
title: Every form
publisher: "daily"
published: 2016-08-27
agencies: [wire, daily]
repeats:
  - first   # the day before
---

[Ann Lee](person:ann-lee) and [her](<person:ann-lee>) met [both](person:bo-lin,ann-lee).

["We said: [Ann Lee](person:ann-lee) did"]{quote=ann-lee to="person:ann-lee" date=2016-08-26}.

["No"](quote:person:ann-lee?to=ann-lee&via=daily), and [ten](figure:people?value=10&by=ann-lee).

[The lady][lee], says [the report](article:first#p1). An ann-lee is no ann-lee-x.

[lee]: person:ann-lee
"""

FURTHER = {
    "articles/second.md": EVERY_FORM,
    "people/bo-lin.md": "---\nname: Bo Lin\nroles:\n  - title: Editor\n    of: daily\n---\n",
    "organizations/wire.md": "---\nname: The Wire\npart_of:\n  - 'daily'\n---\n",
    "events/talk.md": "---\nname: Talk\ndate: 2016\nparticipants: [person:ann-lee, daily]\n---\n",
    "figures/people.md": "---\nname: People\n---\n\nSee [Ann Lee](person:ann-lee).\n",
}


@pytest.fixture
def dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    shell = Shell(small_dossier(tmp_path), monkeypatch, capsys)
    for path, text in FURTHER.items():
        shell.write(path, text)
    return shell


def sources(dossier: Shell) -> dict[str, str]:
    return {path: data.decode() for path, data in tree(dossier.folder / "sources").items()}


def test_every_form_of_reference_follows_and_nothing_else_changes(dossier: Shell) -> None:
    before = sources(dossier)
    done = dossier("rename", "person:ann-lee", "a-lee")
    assert (done.code, done.err) == (0, "")
    after = sources(dossier)
    assert after["people/a-lee.md"] == "---\nname: Ann Lee\nformerly:\n  - ann-lee\n---\n"
    kept = "An ann-lee is no ann-lee-x."
    for path in before.keys() - {"people/ann-lee.md"}:
        expected = before[path].replace(kept, "KEPT").replace("ann-lee", "a-lee")
        assert after[path] == expected.replace("KEPT", kept), path
    assert "people/ann-lee.md" not in after
    assert dossier("check").code == 0
    assert done.out == (
        "people/ann-lee.md becomes people/a-lee.md\n"
        "13 references to it changed in 4 files\n"
        "readers who come to people/ann-lee/ are led to people/a-lee/\n"
        "articles/second.md:16:58 still says 'ann-lee', which is no reference\n"
    )


@pytest.mark.parametrize(
    ("entry", "new_id", "where"),
    [
        ("org:daily", "the-daily", ["agencies: [wire, the-daily]", "via=the-daily"]),
        ("article:first", "opening", ["  - opening   # the day before", "(article:opening#p1)"]),
        ("figure:people", "crowd", ["(figure:crowd?value=10"]),
        ("org:wire", "coast-wire", ["agencies: [coast-wire, daily]"]),
    ],
)
def test_each_kind_is_followed_wherever_it_is_named(
    dossier: Shell, entry: str, new_id: str, where: list[str]
) -> None:
    assert dossier("rename", entry, new_id).code == 0
    text = dossier.read("articles/second.md")
    for words in where:
        assert words in text
    done = dossier("check")
    assert done.code == 0, done.out


def test_an_entry_can_be_named_by_its_file(dossier: Shell) -> None:
    assert dossier("rename", "sources/events/talk.md", "long-talk").code == 0
    assert (dossier.folder / "sources/events/long-talk.md").exists()


def test_line_ends_and_byte_order_marks_stay(dossier: Shell) -> None:
    article = dossier.folder / "sources/articles/second.md"
    windows = b"\xef\xbb\xbf" + EVERY_FORM.replace("\n", "\r\n").encode()
    article.write_bytes(windows)
    person = dossier.folder / "sources/people/ann-lee.md"
    person.write_bytes(b"---\r\nname: Ann Lee\r\n---\r\n")
    article.chmod(0o640)
    assert dossier("rename", "person:ann-lee", "a-lee").code == 0
    renamed = windows.replace(b"ann-lee", b"a-lee").replace(
        b"An a-lee is no a-lee-x", b"An ann-lee is no ann-lee-x"
    )
    assert article.read_bytes() == renamed
    assert article.stat().st_mode & 0o777 == 0o640
    moved = person.with_name("a-lee.md").read_bytes()
    assert moved == b"---\r\nname: Ann Lee\r\nformerly:\r\n  - ann-lee\r\n---\r\n"


def test_a_dry_run_is_a_patch_that_git_applies_to_the_same_effect(dossier: Shell) -> None:
    (dossier.folder / "sources/figures/people.md").write_bytes(
        b"---\r\nname: P\r\n---\r\n\r\nNo end"
    )
    before = tree(dossier.folder / "sources")
    shown = dossier("rename", "person:ann-lee", "a-lee", "--dry-run")
    assert shown.code == 0
    assert shown.err.endswith("nothing was written\n")
    assert tree(dossier.folder / "sources") == before
    subprocess.run(["git", "init", "--quiet"], cwd=dossier.folder, check=True)
    subprocess.run(["git", "apply"], cwd=dossier.folder, input=shown.out.encode(), check=True)
    patched = tree(dossier.folder / "sources")
    for path, content in before.items():
        (dossier.folder / "sources" / path).write_bytes(content)
    (dossier.folder / "sources/people/a-lee.md").unlink()
    assert dossier("rename", "person:ann-lee", "a-lee").code == 0
    assert tree(dossier.folder / "sources") == patched


def test_renaming_back_turns_the_redirect_round(dossier: Shell) -> None:
    assert dossier("rename", "person:ann-lee", "a-lee").code == 0
    assert dossier("rename", "person:a-lee", "ann-lee").code == 0
    person = dossier.read("people/ann-lee.md")
    assert person == "---\nname: Ann Lee\nformerly:\n  - a-lee\n---\n"


def test_a_page_that_was_never_published_needs_no_redirect(dossier: Shell) -> None:
    before = tree(dossier.folder / "sources")
    assert dossier("rename", "person:ann-lee", "x", "--no-redirect").code == 0
    assert dossier("rename", "person:x", "ann-lee", "--no-redirect").code == 0
    assert tree(dossier.folder / "sources") == before


def test_where_two_kinds_have_one_id_the_references_say_which_is_meant(dossier: Shell) -> None:
    done = dossier("rename", "person:ann-lee", "daily")
    assert done.code == 0, done.err
    text = dossier.read("articles/second.md")
    assert "{quote=person:daily to=" in text
    assert "by=person:daily" in text
    assert "via=daily" in text
    event = dossier.read("events/talk.md")
    assert "participants: [person:daily, org:daily]" in event
    assert dossier("check").code == 0


REJECTED = """\
# A comment about person:ann-lee | as it is | here
* | person:ann-lee | [Ann]
first | person:bo-lin,ann-lee | the [two] of them
first | quote:ann-lee | [No]
second | org:daily | in [ann-lee | person:ann-lee]
"""


def test_what_was_rejected_stays_rejected(dossier: Shell) -> None:
    file = dossier.folder / "suggest-ignore.txt"
    file.write_bytes(REJECTED.encode())
    done = dossier("rename", "person:ann-lee", "a-lee", "--dry-run")
    assert "+++ b/suggest-ignore.txt\n" in done.out
    assert file.read_bytes() == REJECTED.encode()
    done = dossier("rename", "person:ann-lee", "a-lee")
    assert "3 lines of suggest-ignore.txt changed with it\n" in done.out
    assert file.read_text(encoding="utf-8") == (
        REJECTED.replace("* | person:ann-lee", "* | person:a-lee")
        .replace("bo-lin,ann-lee", "bo-lin,a-lee")
        .replace("quote:ann-lee", "quote:a-lee")
    )
    assert dossier("rename", "article:first", "opening").code == 0
    assert "\nopening | person:bo-lin,a-lee | the [two] of them\n" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("person:ann-lee", "bo-lin"), 1, "error[existing-id] 'person:bo-lin' exists already"),
        (("person:ann-le", "x"), 1, "hint: did you mean 'ann-lee'?"),
        (("person:ann-lee", "Ann"), 2, "'Ann' is not an id: small letters"),
        (("person:ann-lee", "con"), 2, "'con' is a reserved name"),
        (("person:ann-lee", "ann-lee"), 2, "has this id already"),
        (("human:ann-lee", "x"), 2, "is not KIND:ID; the kinds are article, person"),
        (("ann-lee", "x"), 2, "is not KIND:ID"),
        (("sources/x.md", "x"), 2, "is not the path of a source file"),
    ],
)
def test_what_cannot_be_renamed_is_refused_in_clear_words(
    dossier: Shell, arguments: tuple[str, str], code: int, words: str
) -> None:
    before = tree(dossier.folder)
    done = dossier("rename", *arguments)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert "Traceback" not in done.err
    assert tree(dossier.folder) == before


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (
            "people/cy.md",
            "---\nname: Cy\n<<<<<<< HEAD\nsummary: One\n=======\nsummary: Two\n>>>>>>> b\n---\n",
            "people/cy.md:3:1: error[merge-conflict] a merge was not finished",
        ),
        (
            "people/cy.md",
            "---\nname: [\n---\n\n[A](person:ann-lee)\n",
            "people/cy.md: error[file-with-errors] this file has errors, and may name",
        ),
        (
            "people/cy.md",
            "---\nname: Cy\n---\n\n[A](person:ann&#45;lee)\n",
            "people/cy.md:5:12: error[illegible-id] 'ann-lee' is written with escapes here",
        ),
        (
            "people/cy.md",
            "---\nname: Cy\nformerly: [a-lee]\n---\n",
            "people/cy.md: error[former-id] 'person:a-lee' leads readers to 'person:cy'",
        ),
        ("people/cy.md", b"---\nname: \xff\n---\n", "error[not-utf-8] the byte 0xFF"),
    ],
)
def test_sources_in_which_a_reference_could_be_missed_are_left_alone(
    dossier: Shell, path: str, text: str | bytes, words: str
) -> None:
    dossier.write(path, text)
    before = tree(dossier.folder)
    done = dossier("rename", "person:ann-lee", "a-lee")
    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert done.err.endswith("nothing was written\n")
    assert tree(dossier.folder) == before


def test_errors_that_have_nothing_to_do_with_it_are_no_obstacle(dossier: Shell) -> None:
    dossier.write("people/cy.md", "---\nname: [\n---\n")
    assert dossier("rename", "person:ann-lee", "a-lee").code == 0


def test_pages_with_a_place_of_their_own_keep_their_name(dossier: Shell) -> None:
    dossier.write("pages/about.md", "---\ntitle: About\n---\n")
    done = dossier("rename", "page:about", "us")
    assert done.code == 1
    assert "error[page-with-a-place]" in done.err


# --- On our own dossier ----------------------------------------------------------------------

OWN = open_sources(OUR_OWN)
IDS = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True).filter(
    lambda id_: not why_no_id(id_)
)


def bytes_of(sources: OpenSources) -> dict[str, bytes]:
    return {path: file.content for path, file in sources.files.items()}


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(ref for ref in OWN.documents if ref.kind is not Kind.PAGE)), IDS)
def test_there_and_back_again_gives_the_same_bytes(ref: Ref, id_: str) -> None:
    if any(Ref(kind, id_) in OWN.documents for kind in Kind):
        return
    there = plan_rename(OWN, ref, id_, redirect=False)
    assert there.found == ()
    # Nothing was broken, and nothing but ids has changed: each file is as long as it must be.
    assert there.sources.found == OWN.found
    longer = len(id_) - len(ref.id)
    for change in there.changes:
        assert isinstance(change, Change)
        assert (len(change.after) - len(change.before)) % (longer or 1) == 0
    back = plan_rename(there.sources, Ref(ref.kind, id_), ref.id, redirect=False)
    assert bytes_of(back.sources) == bytes_of(OWN)
    assert bytes_of(changed(OWN, there.changes)) == bytes_of(there.sources)
