"""The target of an annotation: what it means, where its parts are, what is wrong with it."""

from __future__ import annotations

import pickle
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from case_files import cases, check
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.annotations import ATTRIBUTES, Reading, read_attributes, read_target
from generator.dates import Edtf
from generator.ids import RESERVED, suggest_id, why_no_id
from generator.model import Counting, Meaning, Naming, Qualifier, Quoting
from generator.source import Span

CASES = Path(__file__).parent / "cases" / "annotations"
TARGETS = CASES / "targets.md"


def written(meaning: Meaning | None) -> str:
    """A meaning on one line, without what is not said."""
    if meaning is None:
        return "nothing"
    said = [
        f"{name}={_value(getattr(meaning, name))}"
        for name in meaning.__struct_fields__
        if getattr(meaning, name) not in (None, ())
    ]
    return f"{type(meaning).__name__}: {' '.join(said)}"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return str(value)


def read(text: str) -> Reading:
    """Read a target, or attributes in braces."""
    if text.startswith("{"):
        return read_attributes(text[1:-1])
    return read_target(text)


def described(text: str) -> str:
    """What is read from a text, as the case files show it."""
    inner = text[1:-1] if text.startswith("{") else text
    reading = read(text)
    lines = [written(reading.meaning)]
    lines += [f"  {name} {inner[span.start : span.end]!r}" for name, span in reading.parts]
    for problem in reading.problems:
        marked = inner[problem.span.start : problem.span.end]
        lines.append(f"{problem.span.start} {problem.code} {marked!r}")
        lines.append(f"    {problem.message}")
        lines.append(f"    {problem.hint}")
    return "\n".join(lines)


@pytest.mark.parametrize("number", cases(TARGETS))
def test_a_target_means(number: int, request: pytest.FixtureRequest) -> None:
    check(TARGETS, number, described, request)


# --- Properties --------------------------------------------------------------------------------

ids = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,3}", fullmatch=True).filter(
    lambda id_: not why_no_id(id_)
)
actors = st.one_of(ids, ids.map("person:{}".format), ids.map("org:{}".format))
dates = st.sampled_from(
    ["2016", "2016-08", "2016-08-26", "2016-02~", "2016?", "2016-02%", "../2016"]
)
numbers = st.decimals(
    allow_nan=False, allow_infinity=False, places=2, min_value=-9999, max_value=9999
)
values: dict[str, st.SearchStrategy[Any]] = {
    "date": dates,
    "as-of": dates,
    "to": actors,
    "by": actors,
    "via": ids,
    "event": ids,
    "statement": ids,
    "qualifier": st.sampled_from(Qualifier),
}


@st.composite
def said(draw: st.DrawFn) -> tuple[str, str, dict[str, str]]:
    """A kind, a subject and attributes that are right."""
    kind = draw(st.sampled_from(sorted(ATTRIBUTES)))
    subject = draw(
        {
            "quote": actors,
            "figure": ids,
            "date": dates,
            "article": st.one_of(ids, ids.map("{}#p7".format)),
        }.get(kind, st.lists(ids, min_size=1, max_size=3, unique=True).map(",".join))
    )
    names = [name for name in ATTRIBUTES[kind] if name not in ("value", "min", "max")]
    chosen = draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    attributes = {name: str(draw(values[name])) for name in chosen}
    if kind == "figure":
        attributes["value"] = str(draw(numbers))
    return kind, subject, attributes


def as_link(kind: str, subject: str, attributes: dict[str, str]) -> str:
    query = "&".join(f"{name}={value}" for name, value in attributes.items())
    return f"{kind}:{subject}" + (f"?{query}" if query else "")


@settings(deadline=None)
@given(said())
def test_what_is_right_is_read_without_a_finding(case: tuple[str, str, dict[str, str]]) -> None:
    text = as_link(*case)
    reading = read_target(text)
    assert reading.problems == ()
    assert reading.meaning is not None
    names = [name for name, _ in reading.parts]
    assert names[0] == "kind"
    assert {*names} - {"kind", "id", "anchor"} == set(case[2])
    for name, span in reading.parts:
        if name in case[2]:
            assert text[span.start : span.end] == case[2][name]


@settings(deadline=None)
@given(said(), st.sampled_from(["{}={}", '{}="{}"', "{}='{}'"]), st.randoms())
def test_a_span_says_what_the_link_says(
    case: tuple[str, str, dict[str, str]], form: str, chance: Any
) -> None:
    kind, subject, attributes = case
    pairs = [(kind, subject), *attributes.items()]
    chance.shuffle(pairs)
    reading = read_attributes(" ".join(form.format(*pair) for pair in pairs))
    assert reading.problems == ()
    assert reading.meaning == read_target(as_link(*case)).meaning


PIECES = st.one_of(
    st.sampled_from([*ATTRIBUTES, *values, "value", "min", "max", "john-kerry", "2016-08", "4.8"]),
    st.sampled_from([":", ",", "?", "&", "=", "#", "%", '"', "'", " ", "\n", "-", "\u200b", "p7"]),
    st.text(max_size=5),
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
@example("")
@example("figure:a?value=" + "9" * 10_000)
@example("person:" + "a" * 100_000)
@example("person:a" + ",a" * 1_000)
@example("date:" + "?" * 1_000)
@example("date:person\n")
def test_nothing_raises_and_every_place_is_in_the_text(text: str) -> None:
    for reading in (read_target(text), read_attributes(text)):
        spans = [span for _, span in reading.parts]
        spans += [problem.span for problem in reading.problems]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert reading.meaning is not None or reading.problems
        for problem in reading.problems:
            assert problem.message
            assert problem.hint
            assert problem.code.replace("-", "").isalpha()
            assert "\n" not in problem.message + problem.hint
        assert pickle.loads(pickle.dumps(reading)) == reading


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_places_of_ids_follow_the_ids(text: str) -> None:
    reading = read_target(text)
    if isinstance(reading.meaning, Naming):
        spans = [span for name, span in reading.parts if name == "id"]
        assert tuple(text[span.start : span.end] for span in spans) == reading.meaning.ids


# --- Single cases ------------------------------------------------------------------------------


def test_a_plus_is_a_plus() -> None:
    meaning = read_target("figure:temperature?value=+4.8").meaning
    assert isinstance(meaning, Counting)
    assert meaning.value == Decimal("4.8")


@pytest.mark.parametrize(
    "character", ["\u200b", "\u200f", "\u202e", "\u2060", "\ufeff", "\xad", "\x07"]
)
def test_an_invisible_character_is_found(character: str) -> None:
    target = f"person:john{character}-kerry"
    for reading in (read_target(target), read_attributes(target.replace(":", "="))):
        assert reading.meaning is None
        (problem,) = reading.problems
        assert (problem.code, problem.span) == ("invisible-character", Span(11, 12))
        assert f"U+{ord(character):04X}" in problem.message


def test_a_number_is_exact() -> None:
    meaning = read_target("figure:deaths?value=0.1").meaning
    assert isinstance(meaning, Counting)
    assert str(meaning.value) == "0.1"


def test_an_actor_keeps_the_kind_that_is_written() -> None:
    meaning = read_target("quote:org:united-nations?to=person:john-kerry").meaning
    assert isinstance(meaning, Quoting)
    assert (meaning.speaker, meaning.to) == ("org:united-nations", "person:john-kerry")


def test_one_bad_attribute_leaves_the_others() -> None:
    reading = read_target("quote:john-kerry?date=yesterday&statement=we-are-close")
    assert reading.meaning == Quoting("john-kerry", statement="we-are-close")
    assert [problem.code for problem in reading.problems] == ["bad-date"]


def test_qualifiers_are_those_of_the_model() -> None:
    assert issubclass(Qualifier, StrEnum)
    for qualifier in Qualifier:
        meaning = read_target(f"figure:deaths?value=1&qualifier={qualifier}").meaning
        assert isinstance(meaning, Counting)
        assert meaning.qualifier is qualifier


@pytest.mark.parametrize("date", ["2016?", "2016-08?", "2016-02%", "2016~/2016-08?"])
def test_a_question_mark_belongs_to_the_date(date: str) -> None:
    (part,) = [span for name, span in read_target(f"date:{date}").parts if name == "id"]
    assert f"date:{date}"[part.start : part.end] == date
    assert str(getattr(read_target(f"date:{date}").meaning, "date", None)) == str(Edtf.parse(date))


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_reserved_name_is_no_id(name: str) -> None:
    assert why_no_id(name) == "is a reserved name"


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("John Kerry", "john-kerry"),
        ("josé-muñoz", "jose-munoz"),
        ("john_kerry", "john-kerry"),
        ("--", ""),
        ("Сергей Лавров", "sergey-lavrov"),
        ("CON", ""),
        ("a" * 200, "a" * 80),
    ],
)
def test_the_nearest_id_is_suggested(written: str, suggested: str) -> None:
    assert suggest_id(written) == suggested
