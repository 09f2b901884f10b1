"""Words that may name a person in, whom they name out.

A surname means whom the article has named in full. With another first name before it, it is
somebody else's; and where it is a common word too, only `Mr.` or the full name makes it a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Ref
from generator.suggest.registry import Form, Match, Origin, Registry
from generator.suggest.scenes import POSSESSIVES, Scene
from generator.suggest.surroundings import word_before
from generator.suggest.verdicts import OPEN, Memory, Verdict, because, one_of
from generator.suggest.vocabulary import HONORIFICS, TITLES


def is_addressed(scene: Scene, match: Match) -> bool:
    """Tell whether `Mr.` or a title stands before a name."""
    bare = word_before(scene.text, match.extent.start)[0].rstrip(".").lower()
    return bare in HONORIFICS or bare in TITLES


def judge_person(scene: Scene, match: Match, registry: Registry, memory: Memory) -> Verdict:
    """Say whom words name, all of whose forms are of people.

    Args:
        scene: The passage.
        match: The words.
        registry: The entries.
        memory: What the article has named before.
    """
    refs = _spoken_of(match.forms, memory)
    known = len(refs) == 1 and refs[0] in memory.seen
    before, start = word_before(scene.text, match.extent.start)
    bare = before.rstrip(".").lower()
    why = because(match.forms, registry)
    confidence = _confidence(scene, match, known=known)
    if bare in HONORIFICS:
        confidence = max(confidence, 0.93)
    elif bare in TITLES:
        confidence = max(confidence, 0.9)
    else:
        start = match.extent.start
        doubt = _other_person(scene, match) or _plain_word(scene, match, memory, why)
        if doubt:
            return Verdict(refs, 0.45, doubt, start)
    start = start if bare in HONORIFICS else match.extent.start
    doubt = scene.longer_name(match)
    if doubt:
        return Verdict(refs, 0.5, doubt, start)
    start -= len(scene.article_before(start))
    if len(refs) > 1:
        return Verdict(refs, OPEN, one_of(match.forms, refs, registry), start)
    if known and any(form.is_derived for form in match.forms):
        why = f"{why}, named before in this article"
    return Verdict(refs, confidence, why, start)


def _spoken_of(forms: Sequence[Form], memory: Memory) -> tuple[Ref, ...]:
    """Give those whom a form can mean: the one whom the article has named, or all."""
    refs = tuple(dict.fromkeys(form.ref for form in forms))
    seen = tuple(ref for ref in refs if ref in memory.seen)
    derived = any(form.is_derived for form in forms if form.ref not in seen)
    if len(seen) == 1 and (derived or " " not in forms[0].text):
        return seen
    written = tuple(dict.fromkeys(form.ref for form in forms if not form.is_derived))
    if not seen and written:
        return written
    return tuple(sorted(refs, key=lambda ref: -memory.seen.get(ref, 0)))


def _confidence(scene: Scene, match: Match, *, known: bool) -> float:
    form = match.forms[0]
    if scene.words(match).isupper() and not form.text.isupper():
        return 0.9
    if not form.is_derived:
        return 0.98 if " " in form.text or known or len(match.forms) == 1 else 0.95
    if known:
        return 0.97
    return 0.8 if form.origin is Origin.SURNAME else 0.75


def _other_person(scene: Scene, match: Match) -> str:
    """Say that the word before a surname is a first name that is not the person's."""
    before, start = word_before(scene.text, match.extent.start)
    words = scene.words(match)
    if " " in words or not before or scene.is_in_name(start):
        return ""
    initial = re.fullmatch(r"(?:[A-Z]\.)+", before)
    ends_otherwise = before.endswith((".", *POSSESSIVES))
    if initial or (not ends_otherwise and scene.around.may_name(before, start)):
        return f"it may be somebody else: {before} {words}"
    return ""


def _plain_word(scene: Scene, match: Match, memory: Memory, why: str) -> str:
    return f"{why}, but also a common word" if scene.is_plain_word(match, memory.seen) else ""
