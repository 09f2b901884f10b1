"""What editors have becomes an article: the author's words, and every other line accounted for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from calls import Shell
from hypothesis import given
from hypothesis import strategies as st
from small_dossier import small_dossier, tree
from terminal import END, session

from generator.bodies import parse_body
from generator.editing.opened import open_sources
from generator.frontmatter import split
from generator.importers.articles import body, propose
from generator.importers.escaping import escaped
from generator.importers.publication import day_in_address
from generator.importers.raw import Block, Raw, Role
from generator.importers.reading import read_raw
from generator.importers.sign_offs import byline, dateline, sign_off
from generator.importers.texts import read_text
from generator.importers.written_dates import full_date, timestamp
from generator.model import Heading, Paragraph
from generator.parse import parse
from generator.read import decoded
from generator.source import SourceFile

RAW = Path(__file__).parent / "raw"

FILES = {
    "organizations/harbor-gazette.md": (
        "---\nname: Harbor Gazette\naliases: [harborgazette.example]\nkind: media\n---\n"
    ),
    "organizations/ap.md": (
        "---\nname: Associated Press\naliases: [AP, The Associated Press]\nkind: media\n---\n"
    ),
    "organizations/reuters.md": "---\nname: Reuters\nkind: media\n---\n",
}


@pytest.fixture
def dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    shell = Shell(small_dossier(tmp_path), monkeypatch, capsys)
    for path, text in FILES.items():
        shell.write(path, text)
    for file in RAW.iterdir():
        shutil.copy(file, tmp_path / file.name)
    return shell


# --- A saved page --------------------------------------------------------------------------------

PAGE = """\
---
title: Ferry talks end without a deal
publisher: harbor-gazette
published: 2024-03-01
url: https://www.harborgazette.example/2024/03/01/ferry-talks-end
language: en-GB
authors:
  - Nora Quill
agencies:
  - ap
  - reuters
rights: excerpt
---

PORT EXAMPLE — Talks about a second ferry ended on Friday without a deal, but both sides said \
that they were “close”.

“We have never been so near to it,” said harbor master Ada Mill after nine hours in the town \
hall. “The last step is the costly one.”

Bo Lin, who speaks for the shipowners, said that the council had not yet said who would pay for \
the new quay. The council puts its cost at 4.2 million crowns, the owners at more than six million.

## Nine hours

About 400 people cross each day, according to the council. A count by the Port Example \
Commuters’ Union in February found 520.

The talks go on next week. Ms. Mill said that she expected a result “before the spring tide”, and \
Mr. Lin said that he would bring figures of his own.
"""


@pytest.mark.parametrize("file", ["harbor-page.html", "archive.mhtml"])
def test_a_saved_page_gives_its_article_and_all_that_it_says_of_it(
    dossier: Shell, file: str
) -> None:
    done = dossier("import", file)
    assert (done.code, done.err) == (0, "")
    assert dossier.read("articles/harbor-gazette-2024-03-01.md") == PAGE
    assert dossier("check").code == 0
    for line in (
        f"{file}: a web page, 141 words kept of 162\n",
        "  line 36: left out 'Share': it stands outside of the article\n",
        "  line 44: soft hyphens taken out\n",
        "  line 46: left out 'READ MORE: Why the old ferry is always late': a pointer to another",
        "  line 52: left out 'With reporting by AP and Reuters': who reported, for `agencies`\n",
        "  and 12 more such lines; --verbose names them\n",
        "  publisher: harbor-gazette (certain: the file names 'Harbor Gazette')\n",
        "  published: 2024-03-01 (certain: article:published_time says so)\n",
        "  agencies: ap, reuters (certain: the text credits AP, Reuters)\n",
        "sources/articles/harbor-gazette-2024-03-01.md is made\n",
    ):
        assert line in done.out


def test_adverts_menus_and_comments_are_no_article_but_every_line_is_named(dossier: Shell) -> None:
    done = dossier("import", "harbor-page.html", "--verbose", "--dry-run")
    for words in ("Ferry tickets at half price", "gull77", "Sign up", "Council votes on parking"):
        assert words not in done.out
        assert f"left out '{words}" in done.err
    assert "--verbose" not in done.err


def test_a_page_of_another_time_is_read_as_well(dossier: Shell) -> None:
    done = dossier("import", "old-page.html", "--publisher", "Harbor Gazette", "--yes")
    assert done.code == 0, done.err
    text = dossier.read("articles/harbor-gazette-2024-03-01.md")
    assert "published: 2024-03-01\n" in text
    assert text.count("\n\n") == 3
    assert text.endswith("without one, however new it was.\n")


def test_an_article_is_imported_once(dossier: Shell) -> None:
    assert dossier("import", "harbor-page.html").code == 0
    before = tree(dossier.folder)
    done = dossier("import", "harbor-page.html")
    assert done.code == 1
    assert "there already: articles/harbor-gazette-2024-03-01.md has its address" in done.err
    assert tree(dossier.folder) == before


def test_another_article_of_the_same_day_gets_a_number(dossier: Shell) -> None:
    assert dossier("import", "harbor-page.html").code == 0
    assert dossier("import", "wire.txt", "--publisher", "harbor-gazette").code == 0
    assert (dossier.folder / "sources/articles/harbor-gazette-2024-03-01-2.md").exists()


def test_several_files_are_imported_together_or_not_at_all(dossier: Shell) -> None:
    before = tree(dossier.folder / "sources")
    done = dossier("import", "harbor-page.html", "pasted.txt")
    assert done.code == 2
    assert "error: pasted.txt: published: '2024-02-29' is a guess" in done.err
    assert tree(dossier.folder / "sources") == before
    assert dossier("import", "harbor-page.html", "wire.txt").code == 2  # Reuters is a guess.
    assert dossier("import", "harbor-page.html", "wire.txt", "--yes").code == 0
    assert len(tree(dossier.folder / "sources")) == len(before) + 2
    done = dossier("import", "wire.txt", "pasted.txt", "--title", "X")
    assert done.code == 2
    assert "--title is for one file, and here are 2" in done.err


# --- A pasted text -------------------------------------------------------------------------------


def test_a_pasted_text_is_freed_of_its_page(dossier: Shell) -> None:
    done = dossier("import", "pasted.txt", "--published", "2024-03-02", "--yes")
    assert done.code == 0, done.err
    assert dossier.read("articles/harbor-gazette-2024-03-02.md") == (
        '---\ntitle: "Ferry talks: how close are the two sides?"\npublisher: harbor-gazette\n'
        "published: 2024-03-02\nlanguage: en\nagencies:\n  - ap\nrights: excerpt\n---\n\n"
        "After nine hours in the town hall, the last step is the costly one.\n\n"
        "Harbor master Ada Mill said on Friday that the town and the shipowners were “close” to a "
        "deal on a second ferry.\n\n"
        "“We have never been so near to it,” said Ms. Mill, who had met Mr. Lin [the owners’ "
        "spokesman] three times.\n\n## A long road\n\n"
        "The council puts the cost at 4.2 million crowns * without the quay * and the owners at 6 "
        "million. 1. That is one number too many.\n\n"
        "\\# Not a heading, said the clerk, but the number of the file.\n\n"
        "Who pays for the dredging?\n"
    )
    assert dossier("check").code == 0
    for line in (
        "  line 1: left out 'Skip to main content': the page's own, not the article's\n",
        "  line 7: left out 'Ferry talks: how close are the two sides?': the title, once more\n",
        "  line 11: left out 'Ilse Lens/Reuters': the credit of a photograph\n",
        "  line 12: left out 'The ferry Anna, which has crossed the harbor of Port Example since",
        "  line 18, 22, 38: special spaces made ordinary ones\n",
        "  line 20: left out 'Advertisement': an advertisement\n",
        "  line 26: 'A long road' made a heading\n",
        "  line 36: left out '• 16x9 Image': it stands below the article's last line\n",
        "  'news agencies' names no agency, so none is written down\n",
        "  publisher: harbor-gazette (a guess: what was left out of the page names it)\n",
        "  it credits 'the Coast Wire', which the registry lacks: "
        "dossier add org 'the Coast Wire' --kind media\n",
    ):
        assert line in done.out


def test_captions_stay_where_an_editor_wants_them(dossier: Shell) -> None:
    assert dossier("import", "pasted.txt", "--yes", "--keep-captions").code == 0
    text = dossier.read("articles/harbor-gazette-2024-02-29.md")
    assert "\n\nThe ferry Anna, which has crossed the harbor" in text


def test_agency_copy_is_unwrapped_and_its_hyphens_are_told(dossier: Shell) -> None:
    done = dossier("import", "wire.txt", "--publisher", "Reuters", "--rights", "metadata")
    assert done.code == 0, done.err
    assert dossier.read("articles/reuters-2024-03-01.md") == (
        "---\ntitle: PORT EXAMPLE FERRY TALKS END WITHOUT A DEAL\npublisher: reuters\n"
        "published: 2024-03-01\nlanguage: en\nauthors:\n  - Nora Quill\n  - Hugo Penn\n"
        "rights: metadata\n---\n\n"
        "PORT EXAMPLE, March 1 (Reuters) - Talks about a second ferry for the town of Port Example "
        "ended on Friday without a deal, though the harbor master said that both sides were close "
        "and that she expected a result before the spring tide.\n\n"
        '"We have never been so near to it," Ada Mill told reporters after nine hours in the town '
        'hall. "The last step is the costly one."\n\n'
        'Bo Lin, who speaks for the shipowners, called the mood "civil" but said a cease-fire '
        "between the two camps was not yet a peace. A similar cease-fire broke down in 2021.\n\n"
        "The council puts the cost of a new quay at 4.2 million crowns.\n"
    )
    assert "'har-bor' at the line's end made 'harbor'; look whether" in done.out
    assert "'cease-fire'" not in done.out
    assert "line 3: left out 'Published: Friday, March 1, 2024" in done.out
    assert "published: 2024-03-01 (certain: a line of its own says so)" in done.out


def test_a_text_in_an_old_encoding_is_read_when_it_is_named(dossier: Shell) -> None:
    done = dossier("import", "russian.txt", "--publisher", "daily")
    assert done.code == 1
    assert done.err.startswith("error: russian.txt: line 1 is not UTF-8\n  hint: name the encoding")
    done = dossier("import", "russian.txt", "--publisher", "daily", "--encoding", "cp1251")
    assert done.code == 0, done.err
    text = dossier.read("articles/daily-2024-03-01.md")
    assert "language: ru\n" in text
    assert "title: Переговоры о пароме завершились без соглашения\n" in text
    assert "Поделиться" not in text


def test_markdown_stays_as_it_is_written_where_the_format_allows_it(dossier: Shell) -> None:
    done = dossier("import", "clipping.md")
    assert done.code == 0, done.err
    assert dossier.read("articles/harbor-gazette-2024-03-02.md") == (
        '---\ntitle: "Ferry talks: a reader\'s guide"\npublisher: harbor-gazette\n'
        "published: 2024-03-02\nurl: https://www.harborgazette.example/guide\nlanguage: en\n"
        "authors:\n  - Nora Quill\nrights: excerpt\n---\n\n"
        "The talks about a *second* ferry ended on "
        "[Friday](https://www.harborgazette.example/talks) without a deal.\n\n"
        "Half price today!\n\n- The council wants one ferry.\n- The owners want two.\n\n"
        '> "We have never been so near to it."\n\n'
        "She paid H2O prices, said the clerk[^1].\n"
    )
    assert "line 12: left out 'The ferry': a picture" in done.out
    assert "line 23: written as plain text, since this is HTML: '<sub>'" in done.out


# --- What is not known ---------------------------------------------------------------------------

TALE = (
    "A ferry tale\n\nThe ferry was late in the harbor of the town, and nobody knew for how long.\n"
)


@pytest.mark.parametrize(
    ("content", "arguments", "code", "words"),
    [
        (b"", (), 1, "raw.txt: the file is empty"),
        (b" \n\t\n", (), 1, "raw.txt: the file is empty"),
        (b"* * *\n\n---\n", (), 1, "raw.txt: there are no words in this file"),
        (b"Share\n\nTweet\n", (), 1, "raw.txt: nothing is left of this file that could be"),
        (b"%PDF-1.7\n\xff\xfe", (), 1, "raw.txt: this is a PDF file, not a text"),
        (b"PK\x03\x04word/document.xml", (), 1, "or a document of an office program"),
        (b"\x89PNG\r\n\x1a\n", (), 1, "this is a picture"),
        (b"ELF\x00\x01\x02", (), 1, "it holds bytes that no text has"),
        (b"\xff\xfea\x00b\x00 \x00c\x00", ("--publisher", "daily"), 1, "nothing is left of this"),
        (b"abc \xff def", (), 1, "line 1 is not UTF-8"),
        (b"abc \xff def", ("--encoding", "klingon"), 1, "there is no encoding called 'klingon'"),
        (TALE.encode(), ("--publisher", "daily"), 2, "says its date of publication"),
        (TALE.encode(), ("--published", "2024"), 2, "nothing in the file says its publisher"),
        (TALE.encode(), ("--published", "1.3.24"), 2, "--published: '1.3.24' is not a date"),
        (TALE.encode(), ("--publisher", "dialy", "--published", "2024"), 2, "mean 'daily'?"),
        (TALE.encode(), ("--url", "harbor"), 2, "'harbor' is not the address of a web page"),
        (TALE.encode(), ("--agency", "wire"), 2, "--agency: nothing in sources/organizations"),
        (TALE.encode(), ("--id", "A B"), 2, "'A B' is not an id"),
        (b"<html><head><title>x</title></head><body></body></html>", (), 1, "no article is to be"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_clear_words(
    dossier: Shell, content: bytes, arguments: tuple[str, ...], code: int, words: str
) -> None:
    (dossier.folder / "raw.txt").write_bytes(content)
    before = tree(dossier.folder)
    done = dossier("import", "raw.txt", *arguments)
    assert (done.code, words in done.err) == (code, True), done.err
    assert tree(dossier.folder) == before


def test_an_outlet_that_the_registry_lacks_is_named_with_the_command_that_adds_it(
    dossier: Shell,
) -> None:
    (dossier.folder / "sources/organizations/harbor-gazette.md").unlink()
    done = dossier("import", "harbor-page.html")
    assert done.code == 2
    assert done.err == (
        "error: harbor-page.html: the registry has no organization 'Harbor Gazette'\n"
        "  hint: dossier add org 'Harbor Gazette' --kind media; or give --publisher\n"
        "nothing was written\n"
    )


def test_an_existing_article_is_never_overwritten(dossier: Shell) -> None:
    before = tree(dossier.folder)
    done = dossier("import", "wire.txt", "--publisher", "daily", "--id", "first")
    assert done.code == 1
    assert "error[existing-id] 'article:first' exists already" in done.err
    assert tree(dossier.folder) == before


def test_the_rights_of_imported_articles_are_configured(dossier: Shell) -> None:
    config = dossier.folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("dossier]", "dossier: {default_rights: metadata}]"), encoding="utf-8"
    )
    assert dossier("import", "wire.txt", "--publisher", "daily").code == 0
    assert "rights: metadata\n" in dossier.read("articles/daily-2024-03-01.md")


def test_a_half_finished_merge_in_git_is_finished_first(dossier: Shell) -> None:
    dossier.write("people/x.md", "---\nname: X\n<<<<<<< a\n=======\n>>>>>>> b\n---\n")
    before = tree(dossier.folder)
    done = dossier("import", "wire.txt", "--publisher", "daily")
    assert done.code == 1
    assert "error[merge-conflict]" in done.err
    assert tree(dossier.folder) == before


# --- At a terminal -------------------------------------------------------------------------------


def test_a_terminal_shows_what_is_proposed_and_why(dossier: Shell) -> None:
    (dossier.folder / "sources/organizations/reuters.md").unlink()
    done = session(
        *("import", "wire.txt"),
        at=dossier.folder,
        types=[
            ("Title [PORT EXAMPLE FERRY TALKS END WITHOUT A DEAL]:", "Ferry talks: no deal"),
            ("Publisher:", "The Coast Wire"),
            ("Add it? [Y/n]:", "n"),
            ("Publisher:", "Reuters"),
            ("The registry has no organization 'Reuters'. Add it? [Y/n]:", ""),
            ("Its id [reuters]:", ""),
            ("Published [2024-03-01]:", "yesterday"),
            ("'yesterday' is not a date", "2024-03-02"),
            ("Address, if there is one:", ""),
            ("Language [en]:", ""),
            ("Agencies, if it credits any:", "ap"),
            ("Id [reuters-2024-03-02]:", "reuters-ferry"),
        ],
    )
    assert done.code == 0, done.screen
    assert "published: certain, a line of its own says so" in done.screen
    assert dossier.read("articles/reuters-ferry.md").startswith(
        '---\ntitle: "Ferry talks: no deal"\npublisher: reuters\npublished: 2024-03-02\n'
        "language: en\nauthors:\n  - Nora Quill\n  - Hugo Penn\nagencies:\n  - ap\n"
        "rights: excerpt\n---\n"
    )
    assert dossier.read("organizations/reuters.md") == "---\nname: Reuters\nkind: media\n---\n"
    assert dossier("check").code == 0


def test_who_leaves_in_the_middle_has_written_nothing(dossier: Shell) -> None:
    before = tree(dossier.folder)
    questions = ("Title", "Publisher", "Published", "Address", "Language", "Agencies", "Id")
    answers = [(f"\n{question}", "") for question in questions]
    done = session(
        *("import", "harbor-page.html", "wire.txt"),
        at=dossier.folder,
        types=[*answers, ("Title [PORT EXAMPLE", END)],
    )
    assert done.code == 130
    assert tree(dossier.folder) == before


# --- Words ---------------------------------------------------------------------------------------

TEXTS = st.text(
    st.sampled_from("abC 1.)-+*_#>`~[](){}<>&;:!|=\\/\"'@’é"), min_size=1, max_size=60
).map(lambda text: " ".join(text.split()))


@given(TEXTS.filter(bool))
def test_a_plain_text_is_shown_as_it_is(text: str) -> None:
    read, _ = parse_body(SourceFile("", f"{escaped(text)}\n"))
    (block,) = read.blocks
    assert isinstance(block, Paragraph)
    assert (block.passage.text, block.passage.marks) == (text, ())


@given(TEXTS.filter(bool))
def test_a_heading_is_shown_as_it_is(text: str) -> None:
    read, _ = parse_body(SourceFile("", body([Block(text, 1, Role.HEADING)]) + "\n"))
    (block,) = read.blocks
    assert isinstance(block, Heading)
    assert block.passage.text == text


@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=4))
def test_paragraphs_stay_apart(texts: list[str]) -> None:
    read, _ = parse_body(SourceFile("", body([Block(text, 1) for text in texts]) + "\n"))
    assert [one.text for one in read.passages()] == texts


@given(st.text(max_size=300))
def test_no_text_at_all_makes_a_file_that_cannot_be_read(text: str) -> None:
    raw = read_text("x.txt", text)
    article = propose(raw, NOTHING, {})
    written = f"---\ntitle: x\npublisher: x\npublished: 2024\n---\n\n{body(article.blocks)}\n"
    document, found = parse(decoded("articles/x.md", written.encode()))
    assert document is not None
    assert {one.code for one in found} <= {
        "broken-annotation",
        "broken-link",
        "undefined-reference",
    }
    assert [" ".join(one.text.split()) for one in document.body.passages()] == [
        block.text for block in article.blocks
    ]


NOTHING = open_sources(Path(__file__).parent / "raw" / "no-such-folder")


@pytest.mark.parametrize(
    ("line", "cleaned"),
    [
        ("Mr.\u00a0Lin", "Mr. Lin"),
        ("«\u00a0Non\u00a0!\u00a0»", "«\u00a0Non\u00a0!\u00a0»"),
        ("250\u00a0000 people", "250\u00a0000 people"),
        ("ship\u00adowners", "shipowners"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("“curly” ‘quotes’ — and – dashes…", "“curly” ‘quotes’ — and – dashes…"),
        ("e\u0301te\u0301", "été"),
        ("\ufb01ne \ufb02ag", "fine flag"),
        ("a\u202eb", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_characters_of_the_layout_go_and_those_of_the_author_stay(line: str, cleaned: str) -> None:
    (block,) = read_text("x", line).blocks
    assert block.text == cleaned


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Friday, Aug. 26, 2016 7:30 p.m. ET", "en", "2016-08-26"),
        ("Last updated 10 Sep 2016", "en", "2016-09-10"),
        ("26. August 2016, 18:30 Uhr", "de", "2016-08-26"),
        ("Publié le 26 août 2016 à 18h30", "fr", "2016-08-26"),
        ("26 de agosto de 2016", "es", "2016-08-26"),
        ("Опубликовано: 26 августа 2016", "ru", "2016-08-26"),
        ("2016-08-26T10:00:00Z", "en", "2016-08-26"),
        ("26.08.2016", "de", "2016-08-26"),
    ],
)
def test_a_line_that_is_a_date_is_one_in_any_language(text: str, language: str, day: str) -> None:
    read = timestamp(text, language)
    assert read is not None
    assert read.day.iso == day


@pytest.mark.parametrize("text", ["He left on 26 August 2016.", "In May 2016", "31 June 2016", ""])
def test_a_sentence_is_no_date(text: str) -> None:
    assert timestamp(text) is None
    assert text.startswith("He") or full_date(text) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/2016/08/26/talks", "2016-08-26"),
        ("https://x.example/2016/09/talks-160910031517683.html", "2016-09-10"),
        ("https://x.example/world/2016/09/talks", "2016-09"),
        ("https://x.example/news/talks-20160826", "2016-08-26"),
        ("https://x.example/2016/13/talks", ""),
        ("https://x.example/a/12345678", ""),
        ("", ""),
    ],
)
def test_an_address_may_hold_the_date(url: str, day: str) -> None:
    assert day_in_address(url) == day


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "With reporting by AP, Reuters, AFP, TASS, and dpa",
            ("AP", "Reuters", "AFP", "TASS", "dpa"),
        ),
        ("Source: Al Jazeera, News Agencies", ("Al Jazeera", "News Agencies")),
        ("The Associated Press contributed to this report.", ("The Associated Press",)),
        ("Mit Material von dpa und AFP", ("dpa", "AFP")),
    ],
)
def test_a_line_of_credits_names_the_agencies(text: str, names: tuple[str, ...]) -> None:
    read = sign_off(text)
    assert read is not None
    assert read.names == names


def test_bylines_and_datelines_are_told_from_sentences() -> None:
    read = byline("By Karen Example and Hugh van Example, Associated Press | Aug. 26, 2016")
    assert read is not None
    assert read.names == ("Karen Example", "Hugh van Example", "Associated Press")
    assert read.rest == "Aug. 26, 2016"
    assert byline("By contrast, he left.") is None
    assert byline("By Friday they had left") is None
    for text in (
        "GENEVA, Aug 26 (Reuters) - A",
        "MOSCOW, September 9. /TASS/. A",
        "Genf (dpa) – A",
    ):
        assert dateline(text) is not None
    for text in ("Kerry – the man – said", "U.S. officials - who", "A well-known man"):
        assert dateline(text) is None


def test_every_raw_text_gives_an_article_that_is_whole() -> None:
    for file in sorted(RAW.iterdir()):
        raw, _ = read_raw(file, "cp1251" if file.name == "russian.txt" else "")
        assert isinstance(raw, Raw)
        article = propose(raw, NOTHING, {})
        text = f"---\ntitle: x\npublisher: x\npublished: 2024\n---\n\n{body(article.blocks)}\n"
        _, found = parse(SourceFile("articles/x.md", text))
        assert found == (), file.name
        assert split(SourceFile("", text)).found == ()
