"""Which numbers report a known figure, and which count something else."""

from __future__ import annotations

import pytest
from suggesting import told

STORIES = {
    "more than, according to": (
        "More than 250,000 people have died in the war, according to the United Nations.",
        ["More than 250,000 = figure:war-deaths?value=250000&qualifier=more-than"
         "&by=united-nations?"],
    ),
    "killed": (
        "The war has killed at least 290,000 people.",
        ["at least 290,000 = figure:war-deaths?value=290000&qualifier=at-least?"],
    ),
    "an estimated": (
        "It has claimed an estimated 400,000 lives, said John Kerry.",
        ["an estimated 400,000 = figure:war-deaths?value=400000&qualifier=about&by=john-kerry?"],
    ),
    "between, in millions": (
        "Between 4.5 and 4.8 million have fled the war.",
        ["Between 4.5 and 4.8 million = figure:war-refugees?min=4500000&max=4800000?"],
    ),
    "to": (
        "In the war 250,000 to 300,000 have died.",
        ["250,000 to 300,000 = figure:war-deaths?min=250000&max=300000?"],
    ),
    "in words, with its unit": (
        "After a four-year siege, Aleppo fell; the siege of seven days was another.",
        ["four-year = figure:siege-length?value=4?"],
    ),
    "an order of magnitude": (
        "Hundreds of thousands have fled the war.",
        ["Hundreds of thousands = figure:war-refugees?value=100000&qualifier=more-than??"],
    ),
    "as of a day": (
        "As of August 1, up to 300,000 had died in the war.",
        ["up to 300,000 = figure:war-deaths?value=300000&qualifier=up-to&as-of=2016-08-01?"],
    ),
    "two figures in one sentence": (
        "Some 250,000 have died and 4.8 million have fled.",
        [
            "Some 250,000 = figure:war-deaths?value=250000&qualifier=about?",
            "4.8 million = figure:war-refugees?value=4800000?",
        ],
    ),
    "percentages, money, times and dates": (
        "On August 26, 2016, 10 percent of the $5 million killed at 5:30 and 7 p.m.",
        [],
    ),
    "other things that are counted": ("They sent 12 trucks and 300 tons of flour.", []),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_figures_with(story: str) -> None:
    text, expected = STORIES[story]
    assert told(text, "figure") == expected


def test_a_number_of_quite_another_size_is_of_something_else() -> None:
    article = (
        "---\ntitle: B\npublisher: reuters\npublished: 2016\n---\n\n"
        "[250,000](figure:war-deaths?value=250000) died.\n"
    )
    assert told("The shelling killed 12 people.", "figure", more={"articles/b": article}) == []
    assert told("It killed 290,000 people.", "figure", more={"articles/b": article}) == [
        "290,000 = figure:war-deaths?value=290000?"
    ]
