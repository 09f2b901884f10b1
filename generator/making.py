"""Tasks in, files out: what is still true is taken from the last run, the rest is made anew.

A task is made anew when one of the questions that it asked of the dossier is answered otherwise
than before (`asking`). What is to be made is shared over several processes; the files are the same
whoever makes them, and whenever.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.asking import Answers, Asked, Fragment, Question
from generator.cache import Cache
from generator.codec import DamagedError, decode, encode, pack, unpack
from generator.contents import Aside, Filed, Packed, Shelf, filed, packed
from generator.digests import digest, program
from generator.dossier import Dossier
from generator.means import Keeper, Means, kept, shared
from generator.source import Record
from generator.timings import stage

STAGE = "render"

QUESTIONS = "questions"
"""What is kept under this name says what the numbers of questions mean."""

_ALL, _MORE = b"all", b"more"
"""Most questions are kept as one; beside them, those that were asked since."""

_FEW = 8
"""As long as the latter are less than one in so many, the former stay as they are."""

SHARES = 24
"""Shares for each process: so many that none has to wait long for another at the end."""

MOST = 200
"""Tasks in a share: what they make is held in memory at once, and by two processes."""


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
    weigh: Callable[[], int] = lambda: 1
    """Tells how much work it is beside others, roughly. It is asked only of what is to be made: to
    know it takes a look at all articles."""


class Done(Record, frozen=True):
    """What a task made, and what that rests on, in the form in which it is kept and sent."""

    questions: bytes
    """The numbers of all that was asked of the dossier."""
    answers: bytes
    """The digest of the answers."""
    files: tuple[Packed, ...]
    fragments: bytes = b""
    """The parts of the pages that may be true longer than the pages, compressed."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a task made, and what that rests on, as a run holds it: little of it in memory."""

    questions: bytes
    answers: bytes
    files: tuple[Filed, ...]
    fragments: Aside
    """As `Done` has them."""


def _aside(done: Done, shelf: Shelf) -> Made:
    files = tuple(filed(file, shelf) for file in done.files)
    return Made(done.questions, done.answers, files, shelf.lay(done.fragments))


class Making:
    """Files that are made when they are asked for, or taken over where they are still true."""

    def __init__(
        self,
        tasks: Sequence[Task],
        dossier: Dossier,
        answers: Answers,
        edition: bytes,
        means: Means,
    ) -> None:
        """Make nothing yet.

        Args:
            tasks: The tasks; no two have one name.
            dossier: What they ask.
            answers: The digests of its answers.
            edition: The digest of all that the files depend on beside the dossier.
            means: By what means.
        """
        self._tasks = {task.name: task for task in tasks}
        self._edition = digest(program(), edition)
        self._asking = _Asking(dossier, answers)
        self._means = means
        self._done: dict[str, Made] = {}
        self._keeper = Keeper(means.cache, STAGE)
        self._asked_before: Sequence[Mapping[int, Question]] = ({}, {})
        """The questions that a cache keeps, most of them and more."""
        self.known = self._known()
        """What earlier runs made, by the names of the tasks, whether or not it is still true."""

    @property
    def left(self) -> list[str]:
        """The names of the tasks of which it is not known yet what they make."""
        return [name for name in self._tasks if name not in self._done]

    @property
    def done(self) -> Mapping[str, Made]:
        """What was made or found to be true, by the names of the tasks, in their order."""
        return {name: self._done[name] for name in self._tasks if name in self._done}

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a task of that name."""
        return name in self._tasks

    def is_done(self, name: str) -> bool:
        """Tell whether it is known what a task makes."""
        return name in self._done

    def files(self, name: str) -> tuple[Filed, ...]:
        """Give what a task that is done has made."""
        return self._done[name].files

    def do(self, names: Sequence[str]) -> None:
        """Make the files of some tasks; those that are left may be asked for later."""
        answers = self._asking.answers
        with stage(STAGE, sum(self._tasks[name].weigh() for name in names)) as step:
            missing = []
            for name in names:
                one = self.known.get(name)
                if one and answers.to_all(one.questions) == one.answers:
                    self._done[name] = one
                    step(self._tasks[name].weigh())
                elif name not in self._done:
                    missing.append(name)
            tasks = [self._tasks[name] for name in missing]
            for name, content in _made(tasks, self.known, self._asking, self._means):
                self._keeper.put(self._key(name), content)
                self._done[name] = _aside(decode(content, Done), self._means.shelf)
                step(self._tasks[name].weigh())

    def keep(self) -> None:
        """Keep what was made for later runs."""
        means, questions = self._means, self._asking.answers.numbers.questions
        self._keeper.finish()
        if means.cache:
            self._keep_questions(means.cache, questions)
        newest = {**self.known, **self._done}
        means.remember(STAGE, {self._edition: newest})
        means.remember(QUESTIONS, questions)

    def _known(self) -> dict[str, Made]:
        """Give what earlier runs made, whether or not it is still true, and learn what it asked."""
        means, numbers = self._means, self._asking.answers.numbers
        remembered: Mapping[str, Made] = means.remembered(STAGE).get(self._edition, {})
        numbers.resume(means.remembered(QUESTIONS))
        known = {name: one for name, one in remembered.items() if name in self._tasks}
        asked = {self._key(name): name for name in self._tasks if name not in known}
        if means.cache and asked:
            self._asked_before = [_questions(means.cache, key) for key in (_ALL, _MORE)]
            for questions in self._asked_before:
                numbers.learn(questions)
            for key, content in kept(means.cache, STAGE, asked):
                with contextlib.suppress(DamagedError):
                    known[asked[key]] = _aside(decode(content, Done), means.shelf)
        return known

    def _keep_questions(self, cache: Cache, questions: Mapping[int, Question]) -> None:
        """Keep the questions that are new, and no others where these are few."""
        most, more = self._asked_before
        new = {number: one for number, one in questions.items() if number not in most}
        if len(new) * _FEW > len(most):
            cache.put(QUESTIONS, _ALL, encode(questions))
        elif not new.keys() <= more.keys():
            cache.put(QUESTIONS, _MORE, encode(new))

    def _key(self, name: str) -> bytes:
        """Give the key under which a cache keeps what a task makes."""
        return digest(self._edition, name)


def _questions(cache: Cache, key: bytes) -> Mapping[int, Question]:
    """Give questions that a cache keeps, by their numbers."""
    with contextlib.suppress(DamagedError):
        return decode(cache.get(QUESTIONS, key) or encode({}), dict[int, Question])
    return {}


class Report(Record, frozen=True):
    """What a process gives."""

    done: tuple[tuple[str, bytes], ...]
    """What it did, by the names of the tasks."""
    questions: dict[int, Question]
    """What it asked for the first time, by its numbers."""


class _Asking(NamedTuple):
    """What tasks are given to ask."""

    dossier: Dossier
    answers: Answers


def _made(
    tasks: Sequence[Task], known: Mapping[str, Made], asking: _Asking, means: Means
) -> Iterator[tuple[str, bytes]]:
    """Make the files of tasks, and give what was done by the tasks' names, as bytes.

    Args:
        tasks: The tasks.
        known: What they made before, by their names.
        asking: What they ask.
        means: By what means.
    """

    def work(share: Sequence[int]) -> bytes:
        some = [tasks[number] for number in share]
        done = tuple((one.name, encode(_do(one, known.get(one.name), asking))) for one in some)
        return encode(Report(done, asking.answers.numbers.news()))

    number = max(means.workers * SHARES, len(tasks) // MOST)
    for content in shared(work, _shares(tasks, number), means):
        report = decode(content, Report)
        asking.answers.numbers.learn(report.questions)
        yield from report.done


Fragments = dict[str, Fragment]


def _do(task: Task, before: Made | None, asking: _Asking) -> Done:
    written_before = before.fragments.content if before else b""
    fragments = decode(unpack(written_before), Fragments) if written_before else {}
    files_before = {file.path: file for file in before.files} if before else {}
    asked = Asked(asking.dossier, asking.answers, fragments)
    files = tuple(packed(*file, files_before.get(file.path)) for file in task.make(asked))
    questions = asked.rests_on
    written = pack(encode(asked.fragments)) if asked.fragments else b""
    return Done(questions, asking.answers.to_all(questions), files, written)


def _shares(tasks: Sequence[Task], number: int) -> list[list[int]]:
    """Share tasks out so that the shares are alike in weight, the heaviest first.

    What a task weighs is a guess, and of one that weighs little a bad one: no share holds more
    tasks than there would be in each if they all weighed the same.
    """
    weights = [task.weigh() for task in tasks]
    heaviest = sorted(range(len(tasks)), key=lambda n: (-weights[n], n))
    goal, most = sum(weights) / number, math.ceil(len(tasks) / number)
    shares: list[list[int]] = []
    filled = goal
    for one in heaviest:
        if filled >= goal or len(shares[-1]) >= most:
            shares.append([])
            filled = 0
        shares[-1].append(one)
        filled += weights[one]
    return shares
