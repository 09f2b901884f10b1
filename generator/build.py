"""The sources in, the published site brought up to date: wholly, or not at all.

The site is made in a folder beside the published one, checked, and then moved into its place. A
build that fails, or is killed, leaves the old site as it was.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import generate
from generator.contents import hashes_of
from generator.diagnostics import Diagnostic
from generator.generate import Outcome
from generator.host import Site, SiteError, make_site
from generator.settings import Settings, SettingsError, overlap
from generator.source import Location
from generator.timings import stage
from generator.write import locked

END = 500
"""How many bytes of a page may follow the end of its HTML, such as a comment of a theme's."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of a build."""

    outcome: Outcome
    """What was generated."""
    published: bool = False
    """True where the new site is in its place; False where the old one was left there."""
    pages: int = 0
    warnings: tuple[str, ...] = ()
    """What MkDocs warned of, or why it failed, and what is missing from the site it made."""


def build(settings: Settings, *, strict: bool = False) -> BuildReport:
    """Generate a dossier, make its site, and publish it.

    Args:
        settings: What to build, and where.
        strict: True to publish nothing where there are warnings.

    Returns:
        What was done. With an error among the findings, neither `docs/` nor the site was touched.

    Raises:
        SettingsError: The site's folder holds something else, which would be lost.
        OSError: The disk is full, or a folder may not be written; the site is as it was.
    """
    site = settings.site_dir.resolve()
    _refuse_to_replace(site, settings)
    outcome = generate.produce(settings)
    if outcome.is_refused(strict=strict):
        return BuildReport(outcome)
    outcome = generate.write_docs(settings, outcome)
    if outcome.is_refused(strict=strict):
        return BuildReport(outcome)
    with _beside(site) as new:
        try:
            made = make_site(settings, outcome, new)
        except SiteError as error:
            return BuildReport(outcome, warnings=error.messages)
        with stage("publish"):
            missing = tuple(_missing(settings, outcome, made, new))
            if missing or (strict and made.warnings):
                return BuildReport(outcome, warnings=made.warnings + missing)
            _swap(new, site)
    pages = sum(path.endswith(".md") for path in outcome.production.files)
    return BuildReport(outcome, True, pages, made.warnings)


def _missing(settings: Settings, outcome: Outcome, made: Site, site: Path) -> Iterator[str]:
    """Tell what was generated and is not in the site as it should be."""
    for path, sha256 in hashes_of(outcome.production.files).items():
        if path.endswith(".md"):
            if made.made_of.get(path) != sha256:
                yield f"{settings.docs / path} was changed while the site was made"
            if not _is_whole(site / _html(path, settings)):
                yield f"the page {path} is missing from the site, or not complete"
        elif _sha256(site / path) != sha256:
            yield f"the file {path} is missing from the site, or not complete"


def _sha256(file: Path) -> str:
    """Give the SHA-256 of a file's content; nothing where there is no file."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (FileNotFoundError, IsADirectoryError):
        return ""


def _is_whole(page: Path) -> bool:
    """Tell whether a page is there to its end; only its last bytes are read."""
    try:
        with page.open("rb") as stream:
            stream.seek(-min(END, page.stat().st_size), os.SEEK_END)
            return b"</html>" in stream.read()
    except FileNotFoundError:
        return False


def _html(path: str, settings: Settings) -> str:
    """Give where MkDocs puts a page: `people/john-kerry/index.html`."""
    stem = path.removesuffix(".md")
    is_index = stem.rpartition("/")[2] == "index"
    return f"{stem}/index.html" if settings.use_directory_urls and not is_index else f"{stem}.html"


# --- The folder in place ---------------------------------------------------------------------


def _refuse_to_replace(site: Path, settings: Settings) -> None:
    """Refuse a folder that is not a site: it would be replaced as a whole."""
    reason = ""
    if any(overlap(site, folder) for folder in (settings.sources, settings.docs)):
        reason = "it must be apart from the sources and the generated pages"
    elif any(folder.resolve().is_relative_to(site) for folder in (Path.cwd(), Path.home())):
        reason = "it would replace the folder that you are in, or your own"
    elif settings.config.resolve().is_relative_to(site):
        reason = "it holds the configuration file"
    elif site.exists() and not site.is_dir():
        reason = "it is not a folder"
    elif site.is_dir() and not (site / "404.html").exists() and any(_visible(site)):
        reason = "it holds files that are not a site"
    if reason:
        raise SettingsError(
            Diagnostic(
                Location.whole_file(settings.site_dir.as_posix()),
                "unsafe-site-dir",
                f"this folder cannot be published into: {reason}",
                "name another folder with --site-dir, or as site_dir in the configuration",
            )
        )


@contextlib.contextmanager
def _beside(site: Path) -> Iterator[Path]:
    """Give an empty folder beside the site, and remove it afterwards if it is still there."""
    owner = os.getpid()
    new = site.with_name(f".{site.name}.building-{owner}")
    with contextlib.ExitStack() as in_use:
        with locked(site.parent):
            _recover(site)
            new.mkdir()
            # The lock tells a build that runs from the leavings of one that was killed.
            in_use.enter_context(locked(new))
        try:
            yield new
        finally:
            # Only who made it, not a copy of that process.
            if os.getpid() == owner:
                shutil.rmtree(new, ignore_errors=True)


def _swap(new: Path, site: Path) -> None:
    """Put the new site in the place of the old one."""
    old = site.with_name(f".{site.name}.old-{os.getpid()}")
    with locked(site.parent):
        try:
            if site.exists():
                site.rename(old)
            new.rename(site)
        except BaseException:
            if old.exists() and not site.exists():
                old.rename(site)
            raise
        _retire(old, site)


def _recover(site: Path) -> None:
    """Clear away what builds that were killed have left; the caller holds the parent's lock."""
    for old in site.parent.glob(f".{site.name}.old-*"):
        if site.exists():
            _retire(old, site)
        else:
            old.rename(site)
    for new in site.parent.glob(f".{site.name}.building-*"):
        if not _is_in_use(new):
            shutil.rmtree(new, ignore_errors=True)


def _retire(old: Path, site: Path) -> None:
    """Remove a site that was replaced, save hidden files that are not of our making.

    A published folder may be a Git work tree, or hold a web server's settings.
    """
    if not old.exists():
        return
    for entry in old.iterdir():
        if entry.name.startswith(".") and not (site / entry.name).exists():
            entry.rename(site / entry.name)
    shutil.rmtree(old, ignore_errors=True)


def _is_in_use(folder: Path) -> bool:
    """Tell whether a running build holds the folder's lock."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    else:
        return False
    finally:
        os.close(descriptor)


def _visible(folder: Path) -> Iterator[Path]:
    return (entry for entry in folder.iterdir() if not entry.name.startswith("."))
