"""Words that may name a place, an organization or an event in, which of them they name out.

`In Moscow` is a city where `Moscow said` is a government; and what editors have meant by the same
words in other articles, they probably mean again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model import Kind, Ref
from generator.source import Span
from generator.suggest.capitals import SHORT, is_coined, is_lowered
from generator.suggest.registry import Match, Registry
from generator.suggest.scenes import Scene
from generator.suggest.surroundings import is_unspaced, possessive_end, word_after, word_before
from generator.suggest.usage import Usage
from generator.suggest.verdicts import OPEN, Memory, Verdict, because, one_of, refs_of
from generator.suggest.vocabulary import GOING, GOVERNING, PLACELIKE, PLACING

MANY = 10
"""As many annotations of the same words, all of one meaning, leave no doubt of the next."""

_CLAUSES = frozenset(["after", "because", "before", "if", "that", "unless", "until", "when"])
"""Words that begin a clause, whose first name is its subject."""


class Things:
    """Judges the names of one article that are no people's."""

    def __init__(self, registry: Registry, usage: Usage, memory: Memory) -> None:
        """Take what is known.

        Args:
            registry: The entries.
            usage: What other articles mean by the same words.
            memory: What the article has named before.
        """
        self._registry = registry
        self._usage = usage
        self._memory = memory

    def judge(self, scene: Scene, match: Match) -> Verdict:
        """Say what words name."""
        start, refs = match.extent.start, refs_of(match.forms)
        why = because(match.forms, self._registry)
        doubt = scene.longer_name(match)
        if doubt:
            return Verdict(refs, 0.5, doubt, start)
        if scene.is_plain_word(match, self._memory.seen):
            return Verdict(refs, 0.5, f"{why}, but also a common word", start)
        confidence = _confidence(scene, match)
        meant = self._meant(scene, match)
        if meant:
            confidence = min(confidence, meant.confidence)
            return Verdict(meant.refs, confidence, f"{why}; {meant.why}", start)
        if len(refs) > 1:
            return Verdict(refs, OPEN, one_of(match.forms, refs, self._registry), start)
        return Verdict(refs, confidence, why, start)

    def _meant(self, scene: Scene, match: Match) -> Verdict | None:
        """Choose between a place and its government, and between an entry and its usual meaning.

        Returns:
            The choice, or None where there is nothing to choose.
        """
        refs = refs_of(match.forms)
        counts = {
            ref: count
            for ref, count in self._usage.counts(scene.words(match)).items()
            if ref in self._registry.names and ref.kind is not Kind.EVENT
        }
        governments = [
            government for ref in refs for government in self._registry.governments.get(ref, ())
        ]
        candidates = tuple(dict.fromkeys((*refs, *governments, *counts)))
        if len(candidates) == len(refs):
            return None
        places = tuple(ref for ref in refs if ref.kind is Kind.PLACE)
        if len(places) == 1 and _is_placed(scene, match.extent):
            return Verdict(places, 0.95, "the place, by the words beside it", 0)
        if counts:
            return _by_usage(refs, candidates, counts)
        return _by_verb(scene, match.extent, candidates, governments)


def _confidence(scene: Scene, match: Match) -> float:
    form, extent, words = match.forms[0], match.extent, scene.words(match)
    if words.islower() and form.text.islower() and not is_coined(words):
        # `government troops`: whose, the words do not say.
        before, start = word_before(scene.text, extent.start)
        foreign = start not in scene.begins and scene.around.may_name(before, start)
        return 0.5 if foreign else 0.85
    if is_unspaced(words[0]) and scene.touches_letters(extent):
        return 0.8
    if words.isupper() and not form.text.isupper() and len(words) > SHORT:
        return 0.97 if scene.is_dateline(extent) else 0.9
    if scene.is_hyphenated(extent):
        return 0.95
    return 0.96 if is_lowered(form.text, words) else 0.98


def _by_usage(
    refs: tuple[Ref, ...], candidates: tuple[Ref, ...], counts: Mapping[Ref, int]
) -> Verdict:
    total = sum(counts.values())
    ranked = tuple(sorted(candidates, key=lambda ref: -counts.get(ref, 0)))
    share = counts.get(ranked[0], 0) / total
    why = f"{share:.0%} of {total} annotations of these words say so"
    if refs == ranked[:1] and share == 1 and total >= MANY:
        return Verdict(refs, 0.96, why, 0)
    return Verdict(ranked, 0.7 + 0.2 * share, why, 0)


def _by_verb(
    scene: Scene, extent: Span, candidates: tuple[Ref, ...], governments: Sequence[Ref]
) -> Verdict:
    after, _ = word_after(scene.text, extent.end)
    if governments and _governs(scene, extent, after):
        others = tuple(ref for ref in candidates if ref not in governments)
        return Verdict((*governments, *others), 0.8, f"the government, by '{after}'", 0)
    return Verdict(candidates, 0.75, "the place or its government", 0)


def _governs(scene: Scene, extent: Span, after: str) -> bool:
    """Tell whether the verb behind a name is one of governments."""
    if after in GOVERNING:
        return True
    before, _ = word_before(scene.text, extent.start)
    is_subject = not before or before.lower() in _CLAUSES
    is_verb = after.endswith(("s", "ed")) and after not in PLACING and after.islower()
    return is_subject and is_verb


def _is_placed(scene: Scene, extent: Span) -> bool:
    """Tell whether a name stands behind `in`, before `suburb`, or the like."""
    if possessive_end(scene.text, extent.end) != extent.end or scene.is_hyphenated(extent):
        return False
    before, start = word_before(scene.text, extent.start)
    if before.lower() == "the":
        before, start = word_before(scene.text, start)
    ahead = word_before(scene.text, start)[0].lower()
    return (
        before.lower() in PLACING
        or (before == "of" and start - 1 in scene.ends)
        or (before == "to" and ahead in GOING)
        or (before == "of" and ahead.removesuffix("s") in PLACELIKE)
        or word_after(scene.text, extent.end)[0].removesuffix("s") in PLACELIKE
    )
