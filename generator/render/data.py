"""The page that documents the dossier's data files."""

from __future__ import annotations

from generator import prose, urls
from generator.dossier import Dossier
from generator.exports.schema import FORMAT_VERSION
from generator.render import parts
from generator.render.view import Page, View, spaced

ABOUT = "Everything that this site says, as one JSON file for other programs."

LISTS = (
    ("articles", "bibliographic data of each article, and the text that its rights let us show"),
    ("entities", "each person, place, organization, event and figure of the registry"),
    ("mentions", "where an article names an entity: article, paragraph, words, line and column"),
    ("statements", "each quotation: speaker, words, date said, audience, first carrier"),
    ("figures", "each reported value: value or range, qualifier, as of, counted by"),
    ("events", "each event, with the dates that the articles give for it"),
    ("dates", "each date that an article speaks of"),
)

NOTES = (
    "Dates are EDTF level 1 (ISO 8601-2): 2016-08-26, 2016-08, 2016-08-27~ for “about”, "
    "2011-03/.. for “since March 2011”.",
    "An identity is a kind and an id, such as person:john-kerry.",
    "A paragraph’s anchor, such as p7, is its permanent address on the article’s page.",
    "Words are null where an article’s rights withhold them.",
    "Lines and columns count from 1 in the source file, columns in Unicode code points.",
    "The first number of the version changes when a program that reads the old form would go "
    "wrong; the second when something is added.",
)


def data_page(dossier: Dossier) -> Page:
    """Give the page about the data files."""
    view = View(dossier, urls.DATA_PAGE)
    return Page(
        urls.DATA_PAGE,
        prose.page(
            parts.front_matter("Data", ABOUT),
            parts.crumbs(view, (("Home", urls.HOME),)),
            prose.heading(1, prose.text("Data")),
            prose.paragraph(prose.text(ABOUT), classes=("lead",)),
            prose.bullets(
                [
                    spaced(
                        prose.link(prose.text("dossier.json"), view.href(urls.DATA)),
                        prose.text(f"the data, version {FORMAT_VERSION}"),
                    ),
                    spaced(
                        prose.link(prose.text("dossier.schema.json"), view.href(urls.SCHEMA)),
                        prose.text("its JSON Schema"),
                    ),
                ]
            ),
            parts.part(
                "What it holds",
                "lists",
                prose.table(
                    [prose.text("List"), prose.text("Holds")],
                    [[prose.code(name), prose.text(words)] for name, words in LISTS],
                ),
            ),
            parts.part("How to read it", "notes", prose.bullets([prose.text(n) for n in NOTES])),
        ),
    )
