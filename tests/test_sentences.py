"""Where sentences of press articles begin and end."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.sentences import join_across, one_sentence, sentences
from generator.source import Span

BAR = " | "


def divided(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, language)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Kerry met Mr. Lavrov. | They spoke.",
        "U.S. Secretary of State John Kerry left. | The U.S. agreed.",
        "After missing a target date of Aug. 1, de Mistura had hoped for more. | He did.",
        "Some 4.8 million have fled. | More than 250,000 have died.",
        '"We are close," he said. | "But we are not going to rush."',
        "“We hope this will be the end,” Ms. Kodmani said. | “We welcome the deal.”",
        '"Why?" he asked. | "Who?"',
        "“Really?” asked Lavrov. | Nobody answered.",
        '"We are close!" said Kerry. | He left.',
        "He waited … and left. | Then he came.",
        '"An announcement...that is not enforceable," Kerry said. | He left.',
        "RFE/RL journalists report in 27 languages. | Reuters and AFP do not.",
        "U.N. Special Envoy Staffan de Mistura spoke. | U.N. officials left.",
        "Is Syria Ceasefire Achievable? | US-Russia Talks Bring No Solution",
        "Gen. Smith and Sen. McCain v. Obama met. | Dr. No did not.",
        "(He left.) Then he came. | [He left again.]",
        "St. Petersburg is far. | Washington, D.C. is near.",
        "The Jan. 5 talks failed! | Why?! | Nobody knows.",
        "No. 5 came before No. 6. | It was late.",
    ],
)
def test_english_sentences(text: str) -> None:
    assert divided(text.replace(BAR, " ")) == text.split(BAR)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "التقى كيري ولافروف في جنيف. | هل سيتفقان؟ | نعم."),
        ("ru", "Лавров заявил об этом в 2016 г. в Женеве. | «Мы близки», — сказал он. | Да?"),
        ("de", "Er traf Herrn Dr. Müller am 5. August. | „Wir sind nah.“ | Er ging."),
        ("fr", "« Nous sommes proches. » | M. Kerry est parti."),
        ("fa", "او رفت. | آیا می‌آید؟ | بله."),
        ("zh-Hant", "我們很近。 | 他說。"),
        ("en-US", "Mr. Kerry left. | He came."),
        ("", "He left. | He came."),
        ("tlh", "He left. | He came."),
        ("i-klingon", "He left. | He came."),
    ],
)
def test_sentences_of_other_languages(language: str, text: str) -> None:
    joined = text.replace(BAR, "" if language.startswith("zh") else " ")
    assert divided(joined, language) == text.split(BAR)


def test_a_line_end_is_a_space() -> None:
    assert divided("He met Mr.\nKerry in\nGeneva.\nThen he left.") == [
        "He met Mr.\nKerry in\nGeneva.",
        "Then he left.",
    ]


def test_a_text_without_words_has_no_sentence() -> None:
    assert sentences("") == sentences(" \n\t\xa0") == ()


def test_code_is_one_sentence() -> None:
    assert one_sentence("  a. B.\n\nC. ") == (Span(2, 11),)
    assert one_sentence(" \n") == ()


def test_sentences_are_joined_where_something_crosses_their_ends() -> None:
    spans = (Span(0, 4), Span(5, 9), Span(10, 14), Span(15, 19))
    assert join_across(spans, [Span(6, 8)]) == spans
    assert join_across(spans, [Span(8, 11)]) == (Span(0, 4), Span(5, 14), Span(15, 19))
    assert join_across(spans, [Span(12, 16), Span(2, 6)]) == (Span(0, 9), Span(10, 19))
    assert join_across(spans, [Span(2, 6), Span(8, 11), Span(0, 1)]) == (Span(0, 14), Span(15, 19))
    assert join_across(spans, [Span(4, 5), Span(9, 9)]) == spans
    assert join_across((), [Span(0, 1)]) == ()


PIECES = st.one_of(
    st.sampled_from([". ", "? ", "! ", "… ", ".", "\n", '"', "“", "”", "(", ")", "«", "»", "Mr. "]),
    st.sampled_from(
        ["U.S. ", "Aug. 1", "4.8", "الله؟ ", "г. ", "。", "😀", "\u2028", "\x85", "A", "b "]
    ),
    st.text(max_size=5),
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["en", "ar", "ru", "zh", "x"]))
@example("“" * 30_000, "en")
@example('!"' * 15_000, "en")
def test_every_visible_character_is_in_one_sentence(text: str, language: str) -> None:
    end = 0
    for span in sentences(text, language):
        assert not text[end : span.start].strip()
        words = text[span.start : span.end]
        assert words
        assert words == words.strip()
        end = span.end
    assert not text[end:].strip()


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), max_size=8),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 30)), max_size=8),
)
def test_joining_keeps_order_and_cuts_nothing(
    lengths: list[tuple[int, int]], stretches: list[tuple[int, int]]
) -> None:
    spans: list[Span] = []
    end = 0
    for gap, length in lengths:
        spans.append(Span(end + gap, end + gap + length))
        end += gap + length
    kept = [Span(start, start + length) for start, length in stretches]
    joined = join_across(tuple(spans), kept)
    assert list(joined) == sorted(joined)
    for one in spans:
        assert any(other.start <= one.start and one.end <= other.end for other in joined)
    for one in kept:
        touched = [other for other in joined if other.start < one.end and one.start < other.end]
        assert len(touched) <= 1
