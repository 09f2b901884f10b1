"""Whatever means a run has, and whatever is kept of runs before, the same bytes come out."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from sites import HARBOUR, ROOT
from small_dossier import tree

from generator import accounts, making, pipeline, urls
from generator.asking import EVERYTHING, Answers, Asked
from generator.cache import FILE, Cache
from generator.checks import Entries, compare_articles, compare_entries
from generator.checks.sources import Sources
from generator.diagnostics import Diagnostic
from generator.dossier import Article, Saying
from generator.means import Means
from generator.model import Kind, Ref
from generator.prose import Blocks
from generator.render import figures, indexes, paging, quotations, timeline, utterances
from generator.render.view import View
from generator.settings import Settings

SETTINGS = Settings(site_url="https://dossier.example.org/", social_cards=False)

Edit = Callable[[Path, random.Random], None]


def produced(sources: Path, means: Means | None = None) -> dict[str, bytes]:
    """Everything that belongs into `docs/`."""
    return dict(pipeline.produce(sources, SETTINGS, means).files)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Two dossiers in one: ours, and the one of the harbour."""
    folder = tmp_path / "sources"
    shutil.copytree(ROOT / "sources", folder)
    shutil.copytree(HARBOUR, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the tasks that are done in this process."""
    names: list[str] = []
    do = making._do

    def noted(task: making.Task, *rest: object) -> making.Done:
        names.append(task.name)
        return do(task, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "_do", noted)
    return names


# --- Edits ---------------------------------------------------------------------------------------


def some(folder: Path, chance: random.Random, below: str = "*") -> Path:
    return chance.choice(sorted(folder.glob(f"{below}/*.md")))


def add_a_sentence(folder: Path, chance: random.Random) -> None:
    article, person = some(folder, chance, "articles"), some(folder, chance, "people")
    words = f"\n\nLater, [somebody](person:{person.stem}) said {chance.randrange(1000)} words.\n"
    article.write_text(article.read_text() + words)


def take_away_a_paragraph(folder: Path, chance: random.Random) -> None:
    article = some(folder, chance, "articles")
    head, _, body = article.read_text().partition("\n---\n")
    paragraphs = body.strip().split("\n\n")
    if len(paragraphs) > 1:
        paragraphs.pop(chance.randrange(len(paragraphs)))
    article.write_text(f"{head}\n---\n\n" + "\n\n".join(paragraphs) + "\n")


def rename_in_words(folder: Path, chance: random.Random) -> None:
    entry = some(folder, chance, chance.choice(["people", "places", "organizations", "events"]))
    lines = entry.read_text().splitlines()
    lines = [
        f"name: New Name {chance.randrange(100)}" if line.startswith("name:") else line
        for line in lines
    ]
    entry.write_text("\n".join(lines) + "\n")


def add_an_alias(folder: Path, chance: random.Random) -> None:
    entry = some(folder, chance, "people")
    text = entry.read_text()
    if "\naliases:" not in text:
        alias = f"\naliases: [Alias {chance.randrange(100)}]\n---\n"
        entry.write_text(text.replace("\n---\n", alias, 1))


def rename_the_file(folder: Path, chance: random.Random) -> None:
    entry = some(folder, chance)
    entry.rename(entry.with_name(f"{entry.stem[:40]}-{chance.randrange(100)}.md"))


def remove(folder: Path, chance: random.Random) -> None:
    some(folder, chance).unlink()


def publish_at_another_time(folder: Path, chance: random.Random) -> None:
    article = some(folder, chance, "articles")
    lines = article.read_text().splitlines()
    day = f"published: 2016-0{chance.randrange(1, 9)}-1{chance.randrange(10)}"
    article.write_text(
        "\n".join(day if line.startswith("published:") else line for line in lines) + "\n"
    )


def change_the_rights(folder: Path, chance: random.Random) -> None:
    article = some(folder, chance, "articles")
    lines = [line for line in article.read_text().splitlines() if not line.startswith("rights:")]
    lines.insert(1, f"rights: {chance.choice(['full', 'excerpt', 'metadata'])}")
    article.write_text("\n".join(lines) + "\n")


def break_the_front_matter(folder: Path, chance: random.Random) -> None:
    entry = some(folder, chance)
    entry.write_text("---\nname: [\n---\n" if chance.random() < 0.5 else "")


def add_an_article(folder: Path, chance: random.Random) -> None:
    copy = folder / "articles" / f"copy-{chance.randrange(1000)}.md"
    copy.write_text(some(folder, chance, "articles").read_text())


EDITS: tuple[Edit, ...] = (
    add_a_sentence,
    add_a_sentence,
    take_away_a_paragraph,
    rename_in_words,
    add_an_alias,
    rename_the_file,
    remove,
    publish_at_another_time,
    change_the_rights,
    break_the_front_matter,
    add_an_article,
)


def series(folder: Path, seed: int, length: int) -> Iterator[str]:
    """Change the sources again and again, and tell how."""
    chance = random.Random(seed)
    for _ in range(length):
        edit = chance.choice(EDITS)
        edit(folder, chance)
        yield edit.__name__


# --- What comes out ------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edits_a_run_that_remembers_gives_what_a_clean_one_gives(
    seed: int, sources: Path, cache: Cache
) -> None:
    remembering, keeping = Means(memory={}), Means(cache=cache)
    for edit in series(sources, seed, 10):
        clean = produced(sources)
        assert produced(sources, remembering) == clean, edit
        assert produced(sources, keeping) == clean, edit


def test_lists_that_go_on_over_many_pages_are_what_a_clean_run_makes_after_any_edits(
    sources: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here a few entries fill a page, and what is added moves others on to the next."""
    monkeypatch.setattr(timeline, "SHARE", 4)
    monkeypatch.setattr(timeline, "PAGE_SIZE", 6_000)
    monkeypatch.setattr(utterances, "PAGE", 3_000)
    monkeypatch.setattr(indexes, "ROWS", 3)
    monkeypatch.setattr(quotations, "QUOTES", 3)
    monkeypatch.setattr(figures, "ROWS", 3)
    monkeypatch.setattr(paging, "numbered_pages", partial(paging.numbered_pages, size=4_000))
    remembering, keeping = Means(memory={}), Means(cache=cache)
    lists = (urls.TIMELINE, urls.STATEMENTS, urls.index_of(Kind.ARTICLE), "people/john-kerry.md")
    assert {urls.numbered(one, 2) for one in lists} <= produced(sources, keeping).keys()
    for edit in series(sources, 11, 8):
        clean = produced(sources)
        assert produced(sources, remembering) == clean, edit
        assert produced(sources, keeping) == clean, edit


def test_several_processes_give_what_one_gives(sources: Path, tmp_path: Path) -> None:
    """In processes of their own: this one may hold threads, and then is not forked."""
    for workers in ("1", "2", "3"):
        folder = tmp_path / workers
        command = [sys.executable, "-m", "generator", "generate", "-q", "--workers", workers]
        command += ["-f", str(ROOT / "mkdocs.yml"), "--sources", str(sources)]
        command += ["--docs", str(folder / "docs")]
        subprocess.run(command, check=True, capture_output=True)
    assert tree(tmp_path / "2" / "docs") == tree(tmp_path / "1" / "docs")
    assert tree(tmp_path / "3" / "docs") == tree(tmp_path / "1" / "docs")


def test_findings_are_the_same_by_any_means(sources: Path, cache: Cache) -> None:
    for edit in series(sources, 7, 6):
        clean = pipeline.check(sources, SETTINGS).found
        assert pipeline.check(sources, SETTINGS, Means(workers=2, cache=cache)).found == clean, edit
        assert pipeline.check(sources, SETTINGS, Means(cache=cache)).found == clean, edit


def test_no_article_is_taken_apart_and_compared_again_where_nothing_changed(
    sources: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    tell = accounts._tell

    def noted(article: Article, terms: accounts.Terms) -> accounts._Told:
        told.append(article.ref.id)
        return tell(article, terms)

    def compared(all_: Sources) -> Iterator[Diagnostic]:
        told.append("articles compared")
        return compare_articles(all_)

    def entries_compared(entries: Entries) -> Iterator[Diagnostic]:
        told.append("entries compared")
        return compare_entries(entries)

    monkeypatch.setattr(accounts, "_tell", noted)
    monkeypatch.setattr(pipeline, "compare_articles", compared)
    monkeypatch.setattr(pipeline, "compare_entries", entries_compared)

    def found() -> tuple[Diagnostic, ...]:
        told.clear()
        return pipeline.check(sources, SETTINGS, Means(cache=cache)).found

    first = found()
    assert len(told) == len(list((sources / "articles").glob("*.md"))) + 2
    assert found() == first
    assert told == []
    article = sources / "articles/rferl-2016-08-26.md"
    article.write_text(article.read_text("utf-8") + "\nNothing more is known.\n", "utf-8")
    after = found()
    # The entries are what they were.
    assert told == ["rferl-2016-08-26", "articles compared"]
    assert after == pipeline.check(sources, SETTINGS).found
    (sources / "people/somebody.md").write_text("---\nname: Somebody\n---\n", "utf-8")
    assert found() == pipeline.check(sources, SETTINGS).found


def test_nothing_is_made_again_where_nothing_changed(
    sources: Path, cache: Cache, made: list[str]
) -> None:
    produced(sources, Means(cache=cache))
    assert made
    made.clear()
    produced(sources, Means(cache=cache))
    assert made == []


def test_an_edit_makes_anew_only_what_shows_it(
    sources: Path, cache: Cache, made: list[str]
) -> None:
    produced(sources, Means(cache=cache))
    made.clear()
    article = sources / "articles" / "gazette-2014-03-07.md"
    article.write_text(article.read_text() + "\n\nOne more sentence.\n")
    produced(sources, Means(cache=cache))
    assert "article:gazette-2014-03-07" in made
    # Those that the Gazette names, and not those that only the talks in Geneva knew.
    assert "person:john-kerry" not in made
    assert "place:geneva" not in made
    assert "article:rferl-2016-08-26" not in made


def test_whoever_asks_about_everything_has_asked_nothing_else(sources: Path) -> None:
    linked = pipeline.produce(sources, SETTINGS, Means(memory={})).linked
    assert linked
    answers = Answers(linked.dossier, linked.editions)
    everything = answers.numbers.of([EVERYTHING])
    asked = Asked(linked.dossier, answers)
    kerry = Ref(Kind.PERSON, "john-kerry")
    asked.name(kerry)
    assert asked.rests_on == answers.numbers.of([("name", *kerry)])
    asked.fragment("all", lambda dossier: tuple(one.name for one in dossier.articles))
    assert asked.rests_on == everything
    looking = Asked(linked.dossier, answers)
    assert looking.articles
    looking.name(kerry)
    assert looking.rests_on == everything


def test_no_share_holds_most_of_the_tasks_however_little_they_are_thought_to_weigh() -> None:
    weights = [1000] * 4 + [1] * 46
    tasks = [making.Task(str(weight), lambda _: (), partial(int, weight)) for weight in weights]
    dealt = making._shares(tasks, 40)
    assert sorted(number for share in dealt for number in share) == list(range(50))
    assert dealt[:4] == [[0], [1], [2], [3]], "the heaviest first"
    assert max(map(len, dealt)) <= 2


def test_an_article_may_be_called_what_a_part_of_a_page_is_called(
    sources: Path, cache: Cache
) -> None:
    article = sources / "articles" / "locator.md"
    article.write_text((sources / "articles" / "rferl-2016-08-26.md").read_text())
    produced(sources, Means(cache=cache))
    article.write_text(article.read_text() + "\n\nOne more sentence.\n")
    assert produced(sources, Means(cache=cache)) == produced(sources)


def test_an_edit_writes_anew_only_those_months_of_the_timeline_that_list_it(
    sources: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[timeline.Share] = []
    section = timeline._section

    def noted(share: timeline.Share, view: View) -> Iterator[Blocks]:
        written.append(share)
        return section(share, view)

    monkeypatch.setattr(timeline, "_section", noted)
    produced(sources, Means(cache=cache))
    months = len(written)
    written.clear()
    article = sources / "articles" / "rferl-2016-08-26.md"
    article.write_text(article.read_text() + "\n\nOne more sentence.\n")
    produced(sources, Means(cache=cache))
    assert 0 < len(written) < months
    for share in written:
        assert any(
            one.article == article.stem
            if isinstance(one, Saying)
            else f"event:{one.id}" in article.read_text()
            for one in share.entries
        )


def test_another_name_is_shown_wherever_it_stands(sources: Path, made: list[str]) -> None:
    means = Means(memory={})
    produced(sources, means)
    person = sources / "people" / "john-kerry.md"
    person.write_text(person.read_text().replace("name: John Kerry", "name: John F. Kerry"))
    made.clear()
    files = produced(sources, means)
    assert b"John F. Kerry" in files["people/sergei-lavrov.md"]
    assert files == produced(sources)


def test_a_damaged_cache_is_not_believed(sources: Path, tmp_path: Path, cache: Cache) -> None:
    clean = produced(sources, Means(cache=cache))
    cache.close()
    file = tmp_path / "cache" / FILE
    content = bytearray(file.read_bytes())
    chance = random.Random(1)
    for _ in range(200):
        content[chance.randrange(4096, len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)
    assert produced(sources, Means(cache=cache)) == clean


KILLED = """
import os, signal, sys
from pathlib import Path
from generator import making, pipeline
from generator.means import Means
from generator.settings import Settings

do = making._do

def die(task, *rest):
    if task.name == "timeline":
        os.kill(os.getpid(), signal.SIGKILL)
    return do(task, *rest)

making._do = die
pipeline.produce(Path(sys.argv[1]), Settings(), Means(workers=2))
"""


def test_a_process_that_is_killed_is_told_of(sources: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, sources], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "terminated abruptly" in done.stderr
