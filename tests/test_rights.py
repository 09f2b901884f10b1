"""What the rights withhold is gone before anything else sees the article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.dates import Edtf
from generator.model import (
    Annotation,
    ArticleFields,
    Body,
    Document,
    Kind,
    Mark,
    Naming,
    Paragraph,
    Passage,
    Quoting,
    Ref,
    Rights,
    Style,
    packed,
)
from generator.rights import GAP, release
from generator.source import Span


def naming(start: int) -> Annotation:
    return Annotation(Naming(Kind.PERSON, ("someone",)), Span(start, start + 1))


def quoting(start: int) -> Annotation:
    return Annotation(Quoting("someone"), Span(start, start + 1))


def passage(*sentences: str, marks: tuple[Mark, ...] = (), anchor: str = "p1") -> Passage:
    spans: list[Span] = []
    text = ""
    for sentence in sentences:
        text += " " if text else ""
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence
    return Passage(anchor, text, marks, tuple(spans))


def article(rights: Rights, *passages: Passage) -> Document[ArticleFields]:
    fields = ArticleFields(
        title="T", publisher="o", published=Edtf.parse("2016-08-26"), rights=rights
    )
    blocks = tuple(Paragraph(one) for one in passages)
    return Document(Ref(Kind.ARTICLE, "a"), "articles/a.md", fields, packed(Body(blocks)))


def texts(document: Document[ArticleFields]) -> list[str]:
    return [one.text for one in document.body.passages()]


PLAIN = "One two three."
NAMED = "Kerry spoke again."
QUOTED = "He said: Close."
STORY = passage(
    PLAIN,
    NAMED,
    QUOTED,
    PLAIN,
    marks=(Mark(15, 20, naming(1)), Mark(43, 49, quoting(2))),
)


def test_full_rights_give_the_whole_text() -> None:
    whole = article(Rights.FULL, STORY)
    released, account = release(whole)
    assert released is whole
    assert (account.words, account.shown) == (12, 12)


def test_an_excerpt_gives_the_sentences_around_annotations_and_a_gap_for_the_others() -> None:
    released, account = release(article(Rights.EXCERPT, STORY))
    assert texts(released) == [f"{GAP} {NAMED} {QUOTED} {GAP}"]
    assert (account.words, account.shown) == (12, 6)


def test_marks_stay_on_their_words() -> None:
    released, _ = release(article(Rights.EXCERPT, STORY))
    (one,) = released.body.passages()
    assert [one.text[mark.start : mark.end] for mark in one.marks] == ["Kerry", "Close."]
    assert [one.text[span.start : span.end] for span in one.sentences] == [NAMED, QUOTED]


def test_quotations_come_before_names_where_the_budget_is_short() -> None:
    released, account = release(article(Rights.EXCERPT, STORY), budget=3)
    (one,) = released.body.passages()
    assert one.text == f"{GAP} {QUOTED} {GAP}"
    assert [annotation.meaning for annotation in one.withheld] == [
        Naming(Kind.PERSON, ("someone",))
    ]
    assert account.shown == 3


def test_metadata_gives_no_word_but_keeps_what_the_article_names() -> None:
    released, account = release(article(Rights.METADATA, STORY))
    (one,) = released.body.passages()
    assert one.text == GAP
    assert one.marks == ()
    assert len(one.withheld) == 2
    assert account.shown == 0


def test_markup_around_withheld_words_goes_with_them() -> None:
    bold = Mark(0, len(STORY.text), Style.STRONG)
    story = passage(PLAIN, NAMED, PLAIN, marks=(bold, Mark(15, 20, naming(1))))
    released, _ = release(article(Rights.EXCERPT, story))
    (one,) = released.body.passages()
    strong = next(mark for mark in one.marks if mark.content is Style.STRONG)
    assert one.text[strong.start : strong.end] == NAMED


words = st.text("abc ", min_size=1, max_size=30).filter(str.strip).map(lambda s: s.strip() + ".")


@st.composite
def stories(draw: st.DrawFn) -> Passage:
    sentences = draw(st.lists(words, min_size=1, max_size=6))
    one = passage(*sentences)
    marks = []
    for number, span in enumerate(one.sentences):
        kind = draw(st.sampled_from([None, naming, quoting]))
        if kind:
            start = draw(st.integers(span.start, span.end - 1))
            marks.append(Mark(start, draw(st.integers(start + 1, span.end)), kind(number)))
    return passage(*sentences, marks=tuple(marks))


@given(st.lists(stories(), min_size=1, max_size=4), st.integers(0, 40))
def test_the_budget_is_never_exceeded_and_nothing_is_invented(
    passages: list[Passage], budget: int
) -> None:
    whole = article(Rights.EXCERPT, *passages)
    released, account = release(whole, budget)
    shown = 0
    for before, after in zip(passages, released.body.passages(), strict=True):
        kept = [after.text[span.start : span.end] for span in after.sentences]
        originals = [before.text[span.start : span.end] for span in before.sentences]
        assert all(sentence in originals for sentence in kept)
        assert after.text.replace(GAP, "").split() == " ".join(kept).split()
        shown += sum(len(sentence.split()) for sentence in kept)
        annotations = {mark.content for mark in before.marks}
        assert annotations == {mark.content for mark in after.marks} | set(after.withheld)
        for mark in after.marks:
            (original,) = (one for one in before.marks if one.content == mark.content)
            assert after.text[mark.start : mark.end] == before.text[original.start : original.end]
    assert shown == account.shown <= budget
