"""An article and the registry in, the names in it that nobody has annotated out.

Of the forms that occur in a text, those are kept that are whole words, are written as names are,
and are not part of a longer one. What such a name means depends on what stands around it and on
what the article has said before; what remains open is said, with all candidates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.model import Kind, Meaning, Naming, Quoting, Ref
from generator.source import Span
from generator.suggest.capitals import is_written_as
from generator.suggest.folding import fold_with_places
from generator.suggest.people import is_addressed, judge_person
from generator.suggest.registry import Form, Match, Origin, Registry
from generator.suggest.scenes import Scene
from generator.suggest.suggestions import LIKELY_FROM, Suggestion
from generator.suggest.surroundings import (
    Surroundings,
    is_in_address,
    is_whole_words,
    possessive_end,
    word_after,
    word_before,
)
from generator.suggest.things import Things
from generator.suggest.usage import Usage
from generator.suggest.verdicts import Memory, Verdict, refs_of
from generator.suggest.visible import Prose
from generator.suggest.vocabulary import HONORIFICS, TITLES

IN_LINK = "a link holds no link: write this quotation as [the words]{quote=...} first"
"""Why a name in a quotation that is written as a link cannot be annotated."""


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
    things = Things(registry, usage, memory)
    for prose in proses:
        starts = [sentence.start for sentence in prose.passage.sentences]
        around = Surroundings(prose.text, starts, common)
        scene = Scene(prose, around, _chosen(around, registry))
        annotated = [(mark.start, one.meaning) for mark, one in prose.passage.annotations()]
        for match in scene.matches:
            while annotated and annotated[0][0] < match.extent.start:
                memory.note(_named(annotated.pop(0)[1]))
            verdict = _verdict(scene, match, things, registry, memory)
            suggestion = _suggestion(prose, match.extent, verdict)
            if suggestion:
                yield suggestion
                if len(verdict.refs) == 1 and verdict.confidence >= LIKELY_FROM:
                    memory.note(verdict.refs)
        for _, meaning in annotated:
            memory.note(_named(meaning))


def _named(meaning: Meaning) -> list[Ref]:
    """Give the entries that an annotation names."""
    match meaning:
        case Naming(kind, ids):
            return [Ref(kind, id_) for id_ in ids]
        case Quoting(speaker):
            return [Ref(Kind.PERSON, speaker)]
        case _:
            return []


def _suggestion(prose: Prose, words: Span, verdict: Verdict) -> Suggestion | None:
    """Make a suggestion of a verdict; None where brackets can never be put around the words."""
    obstacle = ""
    whole = Span(verdict.start, possessive_end(prose.text, words.end))
    extent = next(
        (one for one in (whole, words) if prose.is_free(one) and prose.place(one) is not None), None
    )
    if extent is None:
        if not prose.is_in_quotation_link(words):
            return None
        extent, obstacle = words, IN_LINK
    return Suggestion(
        prose.number,
        extent,
        prose.text[extent.start : extent.end],
        tuple(Naming(ref.kind, (ref.id,)) for ref in verdict.refs),
        round(verdict.confidence, 2),
        verdict.why,
        obstacle=obstacle,
    )


def _verdict(
    scene: Scene, match: Match, things: Things, registry: Registry, memory: Memory
) -> Verdict:
    """Say what words name: a person, or something else."""
    people = tuple(form for form in match.forms if form.ref.kind is Kind.PERSON)
    written = tuple(form for form in match.forms if not form.is_derived)
    if people == match.forms or (people and (is_addressed(scene, match) or not written)):
        return judge_person(scene, Match(match.extent, people), registry, memory)
    if all(form.origin is Origin.USAGE for form in match.forms):
        return Verdict(refs_of(match.forms), 0.55, Origin.USAGE.value, match.extent.start)
    return things.judge(scene, Match(match.extent, written or match.forms))


# --- Which words ---------------------------------------------------------------------------------


def _chosen(around: Surroundings, registry: Registry) -> list[Match]:
    """Give the names in a text, without those within a longer one."""
    found = (_fitting(around, match) for match in registry.matches(fold_with_places(around.text)))
    fitting = [match for match in found if match]
    fitting.sort(key=lambda match: (match.extent.start, -match.extent.end))
    chosen: list[Match] = []
    position = 0
    for match in fitting:
        if match.extent.start >= position:
            chosen.append(match)
            position = match.extent.end
    return chosen


def _fitting(around: Surroundings, match: Match) -> Match | None:
    """Give a match with those forms alone that can be written so there."""
    text, extent = around.text, match.extent
    if not is_whole_words(text, extent) or is_in_address(text, extent):
        return None
    words = text[extent.start : extent.end]
    small = any(form.text.islower() for form in match.forms)
    first = small and around.begins_sentence(extent.start)
    forms = tuple(
        form
        for form in match.forms
        if is_written_as(form.text, words, begins_sentence=first) and _counts(text, form, extent)
    )
    return Match(extent, forms) if forms else None


def _counts(text: str, form: Form, extent: Span) -> bool:
    """Tell whether a first name stands behind `Mr.` or a title, where alone it counts."""
    if form.origin is not Origin.FIRST_NAME:
        return True
    if not text[extent.start - 1 : extent.start].isspace():
        return False
    word, start = word_before(text, extent.start)
    bare = word.rstrip(".").lower()
    if bare in HONORIFICS:
        return True
    # `President Islam Karimov`: a name goes on where another capital follows.
    after, _ = word_after(text, extent.end)
    return bare in TITLES and start > 0 and word[:1].isupper() and not after[:1].isupper()
