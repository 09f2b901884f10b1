"""The data file says what the sources and the pages say, in the form that its schema describes."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml
from commonmark import annotated, blocks, body_of
from site_reader import Element, collapsed
from test_completeness import FOLDERS, is_whole, mentions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from site_reader import Site


DOSSIER = "data/dossier.json"
ONE_ARTICLE = "data/articles/courier-2014-03-05.json"


def follows(site: Site, path: str, data: Any) -> None:
    """Hold data against the schema that the file of a path names."""
    schema = site.json(posixpath.normpath(f"{path}/../{data['$schema']}"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)


def front_matter(file: Path) -> dict[str, Any]:
    """Read a file's front matter as any YAML reader would, with texts as they are typed."""
    text = file.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")[0]
    fields: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return fields


def anchored(page_text: Element) -> Iterator[tuple[str, str]]:
    """Give the id of each element of a text, with the anchor of the paragraph that it is in."""
    paragraph = ""
    for element in page_text.walk():
        if element.id and element.id[0] in "ph" and element.id[1:].isdigit():
            paragraph = element.id
        elif element.id:
            yield element.id, paragraph


# --- The schema ----------------------------------------------------------------------------------


def test_the_data_follows_its_schema(site: Site) -> None:
    dossier = site.json(DOSSIER)
    follows(site, DOSSIER, dossier)
    for article in dossier["articles"]:
        data = site.json(article["file"])
        follows(site, article["file"], data)
        assert {name: data[name] for name in article} == article


@pytest.mark.parametrize(
    ("path", "damage"),
    [
        (DOSSIER, lambda data: data.pop("version")),
        (DOSSIER, lambda data: data["articles"][0].pop("file")),
        (DOSSIER, lambda data: data["articles"][0].update(body="more")),
        (ONE_ARTICLE, lambda data: data.pop("version")),
        (ONE_ARTICLE, lambda data: data["mentions"][0].pop("paragraph")),
        (ONE_ARTICLE, lambda data: data["mentions"][0].update(line=0)),
        (ONE_ARTICLE, lambda data: data["mentions"][0].update(entity="nobody")),
        (ONE_ARTICLE, lambda data: data["figures"][0].update(qualifier="roughly")),
        (ONE_ARTICLE, lambda data: data.update(body="more")),
    ],
)
def test_the_schema_knows_what_is_wrong(path: str, damage: Any, harbour: Site) -> None:
    damaged = harbour.json(path)
    damage(damaged)
    with pytest.raises(jsonschema.ValidationError):
        follows(harbour, path, damaged)


# --- The data and the sources --------------------------------------------------------------------


def test_the_mentions_are_those_of_the_sources(site: Site) -> None:
    given = [
        (one["article"], one["kind"], one["entity"].partition(":")[2], one["id"])
        for one in site.data["mentions"]
    ]
    expected = [(one.article, one.kind, one.id, one.anchor) for one in mentions(site)]
    assert sorted(given) == sorted(expected)
    words = {(one.article, one.anchor): one.words for one in mentions(site)}
    for one in site.data["mentions"]:
        if one["text"] is None:
            assert not is_whole(site, one["article"])
        else:
            assert collapsed(one["text"]) == words[one["article"], one["id"]]


@pytest.mark.parametrize(
    ("name", "kind"), [("statements", "quote"), ("figures", "figure"), ("dates", "date")]
)
def test_statements_figures_and_dates_are_those_of_the_sources(
    name: str, kind: str, site: Site
) -> None:
    for file in sorted((site.sources / "articles").glob("*.md")):
        expected = [one for one in annotated(body_of(file.read_text("utf-8"))) if one.kind == kind]
        given = [one for one in site.data[name] if one["article"] == file.stem]
        assert len(given) == len(expected), file
        for one, other in zip(given, expected, strict=True):
            if one["text"] is not None:
                assert collapsed(one["text"]) == collapsed(other.words)
            if kind == "quote":
                assert one["speaker"].partition(":")[2] == other.ids[0].rpartition(":")[2]
                assert one["date"] == other.attributes.get("date")
                assert one["statement"] == other.attributes.get("statement")
            if kind == "figure":
                assert one["figure"] == f"figure:{other.ids[0]}"
                assert one["qualifier"] == other.attributes.get("qualifier", "exactly")
                for bound in ("value", "min", "max"):
                    number = other.attributes.get(bound)
                    assert one[bound] == (None if number is None else float(number))
            if kind == "date":
                assert one["date"] == other.ids[0]


def test_places_are_where_the_annotation_begins(site: Site) -> None:
    for name in ("mentions", "statements", "figures", "dates"):
        for one in site.data[name]:
            file = site.sources / f"articles/{one['article']}.md"
            line = file.read_text(encoding="utf-8").split("\n")[one["line"] - 1]
            assert line[one["column"] - 1] == "[", (name, one)


def test_entities_hold_their_front_matter(site: Site) -> None:
    given = {one["ref"]: one for one in site.data["entities"]}
    expected = set()
    for kind, folder in FOLDERS.items():
        for file in (site.sources / folder).glob("*.md"):
            expected.add(f"{kind}:{file.stem}")
            entity, fields = given[f"{kind}:{file.stem}"], front_matter(file)
            assert entity["name"] == fields["name"]
            assert entity.get("aliases") in (None, fields.get("aliases", []))
            assert entity.get("date") == fields.get("date")
    assert set(given) == expected
    events = {one["ref"] for one in site.data["events"]}
    assert events == {ref for ref in expected if ref.startswith("event:")}


# --- The data and the pages ----------------------------------------------------------------------


def test_everything_in_the_data_is_on_the_page_that_it_names(site: Site) -> None:
    for one in site.data["entities"]:
        assert site.pages[one["page"]].content.one("h1").words() == collapsed(one["name"])
    for article in site.data["articles"]:
        page = site.pages[article["page"]]
        assert page.content.one("h1").words() == collapsed(article["title"])
    for name in ("mentions", "statements", "figures", "dates"):
        for one in site.data[name]:
            page = site.article(one["article"])
            ids = dict(anchored(page.content.one("div", "text")))
            if one["text"] is None:
                assert one["id"] not in ids
            else:
                assert ids[one["id"]] == one["paragraph"], (name, one)


def test_the_data_holds_the_text_that_the_pages_show(site: Site) -> None:
    for article in site.data["articles"]:
        page = site.article(article["id"])
        text = [block.text for part in page.content.all("div", "text") for block in blocks(part)]
        given = [line for one in article["paragraphs"] for line in one["text"].split("\n")]
        shown = " ".join(filter(None, map(collapsed, text)))
        assert collapsed(" ".join(given)) == collapsed(shown), article["id"]


def test_every_statement_stands_on_the_page_of_statements(site: Site) -> None:
    anchors = {id_ for page in site.pages_of("statements/") for id_ in page.ids}
    assert anchors >= {f"{one['article']}-{one['id']}" for one in site.data["statements"]}
