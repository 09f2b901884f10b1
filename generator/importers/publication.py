"""Everything that says when an article was published in, proposals for its date out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.dates import DateError, Edtf
from generator.importers.cleaning import Clues
from generator.importers.proposals import Confidence, Proposal
from generator.importers.raw import Block, Found
from generator.importers.sign_offs import Dateline
from generator.importers.written_dates import Day, day_and_month, full_date


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks of an article's date."""

    found: Found
    clues: Clues
    dateline: Dateline | None
    blocks: Sequence[Block]
    url: str
    file_name: str
    language: str


def dates_of(evidence: Evidence) -> Iterator[Proposal]:
    """Propose the date of publication, by all that speaks of it."""
    yield from _stated(evidence.found)
    yield from _in_lines(evidence)
    in_address = day_in_address(evidence.url)
    if in_address:
        day = len(in_address) == len("2016-08-26")
        what = "its day" if day else "its month, and no day"
        yield Proposal(in_address, Confidence.LIKELY, f"the address holds {what}")
    name = full_date(evidence.file_name.replace("_", "-"))
    if name:
        yield Proposal(name.iso, Confidence.LIKELY, "the file's name holds it")
    if evidence.dateline:
        yield from _in_dateline(evidence, in_address[:4] or (name.iso[:4] if name else ""))
    yield from _in_text(evidence)


def day_in_address(url: str) -> str:
    """Give the day that an address holds, or its month where it holds no more.

    Some number their articles by the minute: `/2016/09/title-160910031517683.html`.
    """
    path = urlsplit(url).path if url else ""
    found = re.search(r"/((?:19|20)[0-9]{2})[/-]?([01][0-9])(?:[/-]?([0-3][0-9]))?(?![0-9])", path)
    if found is None:
        found = re.search(r"[/_-]((?:19|20)[0-9]{2})-?([01][0-9])-?([0-3][0-9])(?![0-9])", path)
    if found is None:
        return ""
    year, month, day = found[1], found[2], found[3]
    numbered = re.search(rf"(?<![0-9]){year[2:]}{month}([0-3][0-9])[0-9]{{6,}}", path)
    if day is None and numbered:
        day = numbered[1]
    return _existing(f"{year}-{month}-{day}" if day else f"{year}-{month}")


def _stated(found: Found) -> Iterator[Proposal]:
    stated = _existing(found.date) or _existing(found.date[:10])
    if stated and found.date_source:
        yield Proposal(stated, Confidence.CERTAIN, f"{found.date_source} says so")
    elif stated:
        yield Proposal(stated, Confidence.LIKELY, "it stands on the page")


def _in_lines(evidence: Evidence) -> Iterator[Proposal]:
    for moment in evidence.clues.timestamps:
        if moment.says_updated and not moment.says_published:
            yield Proposal(moment.day.iso, Confidence.GUESS, "a line says that it was updated then")
        else:
            sure = Confidence.CERTAIN if moment.says_published else Confidence.LIKELY
            yield Proposal(moment.day.iso, sure, "a line of its own says so")
    for line in evidence.clues.bylines:
        day = full_date(line.rest, evidence.language)
        if day:
            yield Proposal(day.iso, Confidence.LIKELY, "it stands beside the authors")


def _in_dateline(evidence: Evidence, year: str) -> Iterator[Proposal]:
    """Propose the day of the dateline, which is that of the report; it may appear a day later."""
    line = evidence.dateline
    day = day_and_month(line.date, evidence.language) if line else None
    if line is None or day is None:
        return
    where = f"the text begins '{line.text}'"
    if day.year:
        yield Proposal(day.iso, Confidence.LIKELY, where)
    elif year:
        yield Proposal(
            Day(day.month, day.day, int(year)).iso,
            Confidence.LIKELY,
            f"{where}, in the year of the address or the file's name",
        )
    elif mentioned := _latest_year(evidence):
        yield Proposal(
            Day(day.month, day.day, mentioned).iso,
            Confidence.GUESS,
            f"{where}, and {mentioned} is the latest year that it names",
        )


def _in_text(evidence: Evidence) -> Iterator[Proposal]:
    texts = [*(block.text for block in evidence.blocks), *evidence.clues.left_out]
    days = [day for text in texts if (day := full_date(text, evidence.language))]
    if days:
        latest = max(day.iso for day in days)
        yield Proposal(latest, Confidence.GUESS, "no day that the text names is later")


def _latest_year(evidence: Evidence) -> int:
    texts = " ".join([*(block.text for block in evidence.blocks), *evidence.clues.left_out])
    return max(
        map(int, re.findall(r"(?<![0-9$€£.,])((?:19|20)[0-9]{2})(?![0-9,%])", texts)), default=0
    )


def _existing(text: str) -> str:
    """Give a date as it is, if there is such a date."""
    try:
        return Edtf.parse(text).text if text else ""
    except DateError:
        return ""
