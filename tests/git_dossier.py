"""A dossier in a git repository, made for one test."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from small_dossier import environment, small_dossier

WHO = ("-c", "user.name=An Editor", "-c", "user.email=editor@example.org")


@dataclass(frozen=True)
class GitDossier:
    """A repository, with short ways to change and commit what is in it."""

    folder: Path

    def git(self, *arguments: str, check: bool = True) -> str:
        """Run git, and give what it printed."""
        answer = subprocess.run(
            ["git", "-c", "init.defaultBranch=main", *WHO, *arguments],
            cwd=self.folder,
            env=environment(GIT_CONFIG_GLOBAL="/dev/null", GIT_CONFIG_SYSTEM="/dev/null"),
            capture_output=True,
            encoding="utf-8",
            check=check,
        )
        return answer.stdout

    def write(self, path: str, text: str) -> None:
        """Write a source file."""
        file = self.folder / "sources" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        """Give the text of a source file."""
        return (self.folder / "sources" / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace some words of a source file, which must be there."""
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def remove(self, path: str) -> None:
        """Remove a source file."""
        (self.folder / "sources" / path).unlink()

    def commit(self, message: str = "Change") -> str:
        """Commit everything, and give the commit's name."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD").strip()


def git_dossier(folder: Path, files: dict[str, str]) -> GitDossier:
    """Make a repository with one commit that holds the small dossier and these files."""
    made = GitDossier(small_dossier(folder))
    made.git("init", "--quiet")
    for path, text in files.items():
        made.write(path, text)
    made.commit("Begin")
    return made
