"""An editor at a terminal, going through suggestions key by key."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click import unstyle
from small_dossier import environment, small_dossier, tree

from generator.settings import read_settings
from generator.suggest.desk import open_desk
from generator.suggest.review import Question, Review, Tally

ARTICLE = """\
---
title: Talks begin
publisher: daily
published: 2016-08-26
---

Ann Lee arrived. Later Lee spoke, and “Lee is here,” Ann Lee said on Friday.

Mr. Roe was late. Ann Lee left.
"""

PEOPLE = {"rob-roe": "Rob Roe", "tim-roe": "Tim Roe"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = small_dossier(tmp_path / "project")
    (folder / "sources/articles/first.md").write_text(ARTICLE, encoding="utf-8")
    for id_, name in PEOPLE.items():
        (folder / f"sources/people/{id_}.md").write_text(f"---\nname: {name}\n---\n")
    monkeypatch.chdir(folder)
    return folder


class Keys:
    """Types what a test has written down, and keeps what is shown."""

    def __init__(self, keys: str, lines: tuple[str, ...] = ()) -> None:
        self.keys = list(keys)
        self.lines = list(lines)
        self.questions: list[Question] = []
        self.said: list[str] = []

    def show(self, question: Question) -> None:
        self.questions.append(question)

    def say(self, text: str) -> None:
        self.said.append(text)

    def key(self) -> str:
        return self.keys.pop(0) if self.keys else "q"

    def line(self, prompt: str) -> str:
        self.said.append(prompt)
        return self.lines.pop(0)

    @property
    def asked(self) -> list[str]:
        return [question.words for question in self.questions]


def review(keys: str, *lines: str) -> tuple[Keys, Tally]:
    """Review the article of the current folder."""
    desk = open_desk(read_settings(Path("mkdocs.yml")))
    found = desk.read("articles/first.md")
    assert found
    screen = Keys(keys, lines)
    items = [(found, one) for one in found.suggestions if one.sureness != "possible"]
    return screen, Review(desk, "sources", items).run(screen)


def body() -> str:
    return Path("sources/articles/first.md").read_text(encoding="utf-8").split("---\n\n")[1]


def rejections() -> list[str]:
    file = Path("suggest-ignore.txt")
    return file.read_text(encoding="utf-8").splitlines()[2:] if file.exists() else []


def test_each_suggestion_is_asked_about_in_its_sentence(project: Path) -> None:
    screen, tally = review("sssssssss")
    assert screen.asked == [
        "Ann Lee",
        "Lee",
        "“Lee is here,”",
        "Lee",
        "Ann Lee",
        "Friday",
        "Mr. Roe",
        "Ann Lee",
    ]
    first = screen.questions[0]
    assert (first.number, first.total) == (1, 8)
    assert first.location == "sources/articles/first.md:7:1"
    assert (first.before, first.behind) == ("", " arrived.")
    assert first.targets == (("person:ann-lee", "Ann Lee"),)
    assert (tally.annotated, tally.rejected, tally.left) == (0, 0, 8)
    assert body() == ARTICLE.split("---\n\n")[1]
    assert not Path("suggest-ignore.txt").exists()


def test_yes_annotates_at_once_and_no_is_remembered(project: Path) -> None:
    _, tally = review("yn")
    assert (tally.annotated, tally.rejected, tally.left) == (1, 1, 6)
    assert body().startswith("[Ann Lee](person:ann-lee) arrived. Later Lee spoke")
    assert rejections() == ["first | person:ann-lee | Lee arrived. Later [Lee] spoke, and “Lee"]


def test_who_comes_back_is_asked_what_is_left(project: Path) -> None:
    review("yny")
    screen, _ = review("")
    assert screen.asked == ["Lee"]
    screen, _ = review("ssssssss")
    assert screen.asked == ["Lee", "Ann Lee", "Friday", "Mr. Roe", "Ann Lee"]


def test_a_quotation_that_is_accepted_before_the_name_in_it_becomes_a_span(project: Path) -> None:
    review("ssyy")
    assert "and [“[Lee](person:ann-lee) is here,”]{quote=ann-lee date=2016-08-26} Ann" in body()


def test_all_like_it_are_annotated(project: Path) -> None:
    screen, tally = review("a")
    assert tally.annotated == 3
    assert body().count("[Ann Lee](person:ann-lee)") == 3
    assert screen.asked == ["Ann Lee", "Lee"]


def test_all_like_it_are_rejected(project: Path) -> None:
    screen, tally = review("sx")
    assert tally.rejected == 2
    assert rejections() == ["first | person:ann-lee | [Lee]"]
    assert screen.asked == ["Ann Lee", "Lee", "“Lee is here,”"]


def test_an_ambiguous_name_is_asked_about_with_its_candidates(project: Path) -> None:
    screen, _ = review("ssssss2")
    asked = next(one for one in screen.questions if one.words == "Mr. Roe")
    assert asked.targets == (("person:rob-roe", "Rob Roe"), ("person:tim-roe", "Tim Roe"))
    assert "[Mr. Roe](person:tim-roe) was late." in body()


def test_something_else_is_found_by_a_part_of_its_name(project: Path) -> None:
    screen, _ = review("o", "daily")
    assert "[Ann Lee](org:daily) arrived." in body()
    assert "what do the words mean? " in screen.said
    screen, _ = review("o2", "roe")
    assert "  2 person:tim-roe  Tim Roe" in screen.said
    assert "Later [Lee](person:tim-roe) spoke" in body()


def test_another_date_is_typed(project: Path) -> None:
    review("ssssso", "2016-08-19")
    assert "on [Friday](date:2016-08-19)." in body()


def test_what_nobody_knows_is_said_and_asked_again(project: Path) -> None:
    screen, tally = review("oy", "xyzzy")
    assert "nothing is found by 'xyzzy'" in screen.said
    assert tally.annotated == 1


def test_undo_takes_back_one_key_after_the_other(project: Path) -> None:
    before = tree(project)
    screen, tally = review("ynayuuuuq")
    assert tally == Tally(0, 0, 8)
    assert screen.questions[-1].number == 1
    after = tree(project)
    after.pop("suggest-ignore.txt")
    assert after == before
    assert rejections() == []


def test_there_may_be_nothing_to_undo(project: Path) -> None:
    screen, _ = review("u?")
    assert screen.said[0] == "there is nothing to undo"
    assert screen.said[1].startswith("y annotate  n reject  ")


def test_a_file_that_somebody_else_changes_meanwhile_is_left_as_it_is(project: Path) -> None:
    class Colleague(Keys):
        def key(self) -> str:
            if len(self.questions) == 2:
                file = Path("sources/articles/first.md")
                file.write_text(file.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
            return super().key()

    desk = open_desk(read_settings(Path("mkdocs.yml")))
    found = desk.read("articles/first.md")
    assert found
    items = [(found, one) for one in found.suggestions]
    tally = Review(desk, "sources", items).run(Colleague("yyy"))
    assert [one.code for one in tally.found] == ["changed-meanwhile"]
    assert tally.annotated == 1
    assert body().startswith("[Ann Lee](person:ann-lee) arrived. Later Lee spoke")
    assert body().endswith("\nMore.\n")


# --- On a terminal -------------------------------------------------------------------------------

PATIENCE = 60


class Terminal:
    """A `dossier suggest --review` on a pseudo-terminal."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.end, inner = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", "suggest", "--review", *arguments],
            cwd=folder,
            env=environment(TERM="xterm-256color", COLUMNS="120"),
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
            # A shell's background jobs ignore interrupts, and so would their children.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        os.close(inner)
        self.shown = ""

    def types(self, wanted: str, keys: str) -> None:
        """Wait until something is shown, then type."""
        self._read(wanted)
        os.write(self.end, keys.encode())

    def ends(self) -> int:
        """Wait until it ends, and give the exit code."""
        self._read(None)
        os.close(self.end)
        return self.process.wait(PATIENCE)

    def _read(self, wanted: str | None) -> None:
        deadline = time.monotonic() + PATIENCE
        seen = ""
        while wanted is None or wanted not in unstyle(seen):
            ready, _, _ = select.select([self.end], [], [], max(0, deadline - time.monotonic()))
            assert ready, f"waited for {wanted!r}, saw {seen!r}"
            try:
                part = os.read(self.end, 4096)
            except OSError:  # The program has ended.
                part = b""
            if not part:
                assert wanted is None, f"waited for {wanted!r}, saw {seen!r}"
                break
            seen += part.decode()
        self.shown += unstyle(seen).replace("\r\n", "\n")


def test_a_session_on_a_terminal(project: Path) -> None:
    terminal = Terminal(project, "first")
    terminal.types("1/8", "y")
    terminal.types("2/8", "n")
    terminal.types("3/8", "y")
    terminal.types("4/8", "u")
    terminal.types("3/8", "s")
    terminal.types("4/8", "o")
    terminal.types("what do the words mean?", "daily\n")
    terminal.types("5/8", "q")
    assert terminal.ends() == 0
    assert terminal.shown.splitlines()[1:5] == [
        "1/8  sources/articles/first.md:7:1  certain 98%",
        "  Ann Lee arrived.",
        "  → person:ann-lee  Ann Lee",
        "  the name of Ann Lee",
    ]
    assert "y annotate  n reject  a annotate all like it" in terminal.shown
    assert terminal.shown.endswith("2 annotated, 1 rejected, 5 left for later\n")
    assert body().startswith(
        "[Ann Lee](person:ann-lee) arrived. Later Lee spoke, and “[Lee](org:daily) is here,” Ann"
    )


def test_the_end_of_the_input_ends_the_session(project: Path) -> None:
    terminal = Terminal(project)
    terminal.types("1/8", "y\x04")
    assert terminal.ends() == 0
    assert body().startswith("[Ann Lee](person:ann-lee) arrived.")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_is_decided_is_saved_however_the_session_ends(
    project: Path, number: signal.Signals
) -> None:
    terminal = Terminal(project)
    terminal.types("1/8", "yn")
    terminal.types("3/8", "")
    terminal.process.send_signal(number)
    assert terminal.ends() in (130, -signal.SIGKILL)
    assert body().startswith("[Ann Lee](person:ann-lee) arrived. Later Lee spoke")
    assert len(rejections()) == 1
    assert {path for path in tree(project) if "first" in path or "dossier-editing" in path} == {
        "sources/articles/first.md"
    }


def test_keys_typed_ahead_are_not_lost(project: Path) -> None:
    terminal = Terminal(project)
    terminal.types("1/8", "éyynq")
    assert terminal.ends() == 0
    assert terminal.shown.endswith("2 annotated, 1 rejected, 5 left for later\n")


def test_without_a_terminal_there_is_no_review(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "suggest", "--review"],
        cwd=project,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 2
    assert "--review needs a terminal" in done.stderr
