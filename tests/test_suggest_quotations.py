"""Whose words a quotation holds."""

from __future__ import annotations

import pytest
from suggesting import told

STORIES = {
    "said, then the name": (
        "John Kerry came. “We are close,” said Mr. Kerry in Geneva.",
        ["“We are close,” = quote:john-kerry?"],
    ),
    "the name, then said": (
        "“We are close,” John Kerry said.",
        ["“We are close,” = quote:john-kerry?"],
    ),
    "the name, what it is, and told": (
        "“We are close,” John Kerry, head of the United Nations, told AFP on Friday.",
        ["“We are close,” = quote:john-kerry?date=2016-08-26&to=afp&via=afp?"],
    ),
    "said that": (
        "John Kerry said on Friday that they were “close” to a deal.",
        ["“close” = quote:john-kerry?date=2016-08-26?"],
    ),
    "a country between the verb and the words": (
        "John Kerry warned that China would not “pay.”",
        ["“pay.” = quote:john-kerry?"],
    ),
    "according to an outlet": (
        "“We are close,” John Kerry said, according to Reuters.",
        ["“We are close,” = quote:john-kerry?via=reuters?"],
    ),
    "according to somebody": (
        "According to John Kerry, the deal is “close.”",
        ["“close.” = quote:john-kerry?"],
    ),
    "at the end": (
        "Only if they are “fully met” will it begin, the United Nations said in a statement.",
        ["“fully met” = quote:united-nations?"],
    ),
    "two quotations of one speaker": (
        "“We are close,” John Kerry said. “We are not there.”",
        ["“We are close,” = quote:john-kerry?", "“We are not there.” = quote:john-kerry?"],
    ),
    "a sentence that introduces": (
        "John Kerry said it fooled nobody. “It is what it is.”",
        ["“It is what it is.” = quote:john-kerry?"],
    ),
    "a pronoun": (
        "John Kerry met them. “We are close,” he said.",
        ["“We are close,” = quote:john-kerry?"],
    ),
    "a pronoun in the next paragraph": (
        "“Yes,” John Kerry said.\n\n“We are close,” he added.",
        ["“Yes,” = quote:john-kerry?", "“We are close,” = quote:john-kerry?"],
    ),
    "a paragraph that only quotes": (
        "“Yes,” John Kerry said.\n\n“We are close.”",
        ["“Yes,” = quote:john-kerry?", "“We are close.” = quote:john-kerry??"],
    ),
    "adding": (
        "John Kerry said it was late, adding that they were “close.”",
        ["“close.” = quote:john-kerry?"],
    ),
    "somebody without a name": ("“We are close,” a diplomat close to John Kerry said.", []),
    "somebody with somebody": ("“We are close,” an official traveling with John Kerry said.", []),
    "nobody": ("He wore a “coat.”", []),
    "called by somebody": (
        "It was called “a farce” by John Kerry.",
        ["“a farce” = quote:john-kerry?"],
    ),
    "straight marks, and one of each": (
        "\"We are close,\" John Kerry said. \"Not there,” he added.",
        ['"We are close," = quote:john-kerry?', '"Not there,” = quote:john-kerry?'],
    ),
    "single marks where there are no others": (
        "‘We’re close,’ John Kerry said.",
        ["‘We’re close,’ = quote:john-kerry?"],
    ),
    "inches are no quotation": ("John Kerry said a 12\" gun and a 5\" one.", []),
    "an ambiguous speaker": (
        "“We fight,” Mr. Alloush said.",
        ["“We fight,” = quote:islam-alloush | quote:zahran-alloush?"],
    ),
    "a speaker who is annotated": (
        "“We fight,” [the man](person:islam-alloush) said.",
        ["“We fight,” = quote:islam-alloush?"],
    ),
    "a quotation that is annotated": (
        "[“We fight,”](quote:islam-alloush) Islam Alloush said.",
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_quotations_with(story: str) -> None:
    text, expected = STORIES[story]
    assert told(text, "quotation") == expected


def test_an_id_that_a_person_shares_with_an_organization_is_written_with_its_kind() -> None:
    more = {"organizations/john-kerry": "name: The Kerry Trust"}
    assert told("“Yes,” John Kerry said.", "quotation", more=more) == [
        "“Yes,” = quote:person:john-kerry?"
    ]
