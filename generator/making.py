"""Tasks in, files out: what is still true is taken from the last run, the rest is made anew.

A task is made anew when one of the questions that it asked of the dossier is answered otherwise
than before (`asking`). What is to be made is shared over several processes; the files are the same
whoever makes them, and whenever.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.asking import Answers, Asked, Fragment, Question
from generator.codec import DamagedError, decode, encode
from generator.contents import LEVEL, Packed, packed
from generator.digests import digest, program
from generator.dossier import Dossier
from generator.means import Means, shared
from generator.source import Record
from generator.timings import stage

STAGE = "render"

SHARES = 24
"""Shares for each process: so many that none has to wait long for another at the end."""


class File(NamedTuple):
    """A file that a task makes."""

    path: str
    """POSIX path below `docs/`."""
    content: bytes
    source: str = ""
    """The file below `sources/` that an editor changes to change it; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Task:
    """Files that are made together."""

    name: str
    """The same in every run: `person:john-kerry`, `timeline`."""
    make: Callable[[Dossier], Iterable[File]]
    """Makes the files. It asks of nothing but the dossier that it is given."""
    weight: int = 1
    """How much work it is beside others, roughly."""


class Done(Record, frozen=True):
    """What a task made, and what that rests on."""

    questions: tuple[Question, ...]
    """All that was asked of the dossier."""
    answers: bytes
    """The digest of the answers."""
    files: tuple[Packed, ...]
    fragments: bytes = b""
    """The parts of the pages that may be true longer than the pages, compressed."""


def make(
    tasks: Sequence[Task], dossier: Dossier, answers: Answers, edition: bytes, means: Means
) -> Iterator[Packed]:
    """Make the files of all tasks.

    Args:
        tasks: The tasks; no two have one name.
        dossier: What they ask.
        answers: The digests of its answers.
        edition: The digest of all that the files depend on beside the dossier.
        means: By what means.

    Yields:
        The files, task by task.
    """
    keys = {task.name: digest(program(), edition, task.name) for task in tasks}
    with stage(STAGE, len(tasks)) as step:
        known = _known(keys, means)
        done = {
            name: one for name, one in known.items() if answers.to_all(one.questions) == one.answers
        }
        parts = {name: one.fragments for name, one in known.items() if name not in done}
        for _ in done:
            step()
        new: dict[bytes, bytes] = {}
        left = [task for task in tasks if task.name not in done]
        for name, content in _made(left, parts, _Asking(dossier, answers), means):
            new[keys[name]] = content
            done[name] = decode(content, Done)
            step()
    if means.cache:
        means.cache.put_many(STAGE, new)
    means.memory[STAGE] = {keys[name]: one for name, one in done.items()}
    for task in tasks:
        yield from done[task.name].files


def _known(keys: Mapping[str, bytes], means: Means) -> dict[str, Done]:
    """Give what earlier runs made, whether or not it is still true."""
    remembered: Mapping[bytes, Done] = means.memory.get(STAGE, {})
    known = {name: remembered[key] for name, key in keys.items() if key in remembered}
    asked = {key: name for name, key in keys.items() if name not in known}
    if means.cache and asked:
        for key, content in means.cache.get_many(STAGE, asked).items():
            try:
                known[asked[key]] = decode(content, Done)
            except DamagedError:
                continue
    return known


class _Asking(NamedTuple):
    """What tasks are given to ask."""

    dossier: Dossier
    answers: Answers


def _made(
    tasks: Sequence[Task], parts: Mapping[str, bytes], asking: _Asking, means: Means
) -> Iterator[tuple[str, bytes]]:
    """Make the files of tasks, and give what was done by the tasks' names, as bytes."""

    def work(share: Sequence[int]) -> bytes:
        some = [tasks[number] for number in share]
        return encode([(one.name, encode(_do(one, parts.get(one.name), asking))) for one in some])

    for content in shared(work, _shares(tasks, means.workers * SHARES), means):
        yield from decode(content, list[tuple[str, bytes]])


Fragments = dict[str, Fragment]


def _do(task: Task, parts: bytes | None, asking: _Asking) -> Done:
    fragments = decode(zlib.decompress(parts), Fragments) if parts else {}
    asked = Asked(asking.dossier, asking.answers, fragments)
    files = tuple(packed(*file) for file in task.make(asked))
    questions = tuple(asked.questions)
    written = zlib.compress(encode(asked.fragments), LEVEL) if asked.fragments else b""
    return Done(questions, asking.answers.to_all(questions), files, written)


def _shares(tasks: Sequence[Task], number: int) -> list[list[int]]:
    """Share tasks out so that the shares are alike in weight, the heaviest first."""
    heaviest = sorted(range(len(tasks)), key=lambda n: (-tasks[n].weight, n))
    goal = sum(task.weight for task in tasks) / number
    shares: list[list[int]] = []
    filled = goal
    for one in heaviest:
        if filled >= goal:
            shares.append([])
            filled = 0
        shares[-1].append(one)
        filled += tasks[one].weight
    return shares
