"""One source file: its identity, its fields, its body, and all that is wrong with it."""

from __future__ import annotations

import pickle
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.dates import Edtf
from generator.model import (
    FOLDERS,
    ArticleFields,
    Heading,
    Kind,
    Naming,
    Paragraph,
    PersonFields,
    Ref,
    packed,
)
from generator.parse import identify, parse
from generator.read import MAX_BYTES
from generator.source import Location, SourceFile, Span

ARTICLE = """\
---
title: Near Accord
publisher: rferl
published: 2016-08-26
---

# Talks

[Mr. Kerry](person:john-kerry) left. [He](person:john-kerry) came.
"""


def codes(source: SourceFile) -> list[str]:
    return [one.code for one in parse(source)[1]]


def test_an_article_is_read_whole() -> None:
    document, found = parse(SourceFile("articles/rferl-2016-08-26.md", ARTICLE))
    assert found == ()
    assert document is not None
    assert document.ref == Ref(Kind.ARTICLE, "rferl-2016-08-26")
    assert document.path == "articles/rferl-2016-08-26.md"
    assert document.fields == ArticleFields(
        title="Near Accord", publisher="rferl", published=Edtf.parse("2016-08-26")
    )
    heading, paragraph = document.body.blocks
    assert isinstance(heading, Heading)
    assert isinstance(paragraph, Paragraph)
    assert heading.passage.anchor == "h1"
    ((mark, annotation), _) = paragraph.passage.annotations()
    assert paragraph.passage.text[mark.start : mark.end] == "Mr. Kerry"
    assert annotation.meaning == Naming(Kind.PERSON, ("john-kerry",))
    assert document.locate(annotation.span) == Location(document.path, 9, 1, 9, 31)
    assert document.locate(annotation.part("id")) == Location(document.path, 9, 20, 9, 30)
    assert document.locate_value("publisher") == Location(document.path, 3, 12, 3, 17)
    assert len(paragraph.passage.sentences) == 2


def test_an_entry_is_read_whole() -> None:
    document, found = parse(
        SourceFile("people/john-kerry.md", "---\nname: John Kerry\n---\nA note.")
    )
    assert found == ()
    assert document is not None
    assert document.fields == PersonFields(name="John Kerry")
    assert [passage.text for passage in document.body.passages()] == ["A note."]


def test_an_entry_needs_no_note() -> None:
    document, found = parse(SourceFile("people/john-kerry.md", "---\nname: John Kerry\n---\n"))
    assert found == ()
    assert document is not None
    assert document.body.blocks == ()


def test_the_language_of_an_article_divides_its_sentences() -> None:
    text = ARTICLE.replace("---\n\n", "language: ru\n---\n\n").replace("left.", "в 2016 г. ушел.")
    document, _ = parse(SourceFile("articles/a.md", text))
    assert document is not None
    (passage,) = [one for one in document.body.passages() if one.anchor == "p1"]
    assert passage.text[passage.sentences[0].start : passage.sentences[0].end].endswith("ушел.")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("notes/a.md", "unknown-folder"),
        ("article/a.md", "unknown-folder"),
        ("a.md", "unknown-folder"),
        ("articles/2016/a.md", "nested-folder"),
        ("people/John Kerry.md", "bad-file-name"),
        ("people/john_kerry.md", "bad-file-name"),
        ("people/josé.md", "bad-file-name"),
        ("people/index.md", "bad-file-name"),
        ("people/con.md", "bad-file-name"),
        ("people/john-kerry.txt", "bad-file-name"),
        ("people/john-kerry.MD", "bad-file-name"),
        ("people/.md", "bad-file-name"),
        (f"people/{'a' * 81}.md", "bad-file-name"),
    ],
)
def test_a_path_that_is_no_identity_is_a_finding(path: str, code: str) -> None:
    ref, found = identify(path)
    assert ref is None
    assert [one.code for one in found] == [code]
    assert found[0].location == Location.whole_file(path)
    assert found[0].hint
    document, all_found = parse(SourceFile(path, "---\nname: a\n---\n[b](person:C)"))
    assert document is None
    assert {code, "bad-id"} <= {one.code for one in all_found}


@pytest.mark.parametrize(("folder", "kind"), FOLDERS.items())
def test_a_path_is_an_identity(folder: str, kind: Kind) -> None:
    assert identify(f"{folder}/some-id-7.md") == (Ref(kind, "some-id-7"), ())


def test_the_file_name_that_was_meant_is_suggested() -> None:
    _, (found,) = identify("people/John Kerry.md")
    assert found.hint == "rename it to people/john-kerry.md"


def test_a_folder_with_a_typing_error_is_suggested() -> None:
    _, (found,) = identify("peolpe/john-kerry.md")
    assert found.hint == "did you mean 'people'?"


def test_the_body_is_checked_after_faulty_front_matter() -> None:
    faulty = ARTICLE.replace("publisher: rferl\n", "").replace("person:john", "person: john")
    document, found = parse(SourceFile("articles/a.md", faulty))
    assert document is None
    assert {one.code for one in found} >= {"missing-key", "broken-annotation"}


def test_the_body_is_checked_without_front_matter() -> None:
    document, found = parse(SourceFile("articles/a.md", "[a](person: b)\n"))
    assert document is None
    assert "broken-annotation" in {one.code for one in found}


def test_one_faulty_field_leaves_the_document() -> None:
    text = ARTICLE.replace("---\n\n", "language: English\n---\n\n")
    document, found = parse(SourceFile("articles/a.md", text))
    assert document is not None
    assert isinstance(document.fields, ArticleFields)
    assert document.fields.language == "en"
    assert [one.code for one in found] == ["bad-language"]


def test_a_merge_that_was_not_finished_is_one_finding() -> None:
    text = ARTICLE + "<<<<<<< HEAD\n[a](person: b)\n=======\n[a](person:b)\n>>>>>>> branch\n"
    assert codes(SourceFile("articles/a.md", text)) == ["merge-conflict"]


def test_what_is_read_can_be_kept() -> None:
    read = parse(SourceFile("articles/a.md", ARTICLE + "\n[a](person: b)\n"))
    assert pickle.loads(pickle.dumps(read)) == read


def test_the_same_file_is_always_read_the_same() -> None:
    source = SourceFile("articles/a.md", ARTICLE + "\n[a](person: b)\n\n[c]: x\n[d]: y\n")
    assert pickle.dumps(parse(source)) == pickle.dumps(parse(source))


PIECES = st.one_of(
    st.sampled_from(
        ["---\n", "title: a\n", "publisher: b\n", "published: 2016\n", "\n", "[a](", ")"]
    ),
    st.sampled_from(["person:b", "{quote=c}", "[x]", "# ", "> ", "- ", "<<<<<<< a\n", "=======\n"]),
    st.text(max_size=8),
)
PATHS = st.one_of(
    st.sampled_from(
        ["articles/a.md", "people/b.md", "c.md", "d/e.md", "", "/", "articles/", "a/b/c"]
    ),
    st.text(max_size=12),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PATHS, st.lists(PIECES, max_size=20).map("".join))
@example("articles/a.md", "")
@example("articles/a.md", "---\n")
@example("articles/a.md", "---\n---")
def test_nothing_raises(path: str, text: str) -> None:
    document, found = parse(SourceFile(path, text))
    assert document is not None or found
    for one in found:
        assert one.location.path == path
        assert one.message


def test_an_article_with_forty_annotations_takes_few_milliseconds() -> None:
    line = "[Mr. Kerry](person:john-kerry) said on Friday that the talks were close: {}.\n"
    body = "\n".join(line.format(number) * 4 for number in range(10))
    sources = [SourceFile(f"articles/a{n}.md", ARTICLE + body + str(n)) for n in range(20)]
    parse(sources[0])
    began = time.process_time()
    for source in sources:
        parse(source)
    # 3 ms each; ten times that on a slow machine.
    assert time.process_time() - began < 20 * 0.05


BLOCKS = """\
---
title: Near Accord
publisher: rferl
published: 2016-08-26
---

# Talks

[Mr. Kerry](person:john-kerry) left.

> He said:
>
> > ["We are close"](quote:john-kerry).

1. One
2. Two

   - Three

| Place | Dead |
| --- | ---: |
| Aleppo | [12](figure:dead?value=12) |

    code

---
"""


def test_a_passage_read_alone_is_the_one_of_the_whole_text() -> None:
    document, _ = parse(SourceFile("articles/a.md", BLOCKS))
    assert document
    texts = [one.text for one in document.passages]
    assert texts == [
        "Talks", "Mr. Kerry left.", "He said:", '"We are close".', "One", "Two", "Three",
        "Place", "Dead", "Aleppo", "12", "code",
    ]  # fmt: skip
    assert tuple(document.body.passages()) == document.passages
    assert [document.passage(number) for number in range(len(texts))] == list(document.passages)
    assert packed(document.body) == document.packed


@given(st.tuples(st.integers(0, MAX_BYTES), st.integers(0, MAX_BYTES)).map(sorted))
def test_a_span_of_any_file_is_held_as_one_number(offsets: list[int]) -> None:
    span = Span(*offsets)
    assert Span.of(span.number) == span
