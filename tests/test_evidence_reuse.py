"""Text that articles share without saying so."""

from __future__ import annotations

import random
from array import array
from collections import Counter

from evidence_sources import article, dossier_of, entry, outlets
from hypothesis import given
from hypothesis import strategies as st

from generator.dossier import Dossier
from generator.evidence.reuse import Run, common, reused
from generator.evidence.shingles import MIN_WORDS, read, shingles

TWELVE = "one two three four five six seven eight nine ten eleven twelve"


def kept(dossier: Dossier) -> dict[str, bytes]:
    """The shingles of each article."""
    return {article.ref.id: shingles(article) for article in dossier.articles}


def runs(first: str, second: str, more: str = "") -> list[Run]:
    """What the second of two articles shares with the first."""
    dossier = dossier_of(
        {
            **outlets("daily", "weekly"),
            "people/ann.md": entry("Ann"),
            "articles/first.md": article(first),
            "articles/second.md": article(
                second, publisher="weekly", published="2016-08-27", more=more
            ),
        }
    )
    return list(reused(dossier, dossier.articles, kept(dossier)))


def test_twelve_words_in_a_row_are_found_whatever_stands_around_them() -> None:
    (run,) = runs(f"Alpha beta {TWELVE} gamma.", f"Delta.\n\nBut {TWELVE.upper()}, not that.")
    assert (run.article, run.earlier, run.words) == ("second", "first", 12)
    assert run.text == TWELVE.upper()
    assert (run.passage.anchor, run.earlier_passage.anchor) == ("p2", "p1")


def test_eleven_are_not() -> None:
    eleven = TWELVE.removesuffix(" twelve")
    assert not runs(f"Alpha {eleven} beta.", f"Gamma {eleven} delta.")


def test_what_articles_have_in_common_is_the_same_however_they_came_to_be_what_they_are() -> None:
    """With few that change beside many, and with many: some go, some come, and some are copied."""
    chance = random.Random(1)

    def some(first: int, count: int) -> bytes:
        numbers = (chance.randrange(first, first + 60) for _ in range(count))
        return array("q", sorted((number - 60) * 2**57 for number in numbers)).tobytes()

    hashes = [some(0, 2) for _ in range(40)]
    kept = {f"a{number}": one for number, one in enumerate(hashes)}
    found = common(kept)
    for step in range(60):
        for _ in range(chance.choice([0, 1, 2, 30])):
            kept[f"a{chance.randrange(50)}"] = chance.choice(hashes)
        if step % 3 == 0:
            kept.pop(chance.choice(list(kept)))
        if step % 7 == 0:
            hashes = [some(60, 1), *hashes[:-1]]
        found = common(kept, found)
        assert found == common(kept)
        holders = Counter(one for content in kept.values() for one in set(read(content)))
        assert found.shingles == {one for one, count in holders.items() if count > 1}
        assert found.holders == {
            article
            for article, content in kept.items()
            if not found.shingles.isdisjoint(read(content))
        }


def test_a_run_does_not_go_on_from_paragraph_to_paragraph() -> None:
    text = TWELVE.replace("six ", "six.\n\n")
    assert not runs(text, text)


def test_the_longest_of_several_runs_is_given() -> None:
    (run,) = runs(f"{TWELVE} x a{TWELVE} thirteen", f"{TWELVE} y a{TWELVE} thirteen")
    assert run.text == f"a{TWELVE} thirteen"


def test_quoted_words_may_be_the_same() -> None:
    assert not runs(f"She said: “{TWELVE}”.", f"He heard “{TWELVE}” too.")
    assert not runs(f"[{TWELVE}](quote:ann) so", f"[{TWELVE}](quote:ann) but")


def test_names_do_not_make_a_run_longer() -> None:
    text = TWELVE.replace("six", "[six](person:ann)")
    assert not runs(f"{text} x", f"{text} y")
    assert runs(f"{text} thirteen x", f"{text} thirteen y")


def test_what_is_known_is_not_found_again() -> None:
    assert not runs(TWELVE, TWELVE, more="repeats: [first]")
    assert not runs(TWELVE, TWELVE, more="agencies: [daily]")


def test_the_editors_own_words_are_not_compared() -> None:
    assert not runs(TWELVE, TWELVE, more="text: digest")


def test_a_set_phrase_of_many_articles_hides_no_copy() -> None:
    phrase = TWELVE.removesuffix(" twelve")
    files = {
        f"articles/a{n:02}.md": article(f"{phrase} n{n}", publisher=f"o{n}") for n in range(20)
    }
    copied = "and then at last the ships came in by night without lights or flags"
    files["articles/b.md"] = article(copied, publisher="o0", published="2016-08-27")
    files["articles/c.md"] = article(copied, publisher="o1", published="2016-08-28")
    dossier = dossier_of({**outlets(*(f"o{n}" for n in range(20))), **files})
    (run,) = reused(dossier, dossier.articles, kept(dossier))
    assert (run.article, run.earlier) == ("c", "b")


def test_the_same_words_over_and_over_are_followed_once() -> None:
    text = "to be or not to be that is it " * 2_000
    (run,) = runs(text, text)
    assert run.words == 18_000
    (run,) = runs("ha " * 30_000, "ha " * 30_000)
    assert run.words == 30_000


WORDS = st.lists(st.sampled_from("abcde"), max_size=30)


@given(WORDS, WORDS, st.lists(st.sampled_from("vwxyz"), min_size=12, max_size=30), WORDS)
def test_a_copied_run_is_found_wherever_it_stands(
    before: list[str], after: list[str], copied: list[str], other: list[str]
) -> None:
    found = runs(" ".join(["N", *before, *copied, *after]), " ".join(["M", *other, *copied, "L"]))
    assert any(run.words >= MIN_WORDS for run in found)


@given(WORDS, WORDS)
def test_every_run_stands_in_both_articles(first: list[str], second: list[str]) -> None:
    for run in runs(" ".join(["N", *first]), " ".join(["M", *second])):
        assert run.text in " ".join(first)
        assert run.text in " ".join(second)
        assert len(run.text.split()) == run.words >= MIN_WORDS
