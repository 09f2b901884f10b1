"""One process in, several that share its work out.

The processes are copies of the first one (`fork`), so that each has all that was read so far. The
first process, the chief, is one of them; each of the others tells it of every step, at last hands
over its result, and ends. None outlives the chief.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, Pipe, wait
from typing import Any, NoReturn, TypeVar

Task = TypeVar("Task")


class CrewError(Exception):
    """A process of the crew could not do its share."""


def shares(
    tasks: Sequence[Task], cost: Callable[[Task], int], begun: Sequence[int]
) -> list[list[Task]]:
    """Deal tasks out so that each share costs about the same; each keeps their order.

    Args:
        tasks: What is to be done.
        cost: What a task costs, in any unit.
        begun: For each share, what it costs already.
    """
    loads = list(begun)
    costs = [cost(task) for task in tasks]
    chosen: dict[int, int] = {}
    # The largest first, each to whoever has least to do.
    for number in sorted(range(len(tasks)), key=lambda one: (-costs[one], one)):
        chosen[number] = loads.index(min(loads))
        loads[chosen[number]] += costs[number]
    dealt: list[list[Task]] = [[] for _ in loads]
    for number, task in enumerate(tasks):
        dealt[chosen[number]].append(task)
    return dealt


class Crew:
    """The processes that share the work of one build."""

    def __init__(self) -> None:
        self._chief = os.getpid()
        self._to_chief: Connection | None = None
        self._members: dict[Connection, int] = {}
        self._results: list[Any] = []

    @property
    def is_chief(self) -> bool:
        """True in the process that all others are copies of."""
        return self._to_chief is None

    def fork(self, count: int) -> int:
        """Copy this process until there are so many; give the number of the one that returns.

        The chief is number 0. In every other process, the work must end with `finish` or `fail`.
        """
        # Objects that no collection touches stay in memory that all processes share.
        gc.freeze()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        for number in range(1, count):
            receive, send = Pipe(duplex=False)
            process = os.fork()
            if not process:
                receive.close()
                self._become_member(send)
                return number
            send.close()
            self._members[receive] = process
        return 0

    def _become_member(self, send: Connection) -> None:
        # Who interrupts interrupts the chief too, who says so once.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        for receive in self._members:
            receive.close()
        self._members = {}
        self._to_chief = send

    # --- In a member -------------------------------------------------------------------------

    def step(self, size: int = 1) -> None:
        """Tell the chief that a piece of the work is done, or several."""
        for _ in range(size):
            self._tell("step", None)

    def finish(self, result: object) -> NoReturn:
        """Hand the result over, and end."""
        self._tell("done", result)
        os._exit(0)

    def fail(self, message: str) -> NoReturn:
        """Say why the work cannot be done, and end."""
        self._tell("failed", message)
        os._exit(1)

    def _tell(self, what: str, content: object) -> None:
        if os.getppid() != self._chief or self._to_chief is None:
            os._exit(1)
        try:
            self._to_chief.send((what, content))
        except BaseException:  # noqa: BLE001
            # Nobody listens, and nothing above this must run twice.
            os._exit(1)

    # --- In the chief ------------------------------------------------------------------------

    def steps(self) -> Iterator[int]:
        """Give how many pieces the others have done since the chief last asked.

        Raises:
            CrewError: One of them failed, or was ended.
        """
        yield sum(self._heard(0.0))

    def wait(self) -> Iterator[int]:
        """Wait for the others, and give how many pieces they do meanwhile, again and again.

        Raises:
            CrewError: One of them failed, or was ended.
        """
        while self._members:
            yield sum(self._heard(None))
        gc.unfreeze()

    @property
    def handed_over(self) -> Sequence[Any]:
        """The results of all members that have finished."""
        return self._results

    def dismiss(self) -> None:
        """End the others, if any still work."""
        if not self.is_chief:
            return
        for receive, process in self._members.items():
            receive.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(process, 0)
        self._members = {}

    def _heard(self, timeout: float | None) -> Iterator[int]:
        """Take in what the others have told, at most until one has nothing more to tell."""
        for receive in wait(list(self._members), timeout):
            assert isinstance(receive, Connection)  # noqa: S101
            while receive in self._members and receive.poll():
                try:
                    what, content = receive.recv()
                except (EOFError, OSError):
                    what, content = "failed", ""
                if what == "step":
                    yield 1
                else:
                    self._end(receive, what, content)

    def _end(self, receive: Connection, what: str, content: Any) -> None:
        process = self._members.pop(receive)
        receive.close()
        _, status = os.waitpid(process, 0)
        if what == "failed":
            raise CrewError(content or _ended(os.waitstatus_to_exitcode(status)))
        self._results.append(content)


def _ended(code: int) -> str:
    why = f"by signal {-code}" if code < 0 else f"with exit code {code}"
    return f"a process that made pages was ended {why}"
