"""An article and the registry in, the names in it that nobody has annotated out.

Of the forms that occur in a text, those are kept that are whole words, are written as names are,
and are not part of a longer one. What such a name means depends on what stands around it and on
what the article has said before: a surname means whom the article has named in full, `Vanessa
Kerry` is not John Kerry, and `in Moscow` is a city where `Moscow said` is a government. What
remains open is said, with all candidates.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.model import Kind, Naming, Quoting, Ref
from generator.source import Span
from generator.suggest.folding import fold, fold_with_places
from generator.suggest.registry import Form, Match, Origin, Registry
from generator.suggest.suggestions import LIKELY_FROM, Suggestion
from generator.suggest.surroundings import (
    Surroundings,
    is_in_address,
    is_unspaced,
    is_whole_words,
    possessive_end,
    word_after,
    word_before,
)
from generator.suggest.usage import Usage
from generator.suggest.visible import Prose
from generator.suggest.vocabulary import (
    GOING,
    GOVERNING,
    HOMONYMS,
    HONORIFICS,
    MONTHS,
    ORGANIZING,
    PLACELIKE,
    PLACING,
    SPEAKING,
    TITLES,
)

SHORT = 5
"""The longest abbreviation, in letters, that counts only as it is written: `US` is not `us`."""

_HEADLINE = 150
"""The longest headline, in characters."""

IN_LINK = "a link holds no link: write this quotation as [the words]{quote=...} first"
"""Why a name in a quotation that is written as a link cannot be annotated."""

_DETERMINERS = frozenset(
    ["a", "an", "her", "his", "its", "my", "our", "that", "the", "their", "these", "this", "those"]
)
"""Words that seldom stand behind a name, and often behind a verb: `Reading the letter`."""

_BEFORE_MONTHS = frozenset(
    {"after", "before", "by", "during", "early", "from", "in", "last", "late", "next", "of"}
    | {"since", "this", "until"}
)

_CLAUSES = frozenset(["after", "because", "before", "if", "that", "unless", "until", "when"])
"""Words that begin a clause, whose first name is its subject."""

_PLAIN = frozenset(["a", "al", "an", "and", "de", "el", "for", "in", "la", "of", "the", "to"])
"""Words of names that may have a capital or none."""

_GENERIC = ORGANIZING | frozenset(["air", "armed", "coalition", "naval", "national", "security"])
"""Words that some outlets write small within a name: `Russian air force`."""

_ARTICLE_BEFORE = re.compile(r"\b(?:al|el|ad|an|ar|as|ash|at|az)[-‐‑’']$", re.IGNORECASE)
_ARTICLE = 5
"""The longest Arabic article before a name, in characters, with a letter before it."""
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_HYPHENS = "-‐‑–"


@dataclass(slots=True)
class Memory:
    """What an article has named so far."""

    seen: dict[Ref, int] = field(default_factory=dict)
    """Whom and what it has named, each with a number that grows."""
    count: int = 0

    def note(self, refs: Collection[Ref]) -> None:
        """Take down that something was named."""
        for ref in refs:
            self.count += 1
            self.seen[ref] = self.count


@dataclass(frozen=True, slots=True)
class Verdict:
    """What words name, how sure that is, and why."""

    refs: tuple[Ref, ...]
    confidence: float
    why: str
    start: int
    """Where the words begin: a `Mr.` before them belongs to them."""


def find_names(
    proses: Sequence[Prose], registry: Registry, usage: Usage, common: Collection[str]
) -> Iterator[Suggestion]:
    """Find the names in an article that nobody has annotated.

    Args:
        proses: The article's passages.
        registry: The forms of all entries.
        usage: What other articles mean by the same words.
        common: Words that the dossier's articles write with a small letter too.

    Returns:
        A suggestion for each name, in the order of the text.
    """
    memory = Memory()
    for prose in proses:
        yield from _Passage(prose, registry, usage, common, memory).read()


class _Passage:
    """Judges the names of one passage, from its beginning to its end."""

    def __init__(
        self,
        prose: Prose,
        registry: Registry,
        usage: Usage,
        common: Collection[str],
        memory: Memory,
    ) -> None:
        self.prose = prose
        self.text = prose.text
        self.registry = registry
        self.usage = usage
        self.memory = memory
        starts = [sentence.start for sentence in prose.passage.sentences]
        self.around = Surroundings(prose.text, starts, common)
        self.title_case = _is_title_case(prose)
        self.matches = self._chosen()
        self.begins = {match.extent.start for match in self.matches}
        self.ends = {match.extent.end for match in self.matches}
        self.annotated = [
            (mark.start, annotation.meaning) for mark, annotation in prose.passage.annotations()
        ]

    def read(self) -> Iterator[Suggestion]:
        """Give a suggestion for each name."""
        for match in self.matches:
            self._note_annotated(match.extent.start)
            verdict = self._verdict(match)
            if verdict is None:
                continue
            obstacle = ""
            extent = self._placed(Span(verdict.start, self._end(match.extent.end)), match.extent)
            if extent is None:
                if not self.prose.is_in_quotation_link(match.extent):
                    continue
                extent, obstacle = match.extent, IN_LINK
            elif len(verdict.refs) == 1 and verdict.confidence >= LIKELY_FROM:
                self.memory.note(verdict.refs)
            yield Suggestion(
                self.prose.number,
                extent,
                self.text[extent.start : extent.end],
                tuple(Naming(ref.kind, (ref.id,)) for ref in verdict.refs),
                round(verdict.confidence, 2),
                verdict.why,
                obstacle=obstacle,
            )
        self._note_annotated(len(self.text))

    def _placed(self, *extents: Span) -> Span | None:
        """Give the first of some extents that brackets can be put around."""
        for extent in extents:
            if self.prose.is_free(extent) and self.prose.place(extent) is not None:
                return extent
        return None

    def _note_annotated(self, offset: int) -> None:
        """Take down what is annotated before an offset."""
        while self.annotated and self.annotated[0][0] < offset:
            _, meaning = self.annotated.pop(0)
            if isinstance(meaning, Naming):
                self.memory.note([Ref(meaning.kind, id_) for id_ in meaning.ids])
            elif isinstance(meaning, Quoting):
                kind = Kind.PERSON
                self.memory.note([Ref(kind, meaning.speaker)])

    def _end(self, end: int) -> int:
        return possessive_end(self.text, end)

    # --- Which words

    def _chosen(self) -> list[Match]:
        """Give the matches that are names, without those within a longer one."""
        fitting = [
            match
            for match in map(self._fitting, self.registry.matches(fold_with_places(self.text)))
            if match
        ]
        fitting.sort(key=lambda match: (match.extent.start, -match.extent.end))
        chosen: list[Match] = []
        position = 0
        for match in fitting:
            if match.extent.start >= position:
                chosen.append(match)
                position = match.extent.end
        return chosen

    def _fitting(self, match: Match) -> Match | None:
        """Give a match with those forms alone that can be written so there."""
        extent = match.extent
        if not is_whole_words(self.text, extent) or is_in_address(self.text, extent):
            return None
        words = self.text[extent.start : extent.end]
        lowercase = any(form.text.islower() for form in match.forms)
        first = lowercase and self.around.begins_sentence(extent.start)
        forms = tuple(
            form
            for form in match.forms
            if is_written_as(form.text, words, begins_sentence=first) and self._counts(form, extent)
        )
        return Match(extent, forms) if forms else None

    def _counts(self, form: Form, extent: Span) -> bool:
        """Tell whether a first name stands behind `Mr.` or a title, where alone it counts."""
        if form.origin is not Origin.FIRST_NAME:
            return True
        if not self.text[extent.start - 1 : extent.start].isspace():
            return False
        word, start = word_before(self.text, extent.start)
        bare = word.rstrip(".").lower()
        if bare in HONORIFICS:
            return True
        # `President Islam Karimov`: a name goes on where another capital follows.
        after, _ = word_after(self.text, extent.end)
        return bare in TITLES and start > 0 and word[:1].isupper() and not after[:1].isupper()

    # --- What they name

    def _verdict(self, match: Match) -> Verdict | None:
        forms = match.forms
        people = [form for form in forms if form.ref.kind is Kind.PERSON]
        if people and len(people) == len(forms):
            return self._person(match)
        written = tuple(form for form in forms if not form.is_derived)
        if people and (self._is_addressed(match) or not written):
            return self._person(Match(match.extent, tuple(people)))
        if all(form.origin is Origin.USAGE for form in forms):
            return Verdict(
                tuple(form.ref for form in forms), 0.55, Origin.USAGE.value, match.extent.start
            )
        return self._thing(Match(match.extent, written or forms))

    def _is_addressed(self, match: Match) -> bool:
        """Tell whether `Mr.` or a title stands before a name."""
        bare = word_before(self.text, match.extent.start)[0].rstrip(".").lower()
        return bare in HONORIFICS or bare in TITLES

    def _person(self, match: Match) -> Verdict | None:
        extent, forms = match.extent, match.forms
        start, reasons = extent.start, [_because(forms, self.registry)]
        before, before_start = word_before(self.text, start)
        bare = before.rstrip(".").lower()
        words = self.text[start : extent.end]
        refs = self._of_whom_is_spoken(forms)
        known = len(refs) == 1 and refs[0] in self.memory.seen
        confidence = self._confidence_in_person(match, known=known)
        if bare in HONORIFICS:
            start = before_start
            confidence = max(confidence, 0.93)
        elif bare in TITLES:
            confidence = max(confidence, 0.9)
        elif " " not in words and self._is_somebody_else(before, before_start):
            return Verdict(refs, 0.45, f"it may be somebody else: {before} {words}", start)
        elif self._is_plain_word(match):
            return Verdict(refs, 0.4, f"{reasons[0]}, but also a common word", start)
        doubt = self._longer_name(match)
        if doubt:
            return Verdict(refs, 0.5, doubt, start)
        article = _ARTICLE_BEFORE.search(self.text[max(0, start - _ARTICLE) : start])
        if article:
            start -= len(article[0])
        if len(refs) > 1:
            names = " or ".join(str(ref) for ref in refs)
            return Verdict(refs, 0.72, f"{reasons[0]}: {names}", start)
        if known and any(form.is_derived for form in forms):
            reasons.append("named before in this article")
        return Verdict(refs, confidence, ", ".join(reasons), start)

    def _confidence_in_person(self, match: Match, *, known: bool) -> float:
        form = match.forms[0]
        words = self.text[match.extent.start : match.extent.end]
        if words.isupper() and not form.text.isupper():
            return 0.9
        if not form.is_derived:
            return 0.98 if " " in form.text or known or len(match.forms) == 1 else 0.95
        if known:
            return 0.97
        return 0.8 if form.origin is Origin.SURNAME else 0.75

    def _of_whom_is_spoken(self, forms: tuple[Form, ...]) -> tuple[Ref, ...]:
        """Give those whom a form can mean: the one whom the article has named, or all."""
        refs = tuple(dict.fromkeys(form.ref for form in forms))
        seen = [ref for ref in refs if ref in self.memory.seen]
        if len(seen) == 1 and any(form.is_derived for form in forms if form.ref not in seen):
            return tuple(seen)
        if len(seen) == 1 and " " not in forms[0].text:
            return tuple(seen)
        written = tuple(form.ref for form in forms if not form.is_derived)
        if not seen and written:
            return tuple(dict.fromkeys(written))
        return tuple(sorted(refs, key=lambda ref: -self.memory.seen.get(ref, 0)))

    def _is_somebody_else(self, before: str, start: int) -> bool:
        """Tell whether the word before a surname is a first name that is not the person's."""
        if not before or start in self.begins or start + len(before) in self.ends:
            return False
        if self._is_in_name(start):
            return False
        if re.fullmatch(r"(?:[A-Z]\.)+", before):
            return True
        if before.endswith((".", *_POSSESSIVES)):
            return False
        return self.around.may_name(before, start)

    def _is_in_name(self, offset: int) -> bool:
        """Tell whether a character belongs to a known name."""
        index = bisect_right(self.matches, offset, key=lambda match: match.extent.start) - 1
        return index >= 0 and offset < self.matches[index].extent.end

    def _is_plain_word(self, match: Match) -> bool:
        """Tell whether a name of one word is a common word too, and may be nothing else here."""
        extent = match.extent
        words = self.text[extent.start : extent.end]
        bare = words.lower()
        if " " in words or "-" in words or words.isupper():
            return False
        if bare in MONTHS and self._is_month(extent):
            return True
        after = word_after(self.text, extent.end)[0].lower()
        if self.around.begins_sentence(extent.start):
            gerund = bare.endswith("ing") and after in _DETERMINERS
            common = gerund or bare in HOMONYMS or self.around.is_common(bare)
            return common and after not in SPEAKING
        derived = all(form.is_derived for form in match.forms)
        unseen = all(form.ref not in self.memory.seen for form in match.forms)
        return derived and unseen and (bare in HOMONYMS or self.around.is_common(bare))

    def _is_month(self, extent: Span) -> bool:
        before = word_before(self.text, extent.start)[0].lower()
        after = self.text[extent.end : extent.end + 2].strip()
        return before in _BEFORE_MONTHS or after[:1].isdigit()

    def _thing(self, match: Match) -> Verdict | None:
        """Judge what names a place, an organization or an event."""
        extent, forms = match.extent, match.forms
        words = self.text[extent.start : extent.end]
        why = _because(forms, self.registry)
        doubt = self._longer_name(match)
        refs = tuple(dict.fromkeys(form.ref for form in forms))
        if doubt:
            return Verdict(refs, 0.5, doubt, extent.start)
        if self._is_plain_word(match):
            return Verdict(refs, 0.5, f"{why}, but also a common word", extent.start)
        confidence = self._confidence_in_thing(match)
        meant = self._meant(match, refs)
        if meant:
            return Verdict(
                meant.refs, min(confidence, meant.confidence), f"{why}; {meant.why}", extent.start
            )
        if len(refs) > 1:
            names = " or ".join(str(ref) for ref in refs)
            return Verdict(refs, 0.72, f"{why}: {names}", extent.start)
        if words.islower() and not fold(forms[0].text).isupper() and words.isalpha() is False:
            why = f"{why}, in small letters"
        return Verdict(refs, confidence, why, extent.start)

    def _confidence_in_thing(self, match: Match) -> float:
        form, extent = match.forms[0], match.extent
        words = self.text[extent.start : extent.end]
        if words.islower() and form.text.islower() and not _is_coined(words):
            # `government troops`: whose, the words do not say.
            before, start = word_before(self.text, extent.start)
            foreign = start not in self.begins and self.around.may_name(before, start)
            return 0.5 if foreign else 0.85
        if is_unspaced(words[0]) and self._touches_letters(extent):
            return 0.8
        if words.isupper() and not form.text.isupper() and len(words) > SHORT:
            return 0.97 if self._is_dateline(extent) else 0.9
        if self._is_hyphenated(extent):
            return 0.95
        if _lowered(form.text, words):
            return 0.96
        return 0.98

    def _touches_letters(self, extent: Span) -> bool:
        around = self.text[extent.start - 1 : extent.start] + self.text[extent.end : extent.end + 1]
        return any(one.isalpha() for one in around)

    def _is_dateline(self, extent: Span) -> bool:
        behind = self.text[extent.end : extent.end + 40]
        return self.around.begins_sentence(extent.start) and bool(
            re.match(r"(?:, [A-Z][\w. ]{2,20})?\s*(?:\([^)]{2,30}\))?\s*[—–-]", behind)
        )

    def _is_hyphenated(self, extent: Span) -> bool:
        around = self.text[extent.start - 1 : extent.start] + self.text[extent.end : extent.end + 1]
        return any(one in _HYPHENS for one in around)

    def _longer_name(self, match: Match) -> str:
        """Say that a name is part of a longer one that the registry lacks; nothing otherwise."""
        start, end = match.extent.start, match.extent.end
        words = self.text[start:end]
        if self.title_case or words.islower():
            return ""
        doubt = self._hyphenated_name(start, end)
        if doubt:
            return doubt
        after, after_start = word_after(self.text, end)
        if after and after_start not in self.begins and self._continues(after, after_start, words):
            return f"it may be part of a longer name: {words} {after}"
        before, before_start = word_before(self.text, start)
        if match.forms[0].ref.kind is Kind.PERSON or before_start + len(before) in self.ends:
            return ""
        inside = self._is_in_name(before_start)
        ends_name = before.endswith((".", *_POSSESSIVES))
        if before and not inside and not ends_name and self._precedes(before, before_start):
            return f"it may be part of a longer name: {before} {words}"
        return ""

    def _hyphenated_name(self, start: int, end: int) -> str:
        """Say that a hyphen joins a name to another that is unknown."""
        behind = re.match(rf"[{_HYPHENS}]([^\W\d_][\w’']*)", self.text[end : end + 40])
        if behind and behind[1][0].isupper() and end + 1 not in self.begins:
            return f"it may be part of a longer name: {self.text[start:end]}{behind[0]}"
        ahead = re.search(rf"([^\W\d_][\w’']*)[{_HYPHENS}]$", self.text[max(0, start - 40) : start])
        unknown = ahead and ahead[1][0].isupper() and start - 1 not in self.ends
        article = _ARTICLE_BEFORE.search(self.text[max(0, start - _ARTICLE) : start])
        if ahead and unknown and not article:
            return f"it may be part of a longer name: {ahead[0]}{self.text[start:end]}"
        return ""

    def _continues(self, word: str, start: int, words: str) -> bool:
        """Tell whether a word behind a name goes on with it."""
        if not self.around.may_name(word, start):
            return False
        organized = word.lower() in ORGANIZING or word.lower() in PLACELIKE
        return organized or (" " not in words and not words.isupper())

    def _precedes(self, word: str, start: int) -> bool:
        """Tell whether a word before a place or an organization belongs to its name."""
        return self.around.may_name(word, start) and not self.around.begins_sentence(start)

    def _meant(self, match: Match, refs: tuple[Ref, ...]) -> Verdict | None:
        """Choose between a place and its government, and between an entry and its usual meaning.

        Returns:
            The choice, or None where there is nothing to choose.
        """
        words = self.text[match.extent.start : match.extent.end]
        counts = self.usage.counts(words)
        governments = [
            government for ref in refs for government in self.registry.governments.get(ref, ())
        ]
        candidates = tuple(
            dict.fromkeys((*refs, *governments, *(ref for ref in counts if ref.kind != Kind.EVENT)))
        )
        if len(candidates) == len(refs):
            return None
        places = tuple(ref for ref in refs if ref.kind is Kind.PLACE)
        if len(places) == 1 and self._is_placed(match.extent):
            return Verdict(places, 0.95, "the place, by the words beside it", 0)
        if counts:
            return self._by_usage(refs, candidates, counts)
        return self._by_verb(match.extent, candidates, governments)

    def _by_usage(
        self, refs: tuple[Ref, ...], candidates: tuple[Ref, ...], counts: Mapping[Ref, int]
    ) -> Verdict:
        total = sum(counts.values())
        ranked = tuple(sorted(candidates, key=lambda ref: -counts.get(ref, 0)))
        share = counts.get(ranked[0], 0) / total
        why = f"{share:.0%} of {total} annotations of these words say so"
        if refs == ranked[:1] and share == 1 and total >= _MANY:
            return Verdict(refs, 0.96, why, 0)
        return Verdict(ranked, 0.7 + 0.2 * share, why, 0)

    def _by_verb(
        self, extent: Span, candidates: tuple[Ref, ...], governments: Sequence[Ref]
    ) -> Verdict:
        after, _ = word_after(self.text, extent.end)
        if governments and self._governs(extent, after):
            others = tuple(ref for ref in candidates if ref not in governments)
            return Verdict((*governments, *others), 0.8, f"the government, by '{after}'", 0)
        return Verdict(candidates, 0.75, "the place or its government", 0)

    def _governs(self, extent: Span, after: str) -> bool:
        """Tell whether the verb behind a name is one of governments."""
        if after in GOVERNING:
            return True
        before, _ = word_before(self.text, extent.start)
        is_subject = not before or before.lower() in _CLAUSES
        is_verb = after.endswith(("s", "ed")) and after not in PLACING and after.islower()
        return is_subject and is_verb

    def _is_placed(self, extent: Span) -> bool:
        """Tell whether a name stands behind `in`, before `suburb`, or the like."""
        if possessive_end(self.text, extent.end) != extent.end or self._is_hyphenated(extent):
            return False
        before, start = word_before(self.text, extent.start)
        if before.lower() == "the":
            before, start = word_before(self.text, start)
        ahead = word_before(self.text, start)[0].lower()
        return (
            before.lower() in PLACING
            or (before == "of" and start - 1 in self.ends)
            or (before == "to" and ahead in GOING)
            or (before == "of" and ahead.removesuffix("s") in PLACELIKE)
            or word_after(self.text, extent.end)[0].removesuffix("s") in PLACELIKE
        )


_MANY = 10
"""As many annotations of the same words, all of one meaning, leave no doubt of the next."""


def is_written_as(form: str, words: str, *, begins_sentence: bool) -> bool:
    """Tell whether words have capitals where a form has them.

    Args:
        form: The form as the registry has it.
        words: The same, but for case and marks, as a text has it.
        begins_sentence: Whether a sentence begins with the words.
    """
    if form == words:
        return True
    letters = [one for one in form if one.isalpha()]
    if len(letters) <= SHORT and form.isupper():
        return words.isupper()
    if words.isupper() and len(letters) > 3:  # noqa: PLR2004 - not AP, not dpa
        return True
    if form.islower() and len(letters) <= 3:  # noqa: PLR2004
        return words.isupper() and not begins_sentence
    ours, theirs = form.split(), words.split()
    if len(ours) != len(theirs):
        return True
    return all(
        _is_word_written_as(our, their, first=not number)
        for number, (our, their) in enumerate(zip(ours, theirs, strict=True))
    )


def _is_word_written_as(form: str, word: str, *, first: bool) -> bool:
    """Tell whether a word has a capital where one is wanted."""
    capital = next((one for one in form if one.isalpha()), "")
    written = next((one for one in word if one.isalpha()), "")
    if not capital.isupper() or written.isupper():
        return True
    stem = re.split(r"[-'’]", form)[0].lower()
    return stem in _PLAIN or (not first and form.lower() in _GENERIC)


def _is_coined(word: str) -> bool:
    """Tell whether a small word is a name all the same: `dpa`, `theguardian.com`."""
    return " " not in word and (len(word) <= 3 or not word.isalpha())  # noqa: PLR2004


def _lowered(form: str, words: str) -> bool:
    """Tell whether some word of a name is written small."""
    return any(
        our[:1].isupper() and their[:1].islower() and our.lower() in _GENERIC
        for our, their in zip(form.split(), words.split(), strict=False)
    )


def _is_title_case(prose: Prose) -> bool:
    """Tell whether most words have capitals, as in a headline."""
    text = prose.text
    sentence = len(text) > _HEADLINE or text.endswith((".", "”", ":")) or ";" in text
    if sentence and not prose.is_heading:
        return False
    words = [word for word in prose.text.split() if word[:1].isalpha() and len(word) > 3]  # noqa: PLR2004
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _because(forms: Sequence[Form], registry: Registry) -> str:
    """Say why words name an entry."""
    origin = forms[0].origin
    if len({form.ref for form in forms}) > 1:
        return f"{origin} of {len({form.ref for form in forms})} entries"
    return f"{origin} of {registry.names[forms[0].ref]}"
