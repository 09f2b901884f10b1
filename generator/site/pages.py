"""MkDocs' events in; each page made by one process of several, or taken over from an earlier build.

MkDocs goes through its build as ever, once in each process. What `SiteFiles` tells it to leave out
is made elsewhere; the processes part after the navigation is known and before pages are read. The
pages of the navigation are read by all, since every page shows their titles.

Whether links lead to anchors that exist is looked at once, at the end, by MkDocs' own code, for all
pages in their order: so the same is said however many processes there were.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.means import can_fork, usable_cores
from generator.settings import Settings
from generator.site.crew import Crew, CrewError, shares
from generator.site.files import SiteFiles
from generator.site.frame import keep_frame
from generator.site.kept import Facts, KeptPages
from generator.site.keys import NoKeyError, is_repeatable, key_of_all, key_of_page, why_dependent
from generator.site.preview import Preview, emptied
from generator.site.shortcut import Shortcut
from generator.timings import Step, stage

log = get_plugin_logger("dossier")

NAME = "dossier-pages"
"""What the plugin is called among those of a configuration."""

FEWEST = 40
"""The fewest pages for which another process is worth its start, unless it is asked for."""

EACH = 20_000
"""What a page costs beside its length, in bytes of Markdown: its template."""

ONCE = 2_000_000
"""What the chief does alone, such as copying files, in the same unit."""


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """Something that was logged, as one process can tell it to another."""

    logger: str
    level: int
    message: str

    def again(self) -> None:
        """Log it."""
        logging.getLogger(self.logger).log(self.level, "%s", self.message)


@dataclass(slots=True)
class Share:
    """What one process has found out about the pages that it made."""

    facts: dict[str, Facts] = field(default_factory=dict)
    """By the page's path."""
    sources: dict[str, str] = field(default_factory=dict)
    """For each page the SHA-256 of the Markdown that it was made of."""
    said: list[Said] = field(default_factory=list)
    unclean: set[str] = field(default_factory=set)
    """The paths of pages of which something was said, or that link to what is not there."""


class SitePages(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Shares the pages of one build out, and keeps them for the next."""

    def __init__(self, settings: Settings, preview: Preview | None = None) -> None:
        self.heads: Mapping[str, Mapping[str, Any]] = {}
        """The front matter of each generated page, by its path."""
        self.shown: object = None
        """Whatever else templates are given, which every page depends on."""
        self.shown_on: Callable[[str], object] = lambda _path: None
        """And which the page of a path depends on."""
        self.share = Share()
        """What is known of the pages: at first of those that this process makes, at last of all."""
        self._settings = settings
        self._preview = preview or Preview()
        self._between = contextlib.ExitStack()
        self._env: jinja2.Environment | None = None
        self._crew = Crew()
        self._kept: KeptPages | None = None
        self._common = self._common_before = b""
        self._keys: dict[str, bytes] = {}
        self._files = SiteFiles(Files([]))
        self._in_nav: frozenset[str] = frozenset()
        self._not_built: frozenset[str] = frozenset()
        self._ears = _Ears(self.share)
        self._open = contextlib.ExitStack()
        self._step: Step = _nothing
        self._unclean: set[str] = set()
        self._shortcut = Shortcut()

    # --- Before pages are read ---------------------------------------------------------------

    @event_priority(-100)
    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Where only what has changed is made, spare MkDocs the search for the rest."""
        if self._preview.is_partial:
            self._between.enter_context(emptied(config))

    @event_priority(100)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Put a collection in the place of the files that knows what is made elsewhere."""
        self._between.close()
        if self._preview.is_partial:
            self._files = self._changed_files(config)
        else:
            self._files = SiteFiles(files)
        return self._files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, **_: object) -> Navigation:
        """Take over what is kept, and part from the other processes."""
        self._step = self._open.enter_context(stage("pages", len(self._files.all_pages())))
        hearing = self._ears.listening if self._preview.wanted is None else self._ears.withholding
        self._open.enter_context(hearing())
        reason = why_dependent(config)
        if reason:
            log.info("One process makes all pages and none is kept, because of %s.", reason)
            self._shortcut = Shortcut()
            return nav
        self._shortcut = Shortcut(config)
        self._in_nav = frozenset(page.file.src_uri for page in nav.pages)
        self._know_key(nav, config)
        if self._preview.is_partial and self._common == self._common_before:
            self._leave_unchanged()
            return nav
        self._files.copied = None
        pages = [
            file
            for file in self._files.all_pages()
            if file.src_uri in self.heads and file.src_uri not in self._in_nav
        ]
        taken = self._take_over(pages)
        left = [file for file in pages if file.src_uri not in taken]
        own = self._part(left, config)
        self._files.elsewhere = {file.src_uri for file in pages} - own
        return nav

    def _know_key(self, nav: Navigation, config: MkDocsConfig) -> None:
        """Find what the keys of all pages have in common; nothing where that is not to be known."""
        self._common_before, self._common = self._common, b""
        self._kept = None
        if not is_repeatable(config):
            return
        try:
            self._common = key_of_all(config, nav, self.shown)
        except NoKeyError as error:
            log.info("No page is kept for later builds: %s.", error)

    def _take_over(self, pages: Sequence[File]) -> set[str]:
        """Write those pages into the site that an earlier build has kept; give their paths."""
        if not self._common or not self._settings.cache_megabytes:
            return set()
        self._kept = KeptPages(self._settings.cache())
        files: dict[bytes, File] = {}
        for file in pages:
            source = file.content_bytes
            files[self._key_of(file, source)] = file
            self.share.sources[file.src_uri] = hashlib.sha256(source).hexdigest()
        known = {
            key: facts
            for key, facts in self._kept.facts(list(files)).items()
            if all(map(self._files.stands, facts.targets))
        }
        taken = set()
        for key, html in self._kept.html(list(known)):
            file = files[key]
            target = Path(file.abs_dest_path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(html)
            self.share.facts[file.src_uri] = known[key]
            taken.add(file.src_uri)
            self._step()
        return taken

    def _key_of(self, file: File, source: bytes) -> bytes:
        return key_of_page(file, source, self._common, self.shown_on(file.src_uri))

    def _part(self, pages: Sequence[File], config: MkDocsConfig) -> set[str]:
        """Fork, and give the paths of the pages that this process is to make."""
        count = self._count(len(pages))
        number = 0
        own = {file.src_uri for file in pages}
        if count > 1:
            if self._kept:
                self._kept.close()
            costs = {file.src_uri: EACH + len(file.content_bytes) for file in pages}
            begun = [min(ONCE, sum(costs.values()) // count)] + [0] * (count - 1)
            dealt = shares(pages, lambda file: costs[file.src_uri], begun)
            number = self._crew.fork(count)
            own = {file.src_uri for file in dealt[number]}
        for file in self._files.all_pages():
            if file.page and file.src_uri in self.heads and file.src_uri not in own:
                # What the sitemap asks of pages that are not read here.
                file.page.meta = dict(self.heads[file.src_uri])
        if number:
            self._begin_share(config)
        return own

    def _count(self, pages: int) -> int:
        """Give how many processes to share pages among."""
        if not can_fork():
            return 1
        if self._settings.workers:
            return min(self._settings.workers, pages)
        return min(usable_cores(), pages // FEWEST)

    def _begin_share(self, config: MkDocsConfig) -> None:
        """Leave to the chief what is done once, and what is said."""
        self._ears.alone()
        self._step = self._crew.step
        self.share.facts = {}
        self.share.sources = {}
        self.share.unclean = set()
        self._not_built = self._in_nav | {
            file.src_uri for file in self._files.all_pages() if file.src_uri not in self.heads
        }
        self._files.copied = ()
        config.theme.static_templates.clear()
        config.extra_templates.clear()

    # --- Where only what has changed is made -------------------------------------------------

    def _changed_files(self, config: MkDocsConfig) -> SiteFiles:
        """Give the files of the last build with what has changed, and remove what is gone."""
        changed = self._preview.changed
        for path in changed.removed:
            if file := self._files.src_uris.get(path):
                _remove(Path(file.abs_dest_path), Path(config.site_dir))
            self.share.facts.pop(path, None)
        known = self._files.src_uris
        new = [
            File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
            for path in changed.written
            if path not in known
        ]
        if new:
            # What was missing before may be there now.
            changed.written |= self.share.unclean & known.keys()
        self._begin_anew()
        files = self._files
        if new or changed.removed:
            files = files.with_changes(config.docs_dir, new, changed.removed)
        files.copied = [path for path in changed.written if not path.endswith(".md")]
        files.elsewhere = frozenset()
        for path in changed.written:
            file = files.src_uris.get(path)
            # A page of the navigation stays the one that its menu knows.
            if file and path not in self._in_nav:
                file.page = None
        return files

    def _begin_anew(self) -> None:
        """Forget what holds for one build only."""
        self._unclean = self.share.unclean
        self.share.unclean = set()
        self._keys = {}
        self._not_built = frozenset()
        self._crew = Crew()

    def _leave_unchanged(self) -> None:
        """Make what has changed, and what may say something else than before."""
        changed, wanted = self._preview.changed, self._preview.wanted
        if changed.removed:
            changed.written |= {
                path for path, facts in self.share.facts.items() if facts.targets & changed.removed
            }
        if wanted is None:
            by_hand = {file.src_uri for file in self._files.all_pages()} - self.heads.keys()
            work = changed.written | self._unclean | by_hand
        else:
            work = changed.written & wanted
            self.share.unclean |= self._unclean - work
        self._files.elsewhere = {file.src_uri for file in self._files.all_pages()} - work

    # --- While pages are made ----------------------------------------------------------------

    def on_pre_page(self, page: Page, **_: object) -> Page:
        """Begin to note what a page asks for, and what is said of it."""
        self._files.look_anew()
        self._ears.page = page.file.src_uri
        return page

    def on_page_read_source(self, page: Page, **_: object) -> str | None:
        """Read a page once, so that its key is surely of what it is made of."""
        path, source = page.file.src_uri, page.file.content_bytes
        self.share.sources[path] = hashlib.sha256(source).hexdigest()
        if self._kept and path not in self._in_nav:
            self._keys[path] = self._key_of(page.file, source)
        try:
            text = source.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None  # MkDocs says so better.
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return self._shortcut.read(text) if path in self.heads else text

    @event_priority(-100)
    def on_page_markdown(self, markdown: str, page: Page, **_: object) -> str:
        """Make what a page says, where Python-Markdown is not needed for it."""
        is_ours = page.file.src_uri in self.heads
        return self._shortcut.take(markdown, page, self._files) if is_ours else markdown

    @event_priority(-100)
    def on_page_content(self, html: str, page: Page, **_: object) -> str:
        """Note what the others have to know of a page."""
        html = self._shortcut.give(html, page)
        links = page.links_to_anchors
        self.share.facts[page.file.src_uri] = Facts(
            None if page.present_anchor_ids is None else frozenset(page.present_anchor_ids),
            {file.src_uri: dict(anchors) for file, anchors in links.items()} if links else None,
            frozenset(self._files.asked),
        )
        # They are looked at when those of all pages are known.
        page.links_to_anchors = None
        if self._files.is_missing_any:
            self.share.unclean.add(page.file.src_uri)
        # To read a page takes most of the time; the templates are filled at the end.
        self._step()
        if self._crew.is_chief:
            self._count_steps(self._crew.steps)
        return html

    @event_priority(-100)
    def on_env(
        self, env: jinja2.Environment, config: MkDocsConfig, **_: object
    ) -> jinja2.Environment:
        """Leave those pages to the chief that were read for their titles."""
        self._files.elsewhere = {*self._files.elsewhere, *self._not_built}
        if self._preview.is_partial and self._env:
            # Its templates are read already, and have not changed.
            self._env.globals.update(env.globals)
            return self._env
        if not why_dependent(config):
            keep_frame(env, config)
        self._env = env
        return env

    def on_template_context(self, context: TemplateContext, **_: object) -> TemplateContext:
        """Let a template see all pages, wherever they are made."""
        context["pages"] = self._files.all_pages()
        return context

    def on_page_context(self, context: TemplateContext, page: Page, **_: object) -> TemplateContext:
        """Begin to note what is said of a page while its template is filled."""
        self._ears.page = page.file.src_uri
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, page: Page, **_: object) -> str:
        """Keep a finished page of which nothing was said."""
        path = page.file.src_uri
        if self._kept and path in self._keys and path not in self.share.unclean and output.strip():
            html = output.encode("utf-8", "xmlcharrefreplace")
            self._kept.keep(self._keys[path], html, self.share.facts[path])
        self._ears.page = ""
        if path not in self._in_nav:
            # Nobody needs it any more, and there are thousands of it.
            page.content = None
        return output

    # --- When they are made ------------------------------------------------------------------

    @event_priority(100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Hand over what was found out, or take it in from the others."""
        if self._kept:
            self._kept.close()
        if not self._crew.is_chief:
            self._crew.finish(self.share)
        self._count_steps(self._crew.wait)
        for share in self._crew.handed_over:
            self.share.facts.update(share.facts)
            self.share.sources.update(share.sources)
            self.share.unclean.update(share.unclean)
        said = {one for share in self._crew.handed_over for one in share.said}
        for one in sorted(said):
            one.again()
        self._validate(config)
        self._open.close()

    @event_priority(100)
    def on_build_error(self, error: Exception, **_: object) -> None:
        """Let no process be left that still makes pages."""
        if not self._crew.is_chief:
            errors = [one.message for one in self.share.said if one.level >= logging.ERROR]
            self._crew.fail("\n".join([*errors, f"{type(error).__name__}: {error}"]))
        self.on_shutdown()

    def on_shutdown(self) -> None:
        """Let no process be left that still makes pages."""
        self._crew.dismiss()
        self._open.close()
        self._between.close()

    def _count_steps(self, told: Callable[[], Iterable[int]]) -> None:
        try:
            for steps in told():
                for _ in range(steps):
                    self._step()
        except CrewError as error:
            raise PluginError(str(error)) from error

    def _validate(self, config: MkDocsConfig) -> None:
        """Let MkDocs look whether the anchors are there that pages link to."""
        known = self.share.facts
        anchors = {path: facts.anchors for path, facts in known.items()}
        if self._preview.wanted is not None:
            return  # Pages that are linked to may be old still.
        for file in self._files:
            facts = known.get(file.src_uri)
            if not file.page or not facts or not facts.links:
                continue
            wrong = {
                path: {anchor: link for anchor, link in links.items() if anchor not in there}
                for path, links in facts.links.items()
                if (there := anchors.get(path)) is not None and not there.issuperset(links)
            }
            for path in wrong:
                target = self._files.src_uris[path].page
                if target:
                    target.present_anchor_ids = set(anchors[path] or ())
            file.page.links_to_anchors = {
                self._files.src_uris[path]: links for path, links in wrong.items()
            }
            file.page.validate_anchor_links(
                files=self._files, log_level=config.validation.links.anchors
            )


def _remove(file: Path, site: Path) -> None:
    """Remove a file of the site, and the folders that it leaves empty."""
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == site or any(folder.iterdir()):
            return
        folder.rmdir()


class _Ears(logging.Handler):
    """Hears what MkDocs says of which page."""

    def __init__(self, share: Share) -> None:
        super().__init__(logging.INFO)
        self.page = ""
        """The path of the page that is being made; none between two pages."""
        self._share = share
        self._is_alone = False

    def emit(self, record: logging.LogRecord) -> None:
        """Note what is said; where nobody else hears it, for others."""
        if self.page:
            self._share.unclean.add(self.page)
        if self._is_alone:
            self._share.said.append(Said(record.name, record.levelno, record.getMessage()))

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Hear what is said within."""
        logger = logging.getLogger("mkdocs")
        logger.addHandler(self)
        try:
            yield
        finally:
            logger.removeHandler(self)

    @contextlib.contextmanager
    def withholding(self) -> Iterator[None]:
        """Hear what is said within, and let nobody else: it may be true only for a moment."""
        logger = logging.getLogger("mkdocs")
        others, propagates = logger.handlers, logger.propagate
        logger.handlers, logger.propagate = [self], False
        try:
            yield
        finally:
            logger.handlers, logger.propagate = others, propagates

    def alone(self) -> None:
        """Be the only one who hears, in a process whose words are passed on."""
        logger = logging.getLogger("mkdocs")
        logger.handlers = [self]
        logger.propagate = False
        self._is_alone = True


def _nothing(size: int = 1) -> None:
    pass
