"""What words name, in the judgement of one who looks at them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from generator.model import Ref
from generator.suggest.registry import Form, Registry


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
    """The likeliest first."""
    confidence: float
    why: str
    start: int
    """Where the words begin: a `Mr.` before them belongs to them."""


OPEN = 0.72
"""The confidence in words that may name several, as long as nothing tells which."""


def refs_of(forms: Sequence[Form]) -> tuple[Ref, ...]:
    """Give the entries that forms name, each once."""
    return tuple(dict.fromkeys(form.ref for form in forms))


def because(forms: Sequence[Form], registry: Registry) -> str:
    """Say why words name an entry."""
    origin, refs = forms[0].origin, refs_of(forms)
    if len(refs) > 1:
        return f"{origin} of {len(refs)} entries"
    return f"{origin} of {registry.names[refs[0]]}"


def one_of(forms: Sequence[Form], refs: Sequence[Ref], registry: Registry) -> str:
    """Say that words may name any of several entries."""
    return f"{because(forms, registry)}: {' or '.join(map(str, refs))}"
