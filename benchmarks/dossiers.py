"""A seed and a size in, a folder of realistic sources out.

Article lengths vary around 25 paragraphs of two to four sentences; names follow Zipf's law, as
names in the news do: few are everywhere, most are rare. Every kind of annotation occurs. The same
seed and size give the same bytes.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

ANNOTATIONS = 40
"""Annotations of an article, about."""

WORDS = """
    the a of to in and for on with from by at after before over under between talks truce
    report village river bridge harbour minister council vote plan grain convoy winter road
    border market school hospital letter promise question answer region district morning night
    week month year crisis signal supply water power line office paper witness neighbour said
    asked moved opened closed found left reached called agreed refused hoped feared waited
""".split()

SYLLABLES = """
    ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu
""".split()

FIRST = date(2016, 1, 1)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a dossier is."""

    articles: int

    @property
    def people(self) -> int:
        """The registry grows with the articles, more slowly than they do."""
        return max(20, self.articles // 2)

    @property
    def places(self) -> int:
        return max(10, self.articles // 5)

    @property
    def organizations(self) -> int:
        return max(10, self.articles // 5)

    @property
    def events(self) -> int:
        return max(10, self.articles // 10)

    @property
    def figures(self) -> int:
        return max(3, self.articles // 50)


class Zipf:
    """Draws a number below a bound, small ones far more often."""

    def __init__(self, bound: int) -> None:
        self.weights = list(accumulate(1 / rank for rank in range(1, bound + 1)))

    def draw(self, chance: random.Random) -> int:
        """Give a number from 0."""
        return bisect(self.weights, chance.random() * self.weights[-1])


def write_dossier(folder: Path, size: Size, seed: int = 1) -> None:
    """Write the sources of a dossier.

    Args:
        folder: The sources folder; made if need be.
        size: How large it is to be.
        seed: What chance starts from.
    """
    chance = random.Random(seed)
    for path, text in _files(chance, size):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _files(chance: random.Random, size: Size) -> Iterator[tuple[str, str]]:
    for number in range(size.people):
        name = f"Person {_name(number)}"
        yield f"people/person-{number}.md", _entry(f"name: {name}\naliases: [P. {_name(number)}]")
    for number in range(size.places):
        lines = f"name: Place {_name(number)}\nkind: town\n"
        at = f"coordinates: [{chance.uniform(-60, 70):.2f}, {chance.uniform(-170, 170):.2f}]"
        yield f"places/place-{number}.md", _entry(lines + at)
    for number in range(size.organizations):
        kind = "media" if number % 5 == 0 else "other"
        yield f"organizations/org-{number}.md", _entry(f"name: Org {_name(number)}\nkind: {kind}")
    for number in range(size.events):
        day = FIRST + timedelta(days=chance.randrange(3000))
        lines = f"name: Event {_name(number)}\ndate: {day}\nplace: [place-{number % size.places}]"
        yield f"events/event-{number}.md", _entry(lines)
    for number in range(size.figures):
        yield f"figures/figure-{number}.md", _entry(f"name: Figure {_name(number)}\nunit: people")
    yield "pages/home.md", "---\ntitle: A measured dossier\n---\n\nMade by chance.\n"
    article = _Articles(chance, size)
    for number in range(size.articles):
        yield f"articles/article-{number}.md", article.text(number)


def _name(number: int) -> str:
    """Write a number in syllables, so that names read like names."""
    written = ""
    rest = number
    while True:
        rest, digit = divmod(rest, len(SYLLABLES))
        written += SYLLABLES[digit]
        if not rest:
            return written.capitalize()


def _entry(lines: str) -> str:
    return f"---\n{lines}\n---\n\nAn entry of the registry, made by chance.\n"


class _Articles:
    def __init__(self, chance: random.Random, size: Size) -> None:
        self.chance = chance
        self.people = Zipf(size.people)
        self.places = Zipf(size.places)
        self.organizations = Zipf(size.organizations)
        self.events = Zipf(size.events)
        self.figures = Zipf(size.figures)
        self.media = range(0, size.organizations, 5)

    def text(self, number: int) -> str:
        chance = self.chance
        day = FIRST + timedelta(days=number % 3000)
        paragraphs = max(2, round(chance.lognormvariate(3.1, 0.5)))
        per_paragraph = ANNOTATIONS / paragraphs
        body = "\n\n".join(self._paragraph(per_paragraph, day) for _ in range(paragraphs))
        head = (
            f"title: Report {number} of a long story\npublisher: org-{chance.choice(self.media)}\n"
            f"published: {day}\nurl: https://news.example/{number}"
        )
        return f"---\n{head}\n---\n\n{body}\n"

    def _paragraph(self, annotations: float, day: date) -> str:
        chance = self.chance
        sentences = [self._sentence() for _ in range(chance.randint(2, 4))]
        whole, part = divmod(annotations, 1)
        for _ in range(int(whole) + (chance.random() < part)):
            place = chance.randrange(len(sentences))
            sentences[place].insert(chance.randrange(1, len(sentences[place])), self._mention(day))
        return " ".join(" ".join(words).capitalize() + "." for words in sentences)

    def _sentence(self) -> list[str]:
        return self.chance.choices(WORDS, k=self.chance.randint(8, 22))

    def _mention(self, day: date) -> str:
        kinds = (self._person, self._org, self._place, self._event, self._quote, self._figure)
        (kind,) = self.chance.choices((*kinds, None), (40, 20, 20, 8, 5, 3, 4))
        return kind(day) if kind else f"[that day](date:{day})"

    def _person(self, day: date) -> str:
        number = self.people.draw(self.chance)
        return f"[Person {_name(number)}](person:person-{number})"

    def _org(self, day: date) -> str:
        number = self.organizations.draw(self.chance)
        return f"[Org {_name(number)}](org:org-{number})"

    def _place(self, day: date) -> str:
        number = self.places.draw(self.chance)
        return f"[Place {_name(number)}](place:place-{number})"

    def _event(self, day: date) -> str:
        number = self.events.draw(self.chance)
        return f"[event {_name(number)}](event:event-{number})"

    def _quote(self, day: date) -> str:
        number = self.people.draw(self.chance)
        words = " ".join(self._sentence()[:6])
        return f'["{words}"](quote:person-{number}?date={day})'

    def _figure(self, day: date) -> str:
        count = self.chance.randint(10, 9999)
        number = self.figures.draw(self.chance)
        return f"[more than {count}](figure:figure-{number}?value={count}&qualifier=more-than)"
