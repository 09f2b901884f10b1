"""The page that documents the dossier's data files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from generator import prose, urls
from generator.dossier import Dossier
from generator.exports.schema import FORMAT_VERSION
from generator.prose import Blocks, Markdown
from generator.render import heads, sections
from generator.render.view import Page, View
from generator.texts import Texts, noop

ABOUT = noop("Everything that this site says, as JSON files for other programs.")

LISTS = (
    (
        "articles",
        noop("bibliographic data of each article, and the address of the file with what it says"),
    ),
    ("entities", noop("each person, place, organization, event and figure of the registry")),
    ("events", noop("each event, with the dates that the articles give for it")),
)

LISTS_OF_ARTICLE = (
    ("paragraphs", noop("the text that the article’s rights let us show")),
    (
        "mentions",
        noop("where the article names an entity: paragraph, words, line and column"),
    ),
    ("statements", noop("each quotation: speaker, words, date said, audience, first carrier")),
    ("figures", noop("each reported value: value or range, qualifier, as of, counted by")),
    ("dates", noop("each date that the article speaks of")),
)

NOTES = (
    noop(
        "Dates are EDTF level 1 (ISO 8601-2): 2016-08-26, 2016-08, 2016-08-27~ for “about”, "
        "2011-03/.. for “since March 2011”."
    ),
    noop("An identity is a kind and an id, such as person:john-kerry."),
    noop("A paragraph’s anchor, such as p7, is its permanent address on the article’s page."),
    noop("Words are null where an article’s rights withhold them."),
    noop("Lines and columns count from 1 in the source file, columns in Unicode code points."),
    noop(
        "The first number of the version changes when a program that reads the old form would go "
        "wrong; the second when something is added."
    ),
)


def data_page(dossier: Dossier, texts: Texts) -> Page:
    """Give the page about the data files."""
    view, say = View(dossier, texts, urls.DATA_PAGE), texts.gettext
    return Page(
        urls.DATA_PAGE,
        prose.page(
            heads.front_matter(say("Data"), say(ABOUT)),
            heads.crumbs(view),
            prose.heading(1, prose.text(say("Data"))),
            prose.paragraph(prose.text(say(ABOUT)), classes=("lead",)),
            prose.bullets(
                [
                    prose.sentence(
                        say("{file} the registry and the list of articles, version {version}"),
                        file=prose.link(prose.text("dossier.json"), view.href(urls.DATA)),
                        version=prose.text(FORMAT_VERSION),
                    ),
                    _schema(view, say, urls.SCHEMA),
                    prose.sentence(
                        say("{file} what one article says"),
                        file=prose.code("articles/ID.json"),
                    ),
                    _schema(view, say, urls.ARTICLE_SCHEMA),
                ]
            ),
            _lists(texts, say("What it holds"), "lists", LISTS),
            _lists(
                texts, say("What the file of an article holds"), "article-lists", LISTS_OF_ARTICLE
            ),
            sections.titled(
                say("How to read it"), "notes", prose.bullets([prose.text(say(n)) for n in NOTES])
            ),
        ),
    )


def _schema(view: View, say: Callable[[str], str], path: str) -> Markdown:
    name = prose.text(PurePosixPath(path).name)
    return prose.sentence(say("{file} its JSON Schema"), file=prose.link(name, view.href(path)))


def _lists(texts: Texts, title: str, id_: str, lists: Sequence[tuple[str, str]]) -> Blocks:
    say = texts.gettext
    return sections.titled(
        title,
        id_,
        prose.table(
            [prose.text(say("List")), prose.text(say("Holds"))],
            [[prose.code(name), prose.text(say(words))] for name, words in lists],
        ),
    )
