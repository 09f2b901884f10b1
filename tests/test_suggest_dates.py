"""What dates in words mean, seen from the day an article appeared."""

from __future__ import annotations

import pytest
from suggesting import reading, told

# Published on Saturday, 27 August 2016.
WORDS = {
    "On August 26, 2016 it rained.": ["August 26, 2016 = date:2016-08-26"],
    "On 26 August 2016 it rained.": ["26 August 2016 = date:2016-08-26"],
    "On the 26th of August 2016.": ["26th of August 2016 = date:2016-08-26"],
    "On 2016-08-26 it rained.": ["2016-08-26 = date:2016-08-26"],
    "On Aug. 1 it rained.": ["Aug. 1 = date:2016-08-01"],
    "On 26 August it rained.": ["26 August = date:2016-08-26"],
    "It met on Friday, Aug. 26.": ["Friday, Aug. 26 = date:2016-08-26"],
    "It met on Monday, Aug. 26.": ["Monday, Aug. 26 = date:2016-08-26?"],
    "On December 12 it rained.": ["December 12 = date:2015-12-12?"],
    "They will meet on December 12.": ["December 12 = date:2016-12-12?"],
    "From September 5-6 they met.": ["September 5-6 = date:2016-09-05/2016-09-06?"],
    "From 5 to 6 August 2016.": ["5 to 6 August 2016 = date:2016-08-05/2016-08-06"],
    "In March 2011 it began.": ["March 2011 = date:2011-03"],
    "He said so in May.": ["May = date:2016-05?"],
    "They may meet. May they?": [],
    "In May and June they met.": ["May = date:2016-05?", "June = date:2016-06?"],
    "A February attempt failed.": ["February = date:2016-02?"],
    "It ended in late August.": ["late August = date:2016-08-21/2016-08-31?"],
    "It began in mid-July.": ["mid-July = date:2016-07-11/2016-07-20?"],
    "In March 2011 it began. In May it spread.": [
        "March 2011 = date:2011-03",
        "May = date:2016-05 | date:2011-05?",
    ],
    "They march on. The march was long.": [],
    "Kerry said on Friday that it rained.": ["Friday = date:2016-08-26"],
    "He told reporters Friday that it rained.": ["Friday = date:2016-08-26"],
    "It rained on Friday, and nobody came.": ["Friday = date:2016-08-26?"],
    "It was announced on Saturday.": ["Saturday = date:2016-08-27"],
    "The truce takes effect on Monday.": ["Monday = date:2016-08-29 | date:2016-08-22?"],
    "They will meet on Monday.": ["Monday = date:2016-08-29 | date:2016-08-22?"],
    "They agreed to begin a truce on Monday.": ["Monday = date:2016-08-29 | date:2016-08-22?"],
    "They will meet again, he said on Monday.": ["Monday = date:2016-08-22"],
    "He came last Friday and goes next Friday.": [
        "last Friday = date:2016-08-26?",
        "next Friday = date:2016-09-02?",
    ],
    "The Sunday Times of Fridays on Black Friday.": [],
    "Yesterday it rained.": ["Yesterday = date:2016-08-26?"],
    "“Today we can say,” he began.": ["Today = date:2016-08-27??"],
    "Last week Russia agreed.": ["Last week = date:2016-08-15/2016-08-21?"],
    "They met earlier this week.": ["earlier this week = date:2016-08-22/2016-08-26?"],
    "One convoy came this month.": ["this month = date:2016-08?"],
    "They met last month.": ["last month = date:2016-07?"],
    "It was calm earlier this year.": ["earlier this year = date:2016-01/2016-08 | date:2016?"],
    "He left last year.": ["last year = date:2015?"],
    "Since 2011 there is war.": ["2011 = date:2011"],
    "A 2015 cease-fire failed.": ["2015 = date:2015"],
    "From 2011 to 2015 he ruled.": ["2011 to 2015 = date:2011/2015"],
    "In the 1990s he ruled.": ["the 1990s = date:199X"],
    "In the summer of 2015 it began.": ["summer of 2015 = date:2015-22"],
    "It began five years ago.": ["five years ago = date:2011~?"],
    "Of 2000 soldiers, 1,900 left at 20:15 for $2015.": [],
    "Over the weekend it rained.": ["Over the weekend = date:2016-08-27/2016-08-28?"],
}


@pytest.mark.parametrize("text", WORDS)
def test_dates_in(text: str) -> None:
    assert told(text, "date") == WORDS[text]


def test_an_uncertain_day_of_publication_makes_all_that_is_reckoned_from_it_less_sure() -> None:
    text = "Kerry said on Friday that Aug. 1, March 2011 and May 3, 2015 had passed."
    assert told(text, "date", published="2016-08-27~") == [
        "Friday = date:2016-08-26?",
        "Aug. 1 = date:2016-08-01?",
        "March 2011 = date:2011-03",
        "May 3, 2015 = date:2015-05-03",
    ]


def test_a_month_of_publication_tells_the_year_and_no_weekday() -> None:
    text = "He said on Friday, last week, that it began in May and on Aug. 1, 2015."
    assert told(text, "date", published="2016-08") == [
        "May = date:2016-05?",
        "Aug. 1, 2015 = date:2015-08-01",
    ]
    assert told(text, "date", published="2016-08/2016-09") == []


def test_in_other_languages_no_dates_are_reckoned() -> None:
    assert told("Am Friday, May 3, 2015.", "date", language="de") == []


def test_headings_annotations_and_code_are_left_alone() -> None:
    text = "## In May 2015\n\nOn [Friday](date:2016-08-26) and `May 3, 2015`."
    assert told(text, "date") == []


def test_a_day_that_does_not_exist_is_none() -> None:
    assert told("On February 30, 2016 and on 31 June.", "date") == []


def test_each_date_says_how_it_was_reckoned() -> None:
    (one,) = reading("He said on Friday that it rained.").suggestions
    assert one.why == "the latest Friday, by the verb beside it"
