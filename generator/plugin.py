"""MkDocs' events in, the generator's work out.

`mkdocs build` and `mkdocs serve` alone do the whole job: the plugin generates before each build,
points *Edit this page* at the source file, leaves out what nobody vouches for, and turns findings
into log warnings, on which `mkdocs build --strict` fails. While serving, findings are shown on
every page, and the last pages without errors stay.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

import jinja2
from click import unstyle
from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator import generate, report
from generator.diagnostics import Diagnostic, Severity
from generator.full_text_index import FullTextIndex, PagefindError
from generator.generate import Outcome
from generator.means import Means
from generator.memory import collect, collect_when_calm
from generator.model import FOLDERS, Rights
from generator.repositories import edit_root, report_root
from generator.rights import DEFAULT_BUDGET
from generator.rules.catalogue import Level, LevelError, level_of
from generator.settings import PLUGIN, Settings, overlap, way_between
from generator.site.demand import Demand
from generator.site.findable import Head, HeaderIndex, heads_of
from generator.site.findings import listed
from generator.site.later import Later
from generator.site.pages import NAME, SitePages
from generator.site.preview import ByHand, Preview
from generator.site.serving import prepare
from generator.social_cards import SocialCards
from generator.texts import SOURCE_LANGUAGE, texts_in
from generator.timings import stage
from generator.watch import Inputs
from generator.write import BY_HAND, left_out, read_manifest

log = get_plugin_logger(PLUGIN)

THEME = Path(__file__).with_name("theme")

EXTENSIONS = ("attr_list", "md_in_html", "tables")
"""What the generated Markdown is written for."""

REPORTED = tuple(f"{folder}/" for folder in FOLDERS)
"""Where the pages lie on which readers find a link to report a fault."""

EPOCH = "315532800"
"""1980-01-01, the first day of archive formats: builds of the same sources are the same bytes."""


class PluginOptions(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's options in `mkdocs.yml`, as in `generator.settings`."""

    sources = c.Type(str, default="sources")
    excerpt_words = c.Type(int, default=DEFAULT_BUDGET)
    rules = c.Type(dict, default={})
    workers = c.Type(int, default=Settings().workers)
    cache_megabytes = c.Type(int, default=Settings().cache_megabytes)
    social_cards = c.Type(bool, default=Settings().social_cards)
    default_rights = c.Choice(tuple(Rights), default=Settings().default_rights)


class DossierPlugin(BasePlugin[PluginOptions]):  # type: ignore[no-untyped-call]
    """The plugin `dossier`."""

    def __init__(self) -> None:
        self.made: tuple[Settings, Outcome] | None = None
        """What `dossier build` has made and written already."""
        self._preview = Preview()
        self._means: Means | None = None
        self._later = Later()
        self._by_hand = ByHand(Settings().docs)
        self._env: jinja2.Environment | None = None
        self._banner = ""
        self.pages = SitePages(Settings())
        """What makes the pages of this build."""
        self._serving = False
        self._inputs = Inputs()
        self._settings = Settings()
        self._edited_below = ""
        self._found: tuple[Diagnostic, ...] = ()
        self._is_old = False
        self._outcome: Outcome | None = None
        self._heads: dict[str, Head] = {}
        self._findable = HeaderIndex(folders=True)
        self._index: FullTextIndex | None = None
        self._cards = SocialCards({})

    def load_config(
        self, options: dict[str, object], config_file_path: str | None = None
    ) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        """Read the options; one that is not known is an error, as it is on the command line."""
        errors, warnings = super().load_config(options, config_file_path)
        return errors + [(key, base.ValidationError(text)) for key, text in warnings], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: object) -> None:
        """Remember whether the pages are shown to their editors, or built to be published."""
        self._serving = command == "serve"

    @event_priority(50)  # Before the search of Material asks for the language.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put the theme's overrides below the user's own, and find where sources are edited."""
        if self._preview.is_partial:
            return config
        os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)
        self._settings = self.made[0] if self.made else self._settings_of(config)
        if overlap(self._settings.sources, self._settings.docs):
            message = "the sources and the generated pages must lie in folders of their own"
            raise PluginError(message)
        # Where the interface has no catalogue, the whole page is English, and says so.
        config.theme["language"] = texts_in(self._settings.language).language
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        for name in EXTENSIONS:
            if name not in config.markdown_extensions:
                config.markdown_extensions.append(name)
        self._edited_below = self._settings.edited_below
        root = edit_root(os.environ)
        if root and not (config.repo_url or config.edit_uri or config.edit_uri_template):
            top = Path(config.config_file_path).parent
            config.edit_uri = root
            self._edited_below = self._edited_below and way_between(top, self._settings.sources)
        config.plugins[NAME] = self.pages = SitePages(self._settings, self._preview)
        self.on_shutdown()
        self._heads = {}
        self._findable = HeaderIndex(folders=self._settings.use_directory_urls)
        self._means = generate.means_of(self._settings, again=self._serving)
        self._by_hand = self._preview.by_hand = ByHand(self._settings.docs)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Bring `docs/` up to date; refuse to build what must not be published."""
        demand = self._preview.demand if self._preview.is_partial else None
        if demand:
            self._outcome = demand.outcome
            self._know_heads(demand.outcome)
            return
        self._inputs.look()
        strict = config.strict and not self._serving
        outcome = self.made[1] if self.made else self._generate(strict=strict)
        self._found = outcome.found if self._serving else ()
        self._is_old = outcome.written is None
        self._outcome = outcome
        self._know_heads(outcome)
        self._cards = SocialCards(outcome.production.cards)
        self.pages.shown_on = self._cards.of
        self.pages.shown = report_root(os.environ, config.repo_url)
        if self.made:
            return
        self._log(outcome)
        if outcome.is_refused(strict=strict) and not self._serving:
            count = report.summary(outcome.found, len(outcome.texts))
            message = f"{count}: nothing was published"
            raise PluginError(message)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Point each page at its source file, and leave out what was not generated."""
        assert self._outcome  # noqa: S101
        if self._preview.is_partial and self._preview.demand:
            # The others have been looked at before.
            paths = self._preview.changed.written & files.src_uris.keys()
            ours = {path: files.src_uris[path] for path in paths}
        else:
            ours = {file.src_uri: file for file in files if file.src_dir == config.docs_dir}
            for path in left_out(ours, read_manifest(self._settings.docs).hashes):
                files.remove(ours.pop(path))
        for path, file in ours.items():
            source = self._edited_below and self._outcome.production.files.source(path)
            file.edit_uri = f"{self._edited_below}/{source}" if source else None
        if not self._preview.is_partial:
            # It takes as long as a share of the pages: it goes on beside them.
            self._index = self._index_of(config)
        return files

    def on_page_content(self, html: str, /, *, page: Page, **_: object) -> str:
        """Spare Material the reading of a page for its index: the page's entry is known."""
        if page.file.src_uri in self._heads:
            page.meta["search"] = {"exclude": True}
        return html

    def on_env(
        self, env: jinja2.Environment, /, *, config: MkDocsConfig, **_: object
    ) -> jinja2.Environment:
        """Tell the templates what is shown beside the pages' own text."""
        if not self._preview.is_partial:
            self._env = env
        env.globals["dossier_text"] = texts_in(self._settings.language).gettext
        env.globals["dossier_report_at"] = report_root(os.environ, config.repo_url)
        env.globals["dossier_reported"] = REPORTED
        env.globals["dossier_card"] = self._cards.of
        return env

    @event_priority(-50)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put what can be found into the site, after Material has written its index."""
        with stage("search"):
            site = Path(config.site_dir)
            if not self._preview.is_partial:
                cache = self._settings.cache()
                self._cards.write(site, cache)
                cache.close()
            self._findable.put_in(site, self._heads)
            if self._preview.is_partial:
                if not self._is_old and not self._preview.demand:
                    self._index_later(config)
            elif self._index:
                try:
                    self._index.finish()
                except PagefindError as error:
                    message = f"the search over paragraphs could not be made: {error}"
                    raise PluginError(message) from error
        if self._serving:
            self._banner = self._banner_of()
            self._preview.shows(config)

    def on_build_error(self, **_: object) -> None:
        """Leave nothing running, unless it is that which has failed."""
        if not self._preview.is_partial:
            self.on_shutdown()

    def on_shutdown(self) -> None:
        """Leave nothing running."""
        self._preview.leave_off()
        if self._index:
            self._index.abandon()
        self._later.drop()

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Watch what people write instead of what is generated, and only for real changes."""
        self._serving = True
        config_file = config.config_file_path
        written = [self._settings.sources.resolve(), Path(config.docs_dir, BY_HAND)]
        written += [Path(config_file)] if config_file else []
        prepare(
            server,
            self._inputs,
            (self._preview.ensure, lambda: self._banner),
            ([config.docs_dir, config_file], written),
        )
        self._preview.begin(builder)
        collect_when_calm()
        server.builder = lambda: self._edited(config)
        return server

    def _edited(self, config: MkDocsConfig) -> None:
        """Take in an edit, and begin to bring all up to date that nobody asks for."""
        self._preview.rebuild()
        demand = self._preview.demand
        if not demand:
            return
        outcome = demand.outcome
        self._log(outcome, known=self._found)
        self._outcome, self._found = outcome, outcome.found
        self._is_old = outcome.is_refused(strict=False)
        self._banner = self._banner_of()

        def finish() -> None:
            try:
                if not self._preview.finish():
                    return
            except Exception:
                log.exception("the rest of the pages could not be made")
                return
            self._outcome, self._found = demand.outcome, demand.outcome.found
            self._banner = self._banner_of()
            self._index_now(config)
            collect()

        self._later.ask(finish)

    def _log(self, outcome: Outcome, known: Iterable[Diagnostic] = ()) -> None:
        """Say what was found, save what has been said."""
        said = set(known)
        for finding in outcome.found:
            if finding not in said:
                level = logging.ERROR if finding.severity is Severity.ERROR else logging.WARNING
                text = report.as_text(finding, outcome.texts.get(finding.location.path))
                log.log(level, unstyle(text))

    def _generate(self, *, strict: bool) -> Outcome:
        """Produce, and write unless that would replace good pages with less."""
        self._preview.demand = None
        self._preview.changed.add(*self._by_hand.changes())
        outcome = generate.produce(self._settings, self._means)
        # While editing, the last good pages stay; where there are none, what can be made is shown.
        keep = not self._serving or read_manifest(self._settings.docs).whole
        if keep and outcome.is_refused(strict=strict):
            return outcome
        with self._inputs.writing() as files:
            outcome = generate.write_docs(self._settings, outcome)
            if outcome.written:
                changed = outcome.written.written + outcome.written.removed
                files += [self._settings.docs / path for path in changed]
        if outcome.written:
            self._preview.changed.add({*outcome.written.written}, {*outcome.written.removed})
            if self._serving and self._means and not outcome.is_refused(strict=False):
                self._preview.demand = Demand(self._settings, self._means, outcome)
        return outcome

    def _know_heads(self, outcome: Outcome) -> None:
        """Read the front matter of the pages that have changed, or of all."""
        if self._preview.is_partial:
            changed = self._preview.changed
            for path in changed.removed:
                self._heads.pop(path, None)
            pages = self._pages_of(outcome, changed.written)
        else:
            pages = self._pages_of(outcome, outcome.production.files)
        self._heads.update(heads_of(pages))
        self.pages.heads = self._heads

    def _index_of(self, config: MkDocsConfig) -> FullTextIndex:
        assert self._outcome  # noqa: S101
        return FullTextIndex(
            self._outcome.production.records,
            Path(config.site_dir),
            str(config.theme.get("language", "en")),
            self._settings.cache(),
        )

    def _index_later(self, config: MkDocsConfig) -> None:
        """Bring the search over paragraphs up to date while the pages are read already."""
        self._later.ask(lambda: self._index_now(config))

    def _index_now(self, config: MkDocsConfig) -> None:
        self._index = self._index_of(config)
        try:
            self._index.finish()
        except PagefindError as error:
            log.warning("the search over paragraphs could not be made: %s", error)

    def _banner_of(self) -> str:
        """Give the findings as HTML; nothing where there are none."""
        if not self._found or self._env is None:
            return ""
        template = self._env.get_template("findings.html")
        return template.render(listed(self._found), dossier_is_old=self._is_old)

    def _pages_of(self, outcome: Outcome, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Give some of the generated pages as they are below `docs/`."""
        files, docs = outcome.production.files, self._settings.docs
        if self._is_old:
            there = [path for path in read_manifest(docs).hashes if (docs / path).is_file()]
            return {path: (docs / path).read_bytes() for path in there if path.endswith(".md")}
        return {path: files[path] for path in paths if path.endswith(".md") and path in files}

    def _settings_of(self, config: MkDocsConfig) -> Settings:
        root = Path(config.config_file_path or "mkdocs.yml").parent
        sources = root / self.config.sources
        return Settings(
            config=_near(Path(config.config_file_path or "mkdocs.yml")),
            sources=_near(sources),
            docs=_near(Path(config.docs_dir)),
            site_dir=_near(Path(config.site_dir)),
            site_name=config.site_name,
            site_description=config.site_description or "",
            site_url=config.site_url or "",
            use_directory_urls=config.use_directory_urls,
            language=str(config.theme.get("language", SOURCE_LANGUAGE)),
            excerpt_words=self.config.excerpt_words,
            default_rights=Rights(self.config.default_rights),
            rules=_levels(self.config.rules),
            workers=self.config.workers,
            cache_megabytes=self.config.cache_megabytes,
            # Nobody links to the pages that editors are shown.
            social_cards=self.config.social_cards and not self._serving,
            edited_below=way_between(Path(config.docs_dir), sources),
        )


def _levels(rules: Mapping[str, object]) -> dict[str, Level]:
    try:
        return {code: level_of(code, weight) for code, weight in rules.items()}
    except LevelError as error:
        message = f"{error} ({error.hint})"
        raise PluginError(message) from error


def _near(path: Path) -> Path:
    """Give a path as a user would type it: relative, where it is below the current folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
