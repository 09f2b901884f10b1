"""The file of rejections: readable, mergeable, and true to a place although the text changes."""

from __future__ import annotations

import pytest
from suggesting import reading

from generator.suggest.ignore import (
    HEADER,
    Ignored,
    Rejection,
    everywhere_in_article,
    read_ignored,
    rejections_of,
)
from generator.suggest.knowledge import Reading
from generator.suggest.suggestions import Suggestion

TEXT = "John Kerry came. In the evening his brother Cam was there too, and Kerry spoke again."


def suggested(text: str, words: str) -> tuple[Reading, Suggestion]:
    found = reading(text)
    return found, next(one for one in found.suggestions if one.words == words)


def remaining(ignored: Ignored, text: str, words: str, article: str = "a") -> Suggestion | None:
    found, one = suggested(text, words)
    prose = next(each for each in found.proses if each.number == one.passage)
    return ignored.remaining(article, prose.text, one)


def rejected(text: str, words: str) -> Ignored:
    found, one = suggested(text, words)
    return Ignored(rejections_of("a", found.proses[one.passage].text, one))


def test_a_line_says_where_and_what_it_is_not() -> None:
    assert str(rejected(TEXT, "Kerry").to_text()) == (
        HEADER + "a | person:john-kerry | there too, and [Kerry] spoke again. ¶\n"
    )


def test_a_rejection_holds_while_either_side_stays() -> None:
    ignored = rejected(TEXT, "Kerry")
    assert remaining(ignored, TEXT, "Kerry") is None
    assert remaining(ignored, TEXT.replace("evening", "afternoon"), "Kerry") is None
    assert remaining(ignored, TEXT.replace("spoke again", "was silent"), "Kerry") is None
    assert remaining(ignored, TEXT.replace("and Kerry", "while Kerry"), "Kerry") is None
    changed = TEXT.replace("spoke again", "was silent").replace("and Kerry", "while Kerry")
    assert remaining(ignored, changed, "Kerry")


def test_a_rejection_holds_when_what_is_around_it_gets_annotated() -> None:
    annotated = TEXT.replace("John Kerry", "[John Kerry](person:john-kerry)", 1)
    assert remaining(rejected(TEXT, "Kerry"), annotated, "Kerry") is None


def test_another_place_another_article_and_another_meaning_are_asked_about() -> None:
    ignored = rejected(TEXT, "Kerry")
    assert remaining(ignored, "John Kerry left. Later Kerry came.", "Kerry")
    assert remaining(ignored, TEXT, "Kerry", article="b")
    other = Ignored([Rejection("a", "person:somebody", "Kerry")])
    assert remaining(other, TEXT, "Kerry")


def test_of_several_meanings_one_can_be_rejected() -> None:
    ignored = Ignored([Rejection("*", "person:islam-alloush", "Mr. Alloush")])
    one = remaining(ignored, "They met Mr. Alloush.", "Mr. Alloush")
    assert one
    assert [getattr(meaning, "ids", ()) for meaning in one.meanings] == [("zahran-alloush",)]
    assert one.sureness == "likely"


def test_a_line_without_words_around_holds_for_the_whole_article_and_a_star_for_all() -> None:
    (line,) = rejected(TEXT, "Kerry").rejections
    whole = everywhere_in_article(line)
    assert str(whole) == "a | person:john-kerry | [Kerry]"
    assert remaining(Ignored([whole]), "John Kerry left. Later Kerry came.", "Kerry") is None
    assert remaining(Ignored([whole]), TEXT, "Kerry", article="b")
    star = Rejection("*", "person:john-kerry", "Kerry")
    assert remaining(Ignored([star]), TEXT, "Kerry", article="b") is None


def test_a_paragraph_that_is_one_name_is_not_every_paragraph() -> None:
    ignored = rejected("Reuters", "Reuters")
    assert remaining(ignored, "Reuters", "Reuters") is None
    assert remaining(ignored, "Reuters said so.", "Reuters")


def test_long_quotations_and_brackets_are_written_so_that_they_are_read_again() -> None:
    text = "John Kerry said: “Neither of us is [ready] to say a | b or anything else to them.”"
    ignored = rejected(text, text[17:])
    again, found = read_ignored("suggest-ignore.txt", ignored.to_text())
    assert found == ()
    assert again.rejections == ignored.rejections
    assert remaining(again, text, text[17:]) is None


def test_lines_are_sorted_and_each_is_there_once() -> None:
    lines = [Rejection("b", "new", "X"), Rejection("a", "new", "X"), Rejection("b", "new", "X")]
    assert Ignored(lines).to_text() == HEADER + "a | new | [X]\nb | new | [X]\n"


def test_what_two_branches_added_is_read_after_a_merge() -> None:
    text = "# ours\na | new | [X]\na | new | [X]\nb | new | one [Y] two\n"
    ignored, found = read_ignored("f", text)
    assert found == ()
    assert len(ignored.rejections) == 2
    assert ignored.to_text() == "# ours\na | new | [X]\nb | new | one [Y] two\n"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("<<<<<<< HEAD", "merge-conflict"),
        ("=======", "merge-conflict"),
        ("a | person:x | no brackets", "bad-rejection"),
        ("nonsense", "bad-rejection"),
    ],
)
def test_a_line_that_rejects_nothing_is_said_with_its_place(line: str, code: str) -> None:
    _, found = read_ignored("suggest-ignore.txt", f"# mine\r\na | new | [X]\r\n{line}\r\n")
    assert [(one.code, one.location.line) for one in found] == [(code, 3)]
