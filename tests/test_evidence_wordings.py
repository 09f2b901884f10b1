"""Wordings of one utterance, lined up word by word."""

from __future__ import annotations

from itertools import pairwise

from evidence_sources import article, dossier_of, entry, outlets
from hypothesis import example, given
from hypothesis import strategies as st

from generator.evidence.wordings import Agreement, align, tokens, utterances
from generator.model import Kind, Ref


def shown(*wordings: str) -> list[str]:
    """The segments, one a line: `=` same, `~` shorter, `!` different."""
    signs = {Agreement.SAME: "=", Agreement.SHORTER: "~", Agreement.DIFFERENT: "!"}
    return [
        f"{signs[segment.agreement]} {' | '.join(segment.texts)}"
        for segment in align(wordings).segments()
    ]


def test_differing_words_stand_under_each_other() -> None:
    assert shown(
        "“Neither of us is [ready] to make an announcement that is predicated by failure”",
        '"neither of us are prepared to make an announcement that is predicated for failure"',
    ) == [
        '= “Neither of us  | "neither of us ',
        "! is [ready]  | are prepared ",
        "= to make an announcement that is predicated  | "
        "to make an announcement that is predicated ",
        "! by  | for ",
        '= failure” | failure"',
    ]


def test_a_wording_may_have_words_that_another_leaves_out() -> None:
    assert shown("We don't want to have a deal", "We don’t want a deal") == [
        "= We don't want  | We don’t want ",
        "! to have  | ",
        "= a deal | a deal",
    ]


def test_a_shorter_quotation_does_not_differ_where_it_has_not_begun_or_is_over() -> None:
    assert shown("Today we are close to a deal", "we are close", "close to a deal now") == [
        "~ Today we are  | we are  | ",
        "= close  | close | close ",
        "~ to a deal |  | to a deal now",
    ]


def test_words_that_dots_stand_for_are_no_difference() -> None:
    assert shown("a deal which works and that holds", "a deal... that holds") == [
        "= a deal  | a deal... ",
        "~ which works and  | ",
        "= that holds | that holds",
    ]


def test_three_wordings_agree_two_by_two() -> None:
    assert shown("we are very close", "we were very close", "we are close") == [
        "= we  | we  | we ",
        "! are very  | were very  | are ",
        "= close | close | close",
    ]


def test_one_wording_agrees_with_itself() -> None:
    assert shown("we are close") == ["= we are close"]


def test_a_wording_without_words_reaches_nothing() -> None:
    assert shown("we are close", "") == ["~ we are close | "]
    assert shown("", "") == []
    assert shown("…", "we") == ["! … | we"]


def test_punctuation_goes_with_the_word_that_it_stands_at() -> None:
    assert [token.text for token in tokens("is [ready] — or “so...that” it")] == [
        "is ",
        "[ready] ",
        "— or ",
        "“so...",
        "that” ",
        "it",
    ]


WORDS = st.sampled_from(
    ("we", "are", "were", "close", "to", "a", "deal", "deal,", "“deal”", "Deal...", "…", "[of]")
)
WORDINGS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=1, max_size=6)


@given(st.one_of(WORDINGS, st.lists(st.text(max_size=40), min_size=1, max_size=4)))
@example(["", "a"])
def test_the_parts_put_together_give_each_wording_back(wordings: list[str]) -> None:
    alignment = align(wordings)
    segments = alignment.segments()
    for number, wording in enumerate(wordings):
        assert alignment.wording(number) == wording
        assert "".join(segment.texts[number] for segment in segments) == wording


@given(WORDINGS)
def test_no_column_is_empty_and_no_two_segments_next_to_each_other_are_alike(
    wordings: list[str],
) -> None:
    alignment = align(wordings)
    assert all(any(column) for column in alignment.columns)
    agreements = [segment.agreement for segment in alignment.segments()]
    assert all(one != other for one, other in pairwise(agreements))


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), st.integers(1, 5))
def test_equal_wordings_are_the_same_throughout(wording: str, number: int) -> None:
    segments = align([wording] * number).segments()
    assert [segment.agreement for segment in segments] == [Agreement.SAME]


@given(WORDINGS)
def test_the_order_of_wordings_changes_their_order_alone(wordings: list[str]) -> None:
    forwards = align(wordings).segments()
    assert all(len(segment.texts) == len(wordings) for segment in forwards)


def test_a_speech_of_many_words_is_lined_up_in_a_moment() -> None:
    speech = " ".join(f"word{number % 977}" for number in range(20_000))
    assert len(align([speech, speech + " more", "the " * 20_000]).columns) >= 20_000


def test_quotations_are_one_utterance_by_statement_and_speaker_and_stand_by_date() -> None:
    dossier = dossier_of(
        {
            **outlets("daily"),
            "people/ann.md": entry("Ann"),
            "people/bo.md": entry("Bo"),
            "articles/a.md": article(
                "[“close”](quote:ann?statement=close) [“near”](quote:bo?statement=close) "
                "[“x”](quote:ann?date=2016-08-02) [“y”](quote:bo?date=2016-08)"
            ),
            "articles/b.md": article("[“very close”](quote:ann?statement=close&date=2016-08-03)"),
        }
    )
    found = utterances(dossier)
    assert [[quote.words for quote in one.quotes] for one in found] == [
        ["“y”"],
        ["“x”"],
        ["“close”", "“very close”"],
        ["“near”"],
    ]
    assert found[2].speaker == Ref(Kind.PERSON, "ann")
