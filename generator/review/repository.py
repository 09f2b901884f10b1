"""A revision in, the source files that git keeps of it out; nothing is checked out.

Git is only asked, never told: no command here writes anything.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, in_order
from generator.read import MAX_BYTES, decoded
from generator.source import Location, SourceFile


class RepositoryError(Exception):
    """Git cannot give what was asked for."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        """What to do about it."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, and the folder of sources in it."""

    top: Path
    """Its topmost folder."""
    sources: str
    """POSIX path of the sources folder, relative to the topmost."""

    @classmethod
    def around(cls, sources: Path) -> Repository:
        """Find the repository that a folder of sources lies in.

        Args:
            sources: The sources folder; it need not exist any more.

        Raises:
            RepositoryError: There is none, or git is not installed.
        """
        folder = sources.resolve()
        while not folder.is_dir():
            folder = folder.parent
        try:
            top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
        except RepositoryError as error:
            if error.hint:
                raise
            raise RepositoryError(
                f"{sources} is not in a git repository", "run this where the dossier was cloned"
            ) from error
        return cls(top, sources.resolve().relative_to(top.resolve()).as_posix())

    def commit(self, revision: str) -> str:
        """Give the name of the commit that a revision stands for.

        Raises:
            RepositoryError: There is no such commit here.
        """
        try:
            name = _git(
                self.top, "rev-parse", "--verify", "--quiet", "--end-of-options",
                f"{revision}^{{commit}}",
            )  # fmt: skip
        except RepositoryError as error:
            raise RepositoryError(
                f"there is no commit '{revision}' in this repository", self._how_to_get(revision)
            ) from error
        return name.decode().strip()

    def fork_point(self, base: str, head: str) -> str:
        """Give the commit at which one line of work left another.

        A pull request changes what it changes since then; what happened meanwhile on the other
        side is not its doing.

        Raises:
            RepositoryError: The history that is here does not reach back to it.
        """
        try:
            return _git(self.top, "merge-base", base, head).decode().split()[0]
        except RepositoryError as error:
            if self.is_shallow():
                raise RepositoryError(
                    "the history that is here does not reach back to where the two part",
                    SHALLOW_HINT,
                ) from error
            return base

    def is_shallow(self) -> bool:
        """Tell whether only the last part of the history was cloned."""
        return _git(self.top, "rev-parse", "--is-shallow-repository").strip() == b"true"

    def unmerged(self) -> tuple[str, ...]:
        """Give the source files, by path, in which a merge waits for a person."""
        listed = _git(self.top, "ls-files", "-z", "--unmerged", "--", self._pathspec())
        paths = {entry.partition("\t")[2] for entry in listed.decode(errors="replace").split("\0")}
        return tuple(sorted(paths - {""}))

    def text(self, commit: str, path: str) -> bytes | None:
        """Give a file as it was in a commit; None where it was not there."""
        try:
            return _git(self.top, "cat-file", "blob", f"{commit}:{path}")
        except RepositoryError:
            return None

    def sources_of(self, commit: str) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
        """Read every source file as it was in a commit.

        Returns:
            The files by path, and what is wrong with those that could not be read.
        """
        entries = list(self._entries(commit))
        blobs = self._blobs([entry.blob for entry in entries])
        files: list[SourceFile] = []
        found: list[Diagnostic] = []
        for entry, data in zip(entries, blobs, strict=True):
            try:
                if len(data) > MAX_BYTES:
                    found.append(_unread(entry.path, "too-large", "is too large to be read"))
                else:
                    files.append(decoded(entry.path, data))
            except UnicodeDecodeError:
                found.append(_unread(entry.path, "not-utf-8", "is not UTF-8"))
        return tuple(sorted(files, key=lambda file: file.path)), in_order(found)

    def _entries(self, commit: str) -> Iterator[_Entry]:
        """Give the regular Markdown files in the folders of the sources."""
        listed = _git(self.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", self.sources)
        prefix = "" if self.sources == "." else f"{self.sources}/"
        for line in listed.decode(errors="surrogateescape").split("\0"):
            about, _, path = line.partition("\t")
            mode, _, blob = about.partition(" ")
            inside = path.removeprefix(prefix)
            folder, _, name = inside.partition("/")
            if (
                mode in ("100644", "100755")
                and path.endswith(".md")
                and folder
                and "/" not in name
                and not folder.startswith(".")
                and not name.startswith(".")
            ):
                yield _Entry(inside, blob.partition(" ")[2])

    def _blobs(self, names: Sequence[str]) -> Iterator[bytes]:
        """Give the content of objects, read in one go."""
        if not names:
            return
        data = _git(self.top, "cat-file", "--batch", asked="\n".join(names) + "\n")
        position = 0
        for _ in names:
            header_end = data.index(b"\n", position)
            size = int(data[position:header_end].split()[-1])
            yield data[header_end + 1 : header_end + 1 + size]
            position = header_end + 1 + size + 1

    def _pathspec(self) -> str:
        return f":(top,literal){self.sources}" if self.sources != "." else ":(top)"

    def _how_to_get(self, revision: str) -> str:
        if self.is_shallow():
            return SHALLOW_HINT
        return f"name a branch, a tag or a commit; `git fetch` gets what '{revision}' may be"


SHALLOW_HINT = (
    "this is a shallow clone: get the rest with `git fetch --unshallow`, or check out with "
    "`fetch-depth: 0`"
)


@dataclass(frozen=True, slots=True)
class _Entry:
    path: str
    """POSIX path relative to the sources folder."""
    blob: str


def _unread(path: str, code: str, message: str) -> Diagnostic:
    return Diagnostic(Location.whole_file(path), code, message)


def _git(folder: Path, *arguments: str, asked: str = "") -> bytes:
    """Ask git, and give what it answers.

    Raises:
        RepositoryError: It refuses, with its reason, or it is not there.
    """
    # A repository's own configuration may name programs to run; none is needed to look at it.
    safely = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed program, and arguments without a shell
            ["git", "-C", str(folder), *safely, *arguments],  # noqa: S607 - wherever it is
            input=asked.encode(),
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise RepositoryError("git is not installed", "install git, then try again") from error
    if answer.returncode:
        reason = answer.stderr.decode(errors="replace").strip().splitlines()
        raise RepositoryError(
            reason[0].removeprefix("fatal: ") if reason else "git refuses",
            # Git says how to trust a folder that belongs to somebody else.
            next((line.strip() for line in reason if "safe.directory" in line), ""),
        )
    return answer.stdout
