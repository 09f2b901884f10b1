"""What each outlet calls an entity."""

from __future__ import annotations

import pytest
from evidence_sources import article, dossier_of, entry, outlets

from generator.dossier import Dossier
from generator.evidence.names import Form, form, forms, is_name, out_of_date
from generator.model import Kind, Ref

FRONT = Ref(Kind.ORG, "front")


def dossier(**bodies: str) -> Dossier:
    """Articles by outlet, about a group that took a new name in July 2016."""
    files = {
        f"articles/{outlet}.md": article(body, publisher=outlet) for outlet, body in bodies.items()
    }
    front = entry(
        "Conquest Front",
        "aliases: [Front of Conquest, armed opposition]",
        "former_names: [{name: Victory Front, until: 2016-07-28}]",
    )
    return dossier_of({**outlets(*bodies), "organizations/front.md": front, **files})


def counted(found: tuple[Form, ...]) -> dict[str, dict[str, int]]:
    return {one.text: dict(one.by_outlet) for one in found}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mr. Kerry’s", "Mr. Kerry"),
        ("the United\n States'", "United States"),
        ("“the Front”", "Front"),
        ("The", "The"),
        ("a  fluid conflict", "fluid conflict"),
        ("Theo", "Theo"),
    ],
)
def test_the_form_of_a_mention(words: str, expected: str) -> None:
    assert form(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Staffan de Mistura", True),
        ("al-Nusra Front", True),
        ("RFE/RL", True),
        ("Ministry of Defence", True),
        ("G20", True),
        ("جبهة النصرة", True),
        ("his Russian counterpart", False),
        ("surrender", False),
        ("Russian air force", False),
        ("of the", False),
    ],
)
def test_a_name_has_capitals(text: str, expected: bool) -> None:
    assert is_name(text) is expected


def test_names_are_counted_by_outlet_and_descriptions_stand_apart() -> None:
    found = forms(
        dossier(
            daily="[The Front](org:front), [the conquest front](org:front), [a group](org:front)",
            weekly="[Front](org:front), [the Front’s](org:front) [armed opposition](org:front)",
        ),
        FRONT,
    )
    assert counted(found.names) == {
        "Front": {"weekly": 2, "daily": 1},
        "conquest front": {"daily": 1},
    }
    assert counted(found.descriptions) == {"group": {"daily": 1}, "armed opposition": {"weekly": 1}}
    assert [one.mentions for one in found.names] == [3, 1]


def test_a_capital_at_the_beginning_of_a_sentence_makes_no_name() -> None:
    found = forms(dossier(daily="[Rebels](org:front) fled. The [rebels](org:front) fled."), FRONT)
    assert not found.names
    assert counted(found.descriptions) == {"rebels": {"daily": 2}}


def test_a_former_name_is_noted_after_its_end_and_a_later_one_before() -> None:
    body = "[The Victory Front](org:front), [the Conquest Front’s](org:front) [men](org:front)"
    files = {
        **outlets("daily"),
        "articles/early.md": article(body, published="2016-06"),
        "articles/then.md": article(body, published="2016-07"),
        "articles/late.md": article(body, published="2016-08-26"),
        "organizations/front.md": entry(
            "Conquest Front",
            "former_names:",
            "  - {name: Front of Old, until: 2014}",
            "  - {name: Victory Front, until: 2016-07-28}",
        ),
    }
    found = list(out_of_date(dossier_of(files), FRONT))
    assert [(one.mention.place.article, one.name, one.too_early) for one in found] == [
        ("early", "Conquest Front", True),
        ("late", "Victory Front", False),
    ]


def test_nobody_knows_when_a_name_began_while_an_older_one_has_no_end() -> None:
    files = {
        **outlets("daily"),
        "articles/a.md": article("[The New](org:front)", published="1999"),
        "organizations/front.md": entry(
            "New", "former_names: [{name: Old}, {name: Older, until: 2014}]"
        ),
    }
    assert not list(out_of_date(dossier_of(files), FRONT))
