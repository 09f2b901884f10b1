"""Any passage of an article, written as the tests write it, and what should be shown of it."""

from __future__ import annotations

from any_text import texts
from hypothesis import strategies as st
from prose_reader import Cover, Run, merged

from generator import model, prose
from generator.prose import Markdown
from generator.source import Span

STYLES = {model.Style.EMPHASIS: "em", model.Style.STRONG: "strong", model.Style.CODE: "code"}


def wrapped(annotation: model.Annotation) -> prose.Around:
    """Give what the tests write around annotated words."""
    match annotation.meaning:
        case model.Naming(_, ids):
            return prose.around_link(f"../people/{ids[0]}.md#p7", classes=["mention"], id="x-2")
        case model.Quoting(speaker):
            return prose.around_span(classes=["quote"], data_by=speaker)
    raise AssertionError


def write_passage(passage: model.Passage) -> Markdown:
    return prose.passage(passage, wrapped)


def name_of(content: object) -> str:
    """Say what should cover the words of a mark, as `opened` says what does."""
    match content:
        case model.Annotation(model.Naming(_, ids)):
            return f"a class=mention href=../people/{ids[0]}.md#p7 id=x-2"
        case model.Annotation(model.Quoting(speaker)):
            return f"span class=quote data-by={speaker}"
        case model.Hyperlink(url, title):
            return f"a href={url}" + (f" title={title}" if title else "")
        case model.Style() as style:
            return STYLES[style]
    raise AssertionError


naming = st.sampled_from(["a", "john-kerry"]).map(
    lambda name: model.Annotation(model.Naming(model.Kind.PERSON, (name,)), Span(0, 0))
)

quoting = st.sampled_from(["b", 'the "HNC" & {co}']).map(
    lambda name: model.Annotation(model.Quoting(name), Span(0, 0))
)

hyperlinks = st.builds(
    model.Hyperlink,
    st.sampled_from(
        ["https://a.b/c_(d)_*e*?f=1&lt;=2&g#h", "http://a.b/'\"[]{}|\\^`", "mailto:a_b@c.d"]
    ),
    st.just("") | texts,
)

styles = st.sampled_from(list(STYLES))


@st.composite
def passages(draw: st.DrawFn, words: st.SearchStrategy[str] = texts) -> model.Passage:
    """Draw a text with marks that nest as they do in CommonMark."""
    content = draw(words)
    marks: list[model.Mark] = []

    def grow(start: int, end: int, outer: tuple[object, ...]) -> None:
        while start < end and len(outer) < 4 and draw(st.booleans()):
            first = draw(st.integers(start, end - 1))
            last = draw(st.integers(first + 1, end))
            in_link = any(isinstance(one, model.Hyperlink) or one == "naming" for one in outer)
            inner = draw(
                styles | quoting if in_link else st.one_of(styles, quoting, naming, hyperlinks)
            )
            marks.append(model.Mark(first, last, inner))
            is_naming = isinstance(inner, model.Annotation) and isinstance(
                inner.meaning, model.Naming
            )
            if inner != model.Style.CODE:
                grow(first, last, (*outer, "naming" if is_naming else inner))
            start = last

    grow(0, len(content), ())
    coded = {
        place
        for one in marks
        if one.content == model.Style.CODE
        for place in range(one.start, one.end)
    }
    for place, character in enumerate(content):
        if character == "\n" and place not in coded and draw(st.booleans()):
            at = sum(one.start <= place for one in marks)
            marks.insert(at, model.Mark(place, place + 1, model.Style.BREAK))
    number = draw(st.integers(1, 99))
    return model.Passage(f"p{number}", content, tuple(marks))


def characters_of(passage: model.Passage) -> list[tuple[str, Cover]]:
    """Say of each character of a passage how it should be shown, and what should cover it."""
    breaks = {one.start for one in passage.marks if one.content == model.Style.BREAK}
    covers = [one for one in passage.marks if one.content != model.Style.BREAK]
    return [
        (
            "\n" if place in breaks else " " if character == "\n" else character,
            tuple(name_of(one.content) for one in covers if one.start <= place < one.end),
        )
        for place, character in enumerate(passage.text)
    ]


def expected_line(passage: model.Passage) -> list[Run]:
    """Give the runs that should be shown of a passage."""
    return merged(characters_of(passage))
