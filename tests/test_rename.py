"""Renaming an entry: every reference follows it, and no other character is touched."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_dossier import dossier, small_dossier, tree

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
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    small_dossier(tmp_path)
    for path, text in FURTHER.items():
        file = tmp_path / "sources" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sources(project: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in tree(project / "sources").items()}


def test_every_form_of_reference_follows_and_nothing_else_changes(project: Path) -> None:
    before = sources(project)
    done = dossier("rename", "person:ann-lee", "a-lee", at=project)
    assert (done.returncode, done.stderr) == (0, "")
    after = sources(project)
    assert after["people/a-lee.md"] == "---\nname: Ann Lee\nformerly:\n  - ann-lee\n---\n"
    kept = "An ann-lee is no ann-lee-x."
    for path in before.keys() - {"people/ann-lee.md"}:
        expected = before[path].replace(kept, "KEPT").replace("ann-lee", "a-lee")
        assert after[path] == expected.replace("KEPT", kept), path
    assert "people/ann-lee.md" not in after
    assert dossier("check", at=project).returncode == 0
    assert done.stdout == (
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
    project: Path, entry: str, new_id: str, where: list[str]
) -> None:
    assert dossier("rename", entry, new_id, at=project).returncode == 0
    text = (project / "sources/articles/second.md").read_text(encoding="utf-8")
    for words in where:
        assert words in text
    done = dossier("check", at=project)
    assert done.returncode == 0, done.stdout


def test_an_entry_can_be_named_by_its_file(project: Path) -> None:
    assert dossier("rename", "sources/events/talk.md", "long-talk", at=project).returncode == 0
    assert (project / "sources/events/long-talk.md").exists()


def test_line_ends_and_byte_order_marks_stay(project: Path) -> None:
    article = project / "sources/articles/second.md"
    windows = b"\xef\xbb\xbf" + EVERY_FORM.replace("\n", "\r\n").encode()
    article.write_bytes(windows)
    person = project / "sources/people/ann-lee.md"
    person.write_bytes(b"---\r\nname: Ann Lee\r\n---\r\n")
    article.chmod(0o640)
    assert dossier("rename", "person:ann-lee", "a-lee", at=project).returncode == 0
    renamed = windows.replace(b"ann-lee", b"a-lee").replace(
        b"An a-lee is no a-lee-x", b"An ann-lee is no ann-lee-x"
    )
    assert article.read_bytes() == renamed
    assert article.stat().st_mode & 0o777 == 0o640
    moved = person.with_name("a-lee.md").read_bytes()
    assert moved == b"---\r\nname: Ann Lee\r\nformerly:\r\n  - ann-lee\r\n---\r\n"


def test_a_dry_run_is_a_patch_that_git_applies_to_the_same_effect(project: Path) -> None:
    (project / "sources/figures/people.md").write_bytes(b"---\r\nname: P\r\n---\r\n\r\nNo end")
    before = tree(project / "sources")
    shown = dossier("rename", "person:ann-lee", "a-lee", "--dry-run", at=project)
    assert shown.returncode == 0
    assert shown.stderr.endswith("nothing was written\n")
    assert tree(project / "sources") == before
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    subprocess.run(["git", "apply"], cwd=project, input=shown.stdout.encode(), check=True)
    patched = tree(project / "sources")
    for path, content in before.items():
        (project / "sources" / path).write_bytes(content)
    (project / "sources/people/a-lee.md").unlink()
    assert dossier("rename", "person:ann-lee", "a-lee", at=project).returncode == 0
    assert tree(project / "sources") == patched


def test_renaming_back_turns_the_redirect_round(project: Path) -> None:
    assert dossier("rename", "person:ann-lee", "a-lee", at=project).returncode == 0
    assert dossier("rename", "person:a-lee", "ann-lee", at=project).returncode == 0
    person = (project / "sources/people/ann-lee.md").read_text(encoding="utf-8")
    assert person == "---\nname: Ann Lee\nformerly:\n  - a-lee\n---\n"


def test_a_page_that_was_never_published_needs_no_redirect(project: Path) -> None:
    before = tree(project / "sources")
    assert dossier("rename", "person:ann-lee", "x", "--no-redirect", at=project).returncode == 0
    assert dossier("rename", "person:x", "ann-lee", "--no-redirect", at=project).returncode == 0
    assert tree(project / "sources") == before


def test_where_two_kinds_have_one_id_the_references_say_which_is_meant(project: Path) -> None:
    done = dossier("rename", "person:ann-lee", "daily", at=project)
    assert done.returncode == 0, done.stderr
    text = (project / "sources/articles/second.md").read_text(encoding="utf-8")
    assert "{quote=person:daily to=" in text
    assert "by=person:daily" in text
    assert "via=daily" in text
    event = (project / "sources/events/talk.md").read_text(encoding="utf-8")
    assert "participants: [person:daily, org:daily]" in event
    assert dossier("check", at=project).returncode == 0


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
    project: Path, arguments: tuple[str, str], code: int, words: str
) -> None:
    before = tree(project)
    done = dossier("rename", *arguments, at=project)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project) == before


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
    project: Path, path: str, text: str | bytes, words: str
) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    (project / "sources" / path).write_bytes(data)
    before = tree(project)
    done = dossier("rename", "person:ann-lee", "a-lee", at=project)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert done.stderr.endswith("nothing was written\n")
    assert tree(project) == before


def test_errors_that_have_nothing_to_do_with_it_are_no_obstacle(project: Path) -> None:
    (project / "sources/people/cy.md").write_text("---\nname: [\n---\n", encoding="utf-8")
    assert dossier("rename", "person:ann-lee", "a-lee", at=project).returncode == 0


def test_pages_with_a_place_of_their_own_keep_their_name(project: Path) -> None:
    pages = project / "sources/pages"
    pages.mkdir()
    (pages / "about.md").write_text("---\ntitle: About\n---\n", encoding="utf-8")
    done = dossier("rename", "page:about", "us", at=project)
    assert done.returncode == 1
    assert "error[page-with-a-place]" in done.stderr


# --- On our own dossier ----------------------------------------------------------------------

OWN = open_sources(OUR_OWN)
IDS = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True).filter(
    lambda id_: not why_no_id(id_)
)


def bytes_of(sources: OpenSources) -> dict[str, bytes]:
    return {path: file.content for path, file in sources.files.items()}


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(sorted(ref for ref in OWN.documents if ref.kind is not Kind.PAGE)), IDS
)
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
