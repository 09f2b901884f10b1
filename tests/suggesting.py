"""A few entries and a text in, the suggestions for it out, in a form that is read at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from generator.model import Document
from generator.parse import parse
from generator.source import SourceFile
from generator.suggest.knowledge import Reading, learn, suggest
from generator.suggest.suggestions import Suggestion
from generator.suggest.targets import link_target

HEAD = (
    "---\ntitle: A title\npublisher: reuters\npublished: {published}\nlanguage: {language}\n---\n\n"
)

ENTRIES: Mapping[str, str] = {
    "people/john-kerry": "name: John Kerry\naliases: [Джон Керри, 约翰·克里]",
    "people/bashar-al-assad": "name: Bashar al-Assad",
    "people/staffan-de-mistura": "name: Staffan de Mistura",
    "people/islam-alloush": "name: Islam Alloush",
    "people/zahran-alloush": "name: Zahran Alloush",
    "people/ban-ki-moon": "name: Ban Ki-moon",
    "people/jose-munoz": "name: José Muñoz",
    "people/stephen-obrien": "name: Stephen O'Brien",
    "people/theresa-brown": "name: Theresa Brown",
    "organizations/us-government": (
        "name: Government of the United States\nkind: government\nbased_in: washington"
    ),
    "organizations/united-nations": "name: United Nations\naliases: [UN, U.N.]",
    "organizations/reuters": "name: Reuters\nkind: media",
    "organizations/afp": "name: AFP\nkind: media",
    "organizations/ap": "name: Associated Press\naliases: [AP]\nkind: media",
    "organizations/al-qaeda": "name: Al-Qaeda\naliases: [al Qaeda]",
    "organizations/nusra-front": (
        "name: Jabhat Fatah al-Sham\nformer_names:\n  - name: Nusra Front\n    until: 2016-07-28"
    ),
    "organizations/russian-air-force": "name: Russian Air Force",
    "organizations/syrian-opposition": "name: Syrian opposition\naliases: [opposition groups]",
    "organizations/guardian": "name: The Guardian\naliases: [theguardian.com]",
    "places/washington": "name: Washington\nkind: city\nwithin: united-states",
    "places/united-states": "name: United States\naliases: [US, U.S.]\nkind: country",
    "places/aleppo": "name: Aleppo\naliases: [حلب]\nkind: city",
    "places/geneva": "name: Geneva\naliases: [Genève]\nkind: city",
    "places/china": "name: China\naliases: [中国]\nkind: country",
    "places/turkey": "name: Turkey\nkind: country",
    "places/seoul": "name: Seoul\naliases: [서울]\nkind: city",
    "events/truce": "name: Truce of February\ndate: 2016-02",
    "figures/war-deaths": "name: Deaths in the war\nunit: people",
    "figures/war-refugees": "name: People who have fled the war\nunit: people",
    "figures/siege-length": "name: Length of the siege of Aleppo\nunit: years",
}


@cache
def documents(more: tuple[tuple[str, str], ...] = ()) -> tuple[Document[Any], ...]:
    """Read the entries, and some more."""
    read = []
    for path, text in (*ENTRIES.items(), *more):
        whole = text if text.startswith("---") else f"---\n{text}\n---\n"
        document, found = parse(SourceFile(f"{path}.md", whole))
        assert document, found
        assert not found, found
        read.append(document)
    return tuple(read)


def reading(
    text: str,
    published: str = "2016-08-27",
    language: str = "en",
    more: Mapping[str, str] | None = None,
) -> Reading:
    """Search a text for suggestions."""
    head = HEAD.format(published=published, language=language)
    source = SourceFile("articles/a.md", head + text)
    document, found = parse(source)
    assert document, found
    known = learn(documents(tuple((more or {}).items())))
    return suggest(source, document, known)


def told(text: str, topic: str, **options: Any) -> list[str]:
    """Give the suggestions of a topic: `Mr. Kerry = person:john-kerry`.

    What is only likely has a `?` behind it, what is only possible has `??`.
    """
    return [say(one) for one in reading(text, **options).suggestions if one.topic == topic]


def say(one: Suggestion) -> str:
    """Give a suggestion in one line."""
    mark = {"certain": "", "likely": "?", "possible": "??"}[one.sureness]
    targets = " | ".join(link_target(meaning) for meaning in one.meanings) or f"{one.new_kind}"
    return f"{one.words} = {targets}{mark}"
