"""A file that was read in, the article that it becomes out, with what is proposed for its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.editing.opened import OpenSources
from generator.editing.registry import propose_id
from generator.editing.yaml_text import Value
from generator.importers.cleaning import Cleaned, Known, clean
from generator.importers.escaping import escaped
from generator.importers.languages import language_of
from generator.importers.outlets import Outlets, host_of, is_generic
from generator.importers.photographs import AGENCIES
from generator.importers.proposals import Confidence, Proposal, best
from generator.importers.publication import Evidence, dates_of
from generator.importers.raw import Block, Raw, Remark, Remarks, Role
from generator.importers.sign_offs import Dateline, dateline
from generator.model import ArticleFields, Kind

KEYS = ("title", "publisher", "published", "url", "language", "agencies")
"""The keys for which something can be proposed, in the order in which they are asked for."""


_WIRES = frozenset(name.casefold() for name in AGENCIES)


@dataclass(frozen=True, slots=True)
class Article:
    """An article before an editor has seen it."""

    name: str
    """The name of the file that it comes from."""
    blocks: tuple[Block, ...]
    proposals: Mapping[str, Proposal]
    """By key; of `agencies`, ids with commas between them."""
    authors: tuple[str, ...]
    outlet: str
    """What the outlet calls itself, where the registry does not know it; else empty."""
    unknown_agencies: tuple[str, ...]
    """Names of credited agencies that the registry does not know."""
    remarks: tuple[Remark, ...]


def propose(
    raw: Raw, sources: OpenSources, given: Mapping[str, str], *, keep_captions: bool = False
) -> Article:
    """Take the article out of a file, and propose its front matter.

    Args:
        raw: The file.
        sources: The registry, and the articles that are there already.
        given: What an editor has said, by key.
        keep_captions: Whether what photographs show is part of the article.
    """
    outlets = Outlets(sources)
    text = " ".join(block.text for block in raw.blocks)
    stated = Proposal(raw.found.language, Confidence.CERTAIN, "the file says so")
    language = stated if raw.found.language else language_of(text)
    tag = given.get("language") or (language.value if language else "en")
    remarks = Remarks(list(raw.remarks))
    known = Known(given.get("title") or raw.found.title, tag, keep_captions)
    cleaned = clean(raw.blocks, known, outlets, remarks)
    return _Proposing(raw, cleaned, outlets, given, tag).article(language, remarks)


def article_id(sources: OpenSources, publisher: str, published: str) -> str:
    """Propose an id in the manner of the house: outlet and date."""
    day = published.partition("/")[0].rstrip("~?%")
    return propose_id(sources, Kind.ARTICLE, f"{publisher} {day}")


def same_article(sources: OpenSources, url: str) -> str:
    """Give the path of the article that has an address already; nothing where none has it."""
    for document in sources.documents.values():
        if isinstance(document.fields, ArticleFields) and url and document.fields.url == url:
            return document.path
    return ""


def body(blocks: Iterable[Block]) -> str:
    """Write blocks as Markdown."""
    pieces: list[str] = []
    before: Block | None = None
    for block in blocks:
        both_items = before is not None and before.role is block.role is Role.ITEM
        pieces += ("\n" if both_items else "\n\n" if before else "", _written(block))
        before = block
    return "".join(pieces)


def front_matter(
    answers: Mapping[str, str], authors: Sequence[str], rights: str
) -> dict[str, Value]:
    """Give the front matter of an article, in the order of the model."""
    values: dict[str, Value] = {
        key: answers[key]
        for key in ("title", "publisher", "published", "url", "language")
        if answers.get(key)
    }
    if authors:
        values["authors"] = tuple(authors)
    if agencies := ids_in(answers.get("agencies", "")):
        values["agencies"] = agencies
    return {**values, "rights": rights}


def ids_in(answer: str) -> tuple[str, ...]:
    """Give the ids of a list such as `ap, reuters`."""
    return tuple(one for one in re.split(r"[\s,]+", answer) if one)


def _written(block: Block) -> str:
    if block.markdown:
        return block.markdown
    text = escaped(block.text)
    match block.role:
        case Role.HEADING:
            # Number signs at its end would close the heading.
            return "## " + re.sub(r"(?<=\s)#+$", lambda found: f"\\{found[0]}", text)
        case Role.ITEM:
            return f"- {text}"
        case Role.QUOTE:
            return f"> {text}"
        case _:
            return text


class _Proposing:
    """Weighs what a file says of its article."""

    def __init__(
        self, raw: Raw, cleaned: Cleaned, outlets: Outlets, given: Mapping[str, str], language: str
    ) -> None:
        self.raw = raw
        self.found = raw.found
        self.cleaned = cleaned
        self.clues = cleaned.clues
        self.outlets = outlets
        self.given = given
        self.language = language
        self.dateline = self._dateline()

    def article(self, language: Proposal | None, remarks: Remarks) -> Article:
        """Give the article."""
        url = best(self._urls())
        address = self.given.get("url") or (url.value if url else "")
        publisher = best(self._publishers(address))
        evidence = Evidence(
            self.found,
            self.clues,
            self.dateline,
            self.cleaned.blocks,
            address,
            self.raw.name,
            self.language,
        )
        publisher_id = self.given.get("publisher") or (publisher.value if publisher else "")
        agencies, unknown = self._agencies(publisher_id, remarks)
        proposals = {
            "title": best(self._titles()),
            "publisher": publisher,
            "published": best(dates_of(evidence)),
            "url": url,
            "language": language,
            "agencies": agencies,
        }
        return Article(
            self.raw.name,
            self.cleaned.blocks,
            {key: one for key, one in proposals.items() if one},
            self._authors(),
            "" if publisher else self.found.outlet or host_of(address),
            unknown,
            remarks.in_order(),
        )

    def _dateline(self) -> Dateline | None:
        lines = (dateline(block.text) for block in self.cleaned.blocks[:3])
        return next((line for line in lines if line), None)

    def _titles(self) -> Iterator[Proposal]:
        if self.found.title:
            yield Proposal(self.found.title, Confidence.CERTAIN, "the file says so")
        elif self.cleaned.title:
            yield Proposal(self.cleaned.title, Confidence.LIKELY, "the first line of the text")

    def _urls(self) -> Iterator[Proposal]:
        if self.found.url:
            yield Proposal(self.found.url, Confidence.CERTAIN, "the file says so")
        for address in self.clues.addresses[:1]:
            yield Proposal(address, Confidence.LIKELY, "it stands alone on a line")

    def _publishers(self, url: str) -> Iterator[Proposal]:
        yield from self.outlets.at(url)
        if self.found.outlet:
            if id_ := self.outlets.named(self.found.outlet):
                yield Proposal(id_, Confidence.CERTAIN, f"the file names '{self.found.outlet}'")
            # It says who published it: nobody else did.
            return
        for line in self.clues.sign_offs:
            # Whoever gives "Al Jazeera, News Agencies" as its source is Al Jazeera.
            id_ = self.outlets.named(line.names[0]) if line.names_itself else ""
            if id_ and any(is_generic(name) for name in line.names):
                reason = f"the last line names '{line.names[0]}' first"
                yield Proposal(id_, Confidence.LIKELY, reason)
        for id_ in self.clues.outlets:
            yield Proposal(id_, Confidence.LIKELY, "its name stands alone on a line")
        if self.dateline and (id_ := self.outlets.named(self.dateline.agency)):
            yield Proposal(id_, Confidence.GUESS, f"the text begins '{self.dateline.text}'")
        yield from self._named_in_file_name()
        yield from self.outlets.spoken_of(self.clues.left_out)

    def _named_in_file_name(self) -> Iterator[Proposal]:
        words = re.findall(r"[^\W_]+", self.raw.name.rpartition(".")[0])
        for length in range(len(words), 0, -1):
            if id_ := self.outlets.medium("".join(words[:length])):
                yield Proposal(id_, Confidence.GUESS, "the file's name begins with its name")
                return

    def _credited(self) -> list[str]:
        return [name for line in self.clues.sign_offs for name in line.names]

    def _agencies(
        self, publisher: str, remarks: Remarks
    ) -> tuple[Proposal | None, tuple[str, ...]]:
        names = [*self.found.agencies, *self._credited()]
        names += [self.dateline.agency] if self.dateline and self.dateline.agency else []
        names += [
            name for line in self.clues.bylines for name in line.names[1:] if self._is_outlet(name)
        ]
        ids: dict[str, str] = {}
        unknown: dict[str, None] = {}
        for name in names:
            id_ = self.outlets.named(name)
            if id_ and id_ != publisher:
                ids.setdefault(id_, name)
            elif not id_ and is_generic(name):
                remarks.say(0, f"'{name}' names no agency, so none is written down")
            elif not id_:
                unknown[name] = None
        if not ids:
            return None, tuple(unknown)
        reason = f"the text credits {', '.join(ids.values())}"
        return Proposal(", ".join(ids), Confidence.CERTAIN, reason), tuple(unknown)

    def _authors(self) -> tuple[str, ...]:
        names = self.found.authors or tuple(
            name for line in self.clues.bylines for name in line.names
        )
        return tuple(name for name in dict.fromkeys(names) if not self._is_outlet(name))

    def _is_outlet(self, name: str) -> bool:
        return name.casefold() in _WIRES or bool(self.outlets.named(name))
