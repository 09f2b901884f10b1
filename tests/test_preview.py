"""A preview that is edited shows what a clean build would make, and makes no more than it must."""

from __future__ import annotations

import contextlib
import gc
import math
import random
import shutil
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from wsgiref.util import FileWrapper

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.config_options import Plugins
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.pages import Page
from small_dossier import MISTAKE, small_dossier, tree

from generator.plugin import DossierPlugin
from generator.site.later import Later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


CONFIG = """\
site_name: Small
theme: {name: material, font: false, features: [content.action.edit]}
plugins: [search, dossier]
nav: [Home: index.md, People: people/index.md, Articles: articles/index.md]
not_in_nav: "*"
validation: {links: {anchors: warn}}
"""

URL = "http://127.0.0.1:8000/"


class Editors:
    """People who edit a dossier, and look at it with `mkdocs serve` after each edit."""

    def __init__(self, folder: Path) -> None:
        self.folder = small_dossier(folder, CONFIG)
        for number in range(4):
            self.write(
                f"articles/more-{number}.md",
                f"---\ntitle: More {number}\npublisher: daily\npublished: 2016-09-0{number + 1}\n"
                "---\n\n[Ann Lee](person:ann-lee) spoke.\n\nOthers listened.\n",
            )
        self.server: LiveReloadServer | None = None
        self.kept: dict[str, Any] = {}
        self.plugin = DossierPlugin()

    def write(self, path: str, text: str) -> None:
        file = self.folder / "sources" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        file = self.folder / "sources" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def everywhere(self, old: str, new: str) -> None:
        for file in (self.folder / "sources").rglob("*.md"):
            file.write_text(file.read_text().replace(old, new))

    @property
    def articles(self) -> list[Path]:
        return sorted((self.folder / "sources/articles").glob("*.md"))

    def config(self) -> MkDocsConfig:
        config = load_config(str(self.folder / "mkdocs.yml"), site_dir=str(self.folder / "preview"))
        config.site_url = URL
        return config

    def serve(self) -> None:
        """Do what `mkdocs serve` does before it waits for edits."""

        def builder(config: MkDocsConfig | None = None) -> None:
            build(config or self.config(), serve_url=URL)

        # MkDocs keeps plugins as long as a process lives, which for it is one server.
        self.plugins.clear()
        config = self.config()
        config.plugins.on_startup(command="serve", dirty=False)
        builder(config)
        plugin = config.plugins["dossier"]
        assert isinstance(plugin, DossierPlugin)
        self.plugin = plugin
        self.server = LiveReloadServer(builder, "127.0.0.1", 0, str(self.folder / "preview"))
        self.server.watch(config.docs_dir)
        self.server.watch(str(config.config_file_path))
        config.plugins.on_serve(self.server, config=config, builder=builder)
        self.kept = dict(self.plugins)
        self.plugins.clear()

    @property
    def plugins(self) -> dict[str, Any]:
        option = MkDocsConfig.plugins
        assert isinstance(option, Plugins)
        return option.plugin_cache

    @contextlib.contextmanager
    def own_plugins(self) -> Iterator[None]:
        self.plugins.update(self.kept)
        yield
        self.plugins.clear()

    def look(self) -> dict[str, bytes]:
        """Build after an edit, and give all that is shown."""
        assert self.server
        with self.own_plugins():
            self.server.builder()
            self.plugin._later.wait()
        return tree(self.folder / "preview")

    @contextlib.contextmanager
    def at_once(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        """Take an edit in, and do nothing within that nobody asks for."""
        assert self.server
        with monkeypatch.context() as patch, self.own_plugins():
            patch.setattr(self.plugin._later, "ask", lambda _: None)
            self.server.builder()
            yield

    def clean(self) -> dict[str, bytes]:
        """Give what a build of the same sources would show that knows of no other."""
        other = self.folder.with_name("clean")
        shutil.rmtree(other, ignore_errors=True)
        editors = Editors(other)
        shutil.rmtree(other / "sources")
        shutil.copytree(self.folder / "sources", other / "sources")
        shutil.copytree(self.folder / "docs/assets", other / "docs/assets", dirs_exist_ok=True)
        shutil.copy(self.folder / "mkdocs.yml", other)
        editors.serve()
        editors.close()
        return tree(other / "preview")

    def close(self) -> None:
        self.plugin.on_shutdown()
        if self.server:
            self.server.server_close()


@pytest.fixture
def editors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editors]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "315532800")
    monkeypatch.setattr("generator.plugin.Later", partial(Later, peace=0.0))
    monkeypatch.setattr("generator.site.preview.PEACE", 0.01)
    thresholds = gc.get_threshold()
    editors = Editors(tmp_path / "edited")
    editors.serve()
    yield editors
    editors.close()
    gc.unfreeze()
    gc.set_threshold(*thresholds)


@pytest.fixture
def rendered(editors: Editors, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are made of their Markdown, as it goes on."""
    paths: list[str] = []
    render = Page.render

    def noted(page: Page, *rest: object) -> None:
        paths.append(page.file.src_uri)
        render(page, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "render", noted)
    return paths


def test_only_the_pages_that_an_edit_touches_are_made(
    editors: Editors, rendered: list[str]
) -> None:
    editors.replace("articles/more-1.md", "Others listened.", "Nobody listened.")
    shown = editors.look()
    assert set(rendered) == {"articles/more-1.md"}
    assert b"Nobody listened." in shown["articles/more-1/index.html"]
    assert shown == editors.clean()


def test_an_alias_is_shown_wherever_its_bearer_is(editors: Editors, rendered: list[str]) -> None:
    editors.replace("people/ann-lee.md", "name: Ann Lee", "name: Ann Lee-Jones")
    shown = editors.look()
    assert "people/ann-lee.md" in rendered
    assert shown == editors.clean()


def test_an_asset_that_is_put_in_by_hand_is_shown_and_goes(
    editors: Editors, rendered: list[str]
) -> None:
    note = editors.folder / "docs/assets/notes/note.txt"
    note.parent.mkdir()
    note.write_text("one")
    assert editors.look()["assets/notes/note.txt"] == b"one"
    note.write_text("other")
    assert editors.look() == editors.clean()
    note.unlink()
    assert "assets/notes/note.txt" not in editors.look()
    assert rendered.count("people/ann-lee.md") == 1, "in the clean build alone"


def test_a_change_of_the_configuration_or_a_template_makes_all_anew(editors: Editors) -> None:
    config = editors.folder / "mkdocs.yml"
    config.write_text(CONFIG.replace("Small", "Renamed"))
    shown = editors.look()
    assert all(b"Renamed" in shown[f"articles/more-{n}/index.html"] for n in range(4))
    own = editors.folder / "own"
    own.mkdir()
    (own / "main.html").write_text('{% extends "base.html" %}{% block footer %}OWN{% endblock %}')
    config.write_text(CONFIG.replace("{name: material,", "{name: material, custom_dir: own,"))
    assert b"OWN" in editors.look()["articles/more-0/index.html"]
    (own / "main.html").write_text('{% extends "base.html" %}{% block footer %}NEW{% endblock %}')
    assert b"NEW" in editors.look()["articles/more-0/index.html"]


def test_an_error_touches_no_page_and_stands_on_all(editors: Editors, rendered: list[str]) -> None:
    before = tree(editors.folder / "preview")
    with (editors.folder / "sources/articles/first.md").open("a") as article:
        article.write(MISTAKE)
    assert editors.look() == before
    assert rendered == []
    assert editors.server
    for path in ("/", "/people/ann-lee/"):
        assert "unknown-id" in served(editors.server, path)
    editors.replace("articles/first.md", MISTAKE, "\nAll is well.\n")
    assert editors.look() == editors.clean()
    assert "unknown-id" not in served(editors.server, "/")


# --- What somebody asks for comes first ----------------------------------------------------------


def test_after_an_edit_only_what_is_asked_for_is_made(
    editors: Editors, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert editors.server
    editors.replace("articles/more-1.md", "spoke", "sang")
    with editors.at_once(monkeypatch):
        assert rendered == []
        assert " sang" in served(editors.server, "/articles/more-1/")
        assert rendered == ["articles/more-1.md"]
        assert " sang" in served(editors.server, "/people/ann-lee/")
        served(editors.server, "/people/ann-lee/")
        served(editors.server, "/articles/more-2/")
        assert rendered == ["articles/more-1.md", "people/ann-lee.md"]
    assert editors.look() == editors.clean()


def test_data_and_pages_that_are_new_or_gone_are_so_at_once(
    editors: Editors, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert editors.server
    editors.replace("people/ann-lee.md", "name: Ann Lee", "name: Ann Lee-Jones")
    editors.write("people/bo.md", "---\nname: Bo\n---\n")
    editors.replace("articles/more-1.md", "Others", "[Bo](person:bo)")
    (editors.folder / "sources/articles/more-2.md").unlink()
    with editors.at_once(monkeypatch):
        assert "Ann Lee-Jones" in served(editors.server, "/data/people/ann-lee.json")
        assert 'href="../../articles/more-1/' in served(editors.server, "/people/bo/")
        assert "Bo" in served(editors.server, "/people/")
        assert "404" in served(editors.server, "/articles/more-2/")
        assert caplog.text == ""
    assert editors.look() == editors.clean()


def test_an_edit_that_comes_in_between_loses_nothing(
    editors: Editors, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert editors.server
    editors.replace("articles/more-1.md", "spoke", "sang")
    with editors.at_once(monkeypatch):
        served(editors.server, "/articles/more-1/")
    editors.replace("articles/more-3.md", "spoke", "wept")
    with editors.at_once(monkeypatch):
        person = served(editors.server, "/people/ann-lee/")
        assert " sang" in person
        assert " wept" in person
    assert editors.look() == editors.clean()


def test_a_page_that_was_changed_by_hand_is_left_alone_and_said(editors: Editors) -> None:
    assert editors.server
    page = editors.folder / "docs/articles/more-1.md"
    page.write_text(page.read_text() + "\nBy hand.\n")
    editors.replace("articles/more-1.md", "spoke", "sang")
    editors.look()
    assert page.read_text().endswith("By hand.\n")
    assert "hand-edited" in served(editors.server, "/")
    page.unlink()
    editors.replace("articles/more-2.md", "spoke", "wept")
    assert editors.look() == editors.clean()
    assert "hand-edited" not in served(editors.server, "/")


def test_whoever_asks_goes_before_what_nobody_asks_for(
    editors: Editors, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert editors.server
    monkeypatch.setattr("generator.site.preview.FEW", 1)
    monkeypatch.setattr("generator.site.preview.PEACE", 0.3)
    editors.everywhere(" spoke", " sang")
    with editors.own_plugins():
        editors.server.builder()
        for number in range(4):
            assert " sang" in served(editors.server, f"/articles/more-{number}/")
        asked_for = len(rendered)
        editors.plugin._later.wait()
    assert asked_for <= 4 + 2, "what had begun before the first was asked for"
    assert asked_for < len(rendered)


def test_what_nobody_asks_for_is_left_off_between_two_pages(
    editors: Editors, monkeypatch: pytest.MonkeyPatch
) -> None:
    editors.everywhere(" spoke", " sang")
    with editors.at_once(monkeypatch):
        preview = editors.plugin._preview
        assert preview.demand
        wanted = iter([False, False, True])
        preview.changed.add(*preview.demand.make_some(math.inf, lambda: next(wanted)))
        assert len(preview.demand._making.done) == 2
        assert preview.demand._waiting
        preview.changed.add(*preview.demand.make_some(math.inf, lambda: False))
        assert not preview.demand.is_behind
    assert editors.look() == editors.clean()


def test_a_site_is_made_anew_while_the_rest_of_an_edit_is_made(editors: Editors) -> None:
    assert editors.server
    editors.everywhere(" spoke", " sang")
    with editors.own_plugins():
        editors.server.builder()
        (editors.folder / "mkdocs.yml").write_text(CONFIG.replace("Small", "Renamed"))
        again = threading.Thread(target=editors.server.builder, daemon=True)
        again.start()
        again.join(60)
        assert not again.is_alive(), "each waits for the other"
        editors.plugin._later.wait()
    person = served(editors.server, "/people/ann-lee/")
    assert " sang" in person
    assert "Renamed" in person


def served(server: LiveReloadServer, path: str) -> str:
    told: list[dict[str, str]] = []
    app = server.get_app()
    assert app
    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET"}
    answer = app(environ, lambda _status, headers, *_: told.append(dict(headers)))  # type: ignore[arg-type]
    content = b"".join(answer)
    if isinstance(answer, FileWrapper):
        answer.close()
    assert told[0].get("Content-Length", str(len(content))) == str(len(content))
    return content.decode()


def test_a_build_that_fails_is_made_good_by_the_next(
    editors: Editors, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    editors.replace("articles/more-1.md", "Others listened.", "Nobody listened.")
    with monkeypatch.context() as patch:
        patch.setattr(Page, "render", lambda *_: 1 / 0)
        editors.look()
        assert "could not be made" in caplog.text
    editors.replace("articles/more-2.md", "Others listened.", "All listened.")
    assert editors.look() == editors.clean()


def random_edits(editors: Editors, chance: random.Random) -> Callable[[], None]:
    """Choose an edit, as editors make them."""
    number = chance.randrange(10**6)
    article = chance.choice(editors.articles)
    path = f"articles/{article.name}"
    new = f"articles/new-{number}.md"

    def rename() -> None:
        article.rename(article.with_name(f"renamed-{number}.md"))
        old = article.stem
        text = article.with_name(f"renamed-{number}.md").read_text()
        if "formerly" not in text:
            editors.replace(f"articles/renamed-{number}.md", "title:", f"formerly: [{old}]\ntitle:")

    def add_person() -> None:
        editors.write(f"people/p-{number}.md", f"---\nname: Person {number}\n---\n")
        editors.replace(path, "\n---\n", f"\n---\n\n[He](person:p-{number}) came.\n")

    def remove_people() -> None:
        for file in (editors.folder / "sources/people").glob("p-*.md"):
            file.unlink()
            editors.everywhere(f"[He](person:{file.stem})", "He")

    return chance.choice(
        [
            lambda: editors.replace(path, "\n---\n", f"\n---\n\nParagraph {number}.\n"),
            lambda: editors.replace(path, "title: ", f"title: {number} "),
            lambda: editors.write(new, article.read_text().replace("title: ", "title: Copy of ")),
            lambda: article.unlink() if len(editors.articles) > 2 else None,
            lambda: editors.write("people/ann-lee.md", f"---\nname: Ann {number % 9}\n---\n"),
            lambda: editors.everywhere(" spoke", " spoke again"),
            rename,
            add_person,
            remove_people,
        ]
    )


def test_after_any_series_of_edits_the_preview_is_that_of_a_clean_build(
    editors: Editors, rendered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert editors.server
    chance = random.Random(6)
    for step in range(15):
        random_edits(editors, chance)()
        if chance.random() < 0.5:
            with editors.at_once(monkeypatch):
                pages = [path for path in tree(editors.folder / "docs") if path.endswith(".md")]
                for page in chance.sample(sorted(pages), 3):
                    served(editors.server, f"/{page.removesuffix('.md')}/")
            random_edits(editors, chance)()
        if step % 5 == 4:
            shown, wanted = editors.look(), editors.clean()
            assert {path for path in shown | wanted if shown.get(path) != wanted.get(path)} == set()
        else:
            editors.look()
