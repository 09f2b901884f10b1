"""Brackets, and nothing else: what applying suggestions does to a file."""

from __future__ import annotations

import re
from random import Random

import pytest
from gold import bare
from hypothesis import given, settings
from hypothesis import strategies as st
from suggesting import documents

from generator.model import Annotation, Document, Fields
from generator.parse import parse
from generator.read import decoded
from generator.suggest.apply import Accepted, Applied, apply, as_written
from generator.suggest.knowledge import Reading, learn, suggest
from generator.suggest.suggestions import Suggestion, Sureness, cross

KNOWN = learn(documents())
HEAD = "---\ntitle: A title\npublisher: reuters\npublished: 2016-08-27\n---\n\n"


def read(content: bytes) -> Reading | None:
    source = decoded("articles/a.md", content)
    document, found = parse(source)
    return suggest(source, document, KNOWN) if document and not found else None


def applied(text: str, *, certain: bool = True) -> tuple[Reading, Applied]:
    content = (HEAD + text).encode()
    reading = read(content)
    assert reading
    accepted = [
        Accepted(one, one.meanings[0])
        for one in reading.suggestions
        if one.meanings and (one.sureness is Sureness.CERTAIN or not certain)
    ]
    return reading, apply(content, reading, accepted)


def body(done: Applied) -> str:
    return done.content.decode().removeprefix(HEAD)


def test_what_is_certain_is_annotated() -> None:
    _, done = applied("John Kerry said on Friday that the UN was in Aleppo.\n")
    assert body(done) == (
        "[John Kerry](person:john-kerry) said on [Friday](date:2016-08-26) that the "
        "[UN](org:united-nations) was in [Aleppo](place:aleppo).\n"
    )
    assert done.refused == ()


def test_a_quotation_that_holds_a_name_becomes_a_span() -> None:
    _, done = applied("“Aleppo is lost,” John Kerry said on Friday.", certain=False)
    assert body(done) == (
        "[“[Aleppo](place:aleppo) is lost,”]{quote=john-kerry date=2016-08-26} "
        "[John Kerry](person:john-kerry) said on [Friday](date:2016-08-26)."
    )


def test_a_quotation_that_holds_an_annotation_becomes_a_span() -> None:
    _, done = applied("“[It](place:aleppo) is lost,” John Kerry said.", certain=False)
    assert body(done).startswith("[“[It](place:aleppo) is lost,”]{quote=john-kerry} ")


def test_values_that_are_no_words_are_quoted_in_a_span() -> None:
    content = (
        HEAD.replace("08-27", "08-27~") + "“In Aleppo,” John Kerry said a week ago."
    ).encode()
    reading = read(content)
    assert reading
    accepted = [Accepted(one, one.meanings[0]) for one in reading.suggestions]
    done = apply(content, reading, accepted)
    assert done.refused == ()
    assert '{quote=john-kerry date="2016-08-20~"}' in done.content.decode()


def test_emphasis_escapes_entities_and_line_ends_stay_as_they_are() -> None:
    _, done = applied(
        "> *John* Kerry met **Stephen O\\'Brien**, Mr.&nbsp;Kerry, John\n> Kerry.\n\n"
        "| a | b |\n|---|---|\n| UN \\| AP | *Aleppo* |\n"
    )
    assert body(done) == (
        "> [*John* Kerry](person:john-kerry) met **[Stephen O\\'Brien](person:stephen-obrien)**, "
        "[Mr.&nbsp;Kerry](person:john-kerry), [John\n> Kerry](person:john-kerry).\n\n"
        "| a | b |\n|---|---|\n| [UN](org:united-nations) \\| [AP](org:ap) "
        "| *[Aleppo](place:aleppo)* |\n"
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hello!John Kerry came to Aleppo.", "Hello!John Kerry"),
        ("[Note][Aleppo] is a note, John Kerry said.\n\n[Aleppo]: https://x.org", "[Note][Aleppo]"),
    ],
)
def test_what_brackets_would_change_the_text_of_is_left_and_named(text: str, left: str) -> None:
    _, done = applied(text)
    assert body(done).startswith(left)
    assert "[" in body(done)[len(left) :]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_stay(line_end: str, mark: bytes) -> None:
    text = HEAD + "John Kerry came\nto Aleppo.\n\n“Aleppo is lost,” he said.\n"
    content = mark + text.replace("\n", line_end).encode()
    reading = read(content)
    assert reading
    accepted = [Accepted(one, one.meanings[0]) for one in reading.suggestions]
    new = apply(content, reading, accepted).content
    assert new.startswith(mark + f"---{line_end}".encode())
    assert new.count(line_end.encode()) == content.count(line_end.encode())
    assert new.replace(line_end.encode(), b"").count(b"\r") == 0
    assert "[Aleppo](place:aleppo) is lost,”]{quote=" in new.decode("utf-8-sig")


PIECES = st.sampled_from(
    [
        *("John Kerry", "Kerry", "Mr. Kerry’s", "Bashar al-Assad", "Reuters'", "the UN", "Aleppo"),
        *("Vanessa Kerry", "Islam Alloush", "Mr. Alloush", "Washington", "中国", "حلب", "AP"),
        *("*John* Kerry", "**Aleppo**", "_the late John_ Kerry", "`Aleppo`", "***UN***", "*", "_"),
        *("[Aleppo](place:aleppo)", "[“Aleppo”](quote:john-kerry)", "[UN](https://un.org)"),
        *("[“Aleppo is lost”]{quote=john-kerry}", "[a [UN](org:reuters)]{person=john-kerry}"),
        *("<https://un.org>", "O\\'Brien", "Stephen O&#39;Brien", "John&nbsp;Kerry", "\\[ready\\]"),
        *("[", "]", "!", "(", ")", "{", "}", "![", "][", "](", "\\", "&", "<", ">", "|", "`", "$"),
        *("“We are close,” said Mr. Kerry.", "“Aleppo,” Kerry said on Friday.", '"', "“", "”", "’"),
        *("On Aug. 1", "in May 2015", "last week", "Friday, Aug. 26", "2016-08-26", "in 2011"),
        *("more than 250,000 people have died in the war", "4.8 million have fled the war", "7"),
        *("said", "told", "according to Reuters", ".", ",", ";", "—", "–", "-", "...", "and"),
        *("Walid al-Moallem", "the Free Syrian Army", "GENEVA (AP) —", "Jose\u0301 Mun\u0303oz"),
        *("John Ker\u00adry", "Genève", "\u200b", "\u00a0", "🕊", "ß", "İ"),
    ]
)  # fmt: skip
JOINTS = st.sampled_from(
    ["", " ", " ", " ", " ", "\n", "\n> ", "\n\n", "\n\n- ", "\n\n> ", "\n\n## "]
)
BODIES = st.lists(st.tuples(PIECES, JOINTS), min_size=1, max_size=25).map(
    lambda parts: "".join(piece + joint for piece, joint in parts)
)


@settings(deadline=None)
@given(
    text=BODIES,
    line_end=st.sampled_from(["\n", "\r\n"]),
    mark=st.sampled_from([b"", b"\xef\xbb\xbf"]),
    chance=st.randoms(use_true_random=False),
)
def test_taking_the_new_brackets_away_gives_the_same_bytes_back(
    text: str, line_end: str, mark: bytes, chance: Random
) -> None:
    content = mark + (HEAD + text).replace("\n", line_end).encode()
    reading = read(content)
    if reading is None:
        return  # Somebody has to mend this text first.
    accepted = chosen(reading, chance)
    done = apply(content, reading, accepted)
    assert sorted(map(id, (*done.made, *done.refused))) == sorted(map(id, accepted))

    # It says what it said, and what was accepted, and nothing else; and nothing is wrong with it.
    source = decoded("articles/a.md", done.content)
    document, found = parse(source)
    assert document
    assert not found
    added = [(*where(one.suggestion), repr(one.meaning)) for one in done.made]
    assert sorted(said(document)) == sorted([*said(reading.document), *added])
    before, after = reading.document.body.passages(), document.body.passages()
    assert [one.text for one in after] == [one.text for one in before]

    # Without any brackets it is the same; and no more was added than the brackets.
    assert bare(source.text) == bare(reading.source.text)
    brackets = sum(
        len(as_written(reading, one, *done.made)) - len(one.suggestion.words) for one in done.made
    )
    assert len(done.content.decode()) - len(content.decode()) == brackets
    ends = re.compile(rb"\r\n|\r|\n")
    assert ends.findall(done.content) == ends.findall(content)
    assert done.content.startswith(mark)


def where(one: Suggestion) -> tuple[int, int, int]:
    return one.passage, one.extent.start, one.extent.end


def chosen(reading: Reading, chance: Random) -> list[Accepted]:
    """Choose some suggestions, whatever their sureness, with one of their meanings each."""
    accepted: list[Accepted] = []
    for one in reading.suggestions:
        fits = not any(
            other.suggestion.passage == one.passage and cross(other.suggestion.extent, one.extent)
            for other in accepted
        )
        if one.meanings and not one.obstacle and fits and chance.random() < 0.8:
            accepted.append(Accepted(one, chance.choice(one.meanings)))
    return accepted


def said(document: Document[Fields]) -> list[tuple[int, int, int, str]]:
    """Give every annotation of a document: its passage, its words' place, its meaning."""
    return [
        (number, mark.start, mark.end, repr(mark.content.meaning))
        for number, passage in enumerate(document.body.passages())
        for mark in passage.marks
        if isinstance(mark.content, Annotation)
    ]
