"""Hostile and faulty sources: refused at their place, or shown; never active, never lost."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import markdown
import pytest
from hostile_cases import HEAD, Case, files_of, hostile_cases, refused_paths, write_case
from site_reader import collapsed, read_html
from small_dossier import dossier

from generator import report
from generator.pipeline import produce
from generator.settings import CACHE, Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser
    from site_reader import Page, Site

    from generator.diagnostics import Diagnostic

SECONDS = 30
"""What a case may cost of a processor's time. None takes more than a few seconds; what is quadratic
where it should not be takes minutes."""

CASES = {case.name: case for case in hostile_cases()}

FAULT = f"{HEAD}[Somebody](person:nobody) was there too.\n"
"""A fault in another file, which must be found whatever the case is."""


def about(found: tuple[Diagnostic, ...], paths: list[str]) -> list[Diagnostic]:
    """Give the findings about a case's own files, or about folders that they lie in."""
    return [
        one
        for one in found
        if any(f"{path}/".startswith(f"{one.location.path}/") for path in paths)
    ]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_case_is_met_as_expected(case: Case, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    paths = write_case(case, sources)
    (sources / "articles/fault.md").write_text(FAULT, encoding="utf-8")
    begin = time.process_time()
    made = produce(sources, Settings())
    assert time.process_time() - begin < SECONDS

    refused = refused_paths(made.found)
    assert "articles/fault.md" in refused, "the rest of the dossier is still checked"
    assert refused <= {
        "articles/fault.md",
        *(one.location.path for one in about(made.found, paths)),
    }
    own = about(made.found, paths)
    is_refused = refused != {"articles/fault.md"}
    match case.expect:
        case "reject":
            assert is_refused
        case "inert" | "preserve":
            assert not is_refused, own
        case "warn_or_reject":
            assert own
        case expected:
            assert expected == "reject_or_inert"
    if own:
        _check_findings(case, own)


def _check_findings(case: Case, own: list[Diagnostic]) -> None:
    """Each says where and what; nothing in it is invisible."""
    if "line" in case.given:
        lines = [one.location.line - files_of(case)[1] for one in own]
        assert case.given["line"] in lines, own
    for words in case.strings("says"):
        assert any(words in f"{one.message} {one.hint} {one.code}" for one in own), own
    for one in own:
        assert one.message
        # Quoted in full, a hostile text would fill the screen.
        assert len(one.message) + len(one.hint) < 500
        # Joiners are letters to Persian; all else that is invisible is written out.
        said = report.plain(one.message + one.hint)
        assert said.replace("\u200c", "").replace("\u200d", "").isprintable()


LONG = {name: case for name, case in CASES.items() if case.is_long and case.place == "body"}


@pytest.mark.parametrize("case", LONG.values(), ids=LONG)
def test_a_long_case_that_is_accepted_is_soon_a_page(case: Case, tmp_path: Path) -> None:
    (path, *_) = write_case(case, tmp_path)
    made = produce(tmp_path, Settings())
    if path in refused_paths(made.found):
        return
    body = made.files[path].decode().partition("\n---\n")[2]
    begin = time.process_time()
    html = markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables", "toc"])
    assert time.process_time() - begin < SECONDS
    root, faults = read_html(html)
    assert faults == []
    assert case.text[:100].strip() in root.text() or case.name == "link-long-url"


# --- What was accepted, as a reader meets it -----------------------------------------------------


def page_of(case: Case, cases: Site) -> Page | None:
    """Give the page on which a case is shown; none where it was refused."""
    files, _ = files_of(case)
    address = f"{next(iter(files), 'none.md').removesuffix('.md')}/"
    return cases.pages.get(address)


SHOWN = {name: case for name, case in CASES.items() if case.place != "files"}


@pytest.mark.parametrize("case", SHOWN.values(), ids=SHOWN)
def test_what_must_be_shown_is_shown(case: Case, cases: Site) -> None:
    page = page_of(case, cases)
    if page is None:
        assert case.is_long or case.expect not in ("inert", "preserve")
        return
    shown = collapsed(page.content.text())
    numbered = re.sub(r"^(\d+)\. ", "", shown)
    for words in case.strings("shows"):
        # `1. one` of a list is a number that the browser draws.
        text = re.sub(r"^\d+\. ", "", collapsed(words))
        assert text in shown or text in numbered, words
    for words in case.strings("hides"):
        assert words not in page.source


def test_nothing_on_any_page_is_active(cases: Site) -> None:
    # The theme's own scripts, the same on each page but for what says where the page is.
    known = {one.text() for one in cases.article("control").root.all("script")}
    for page in cases.written.values():
        assert page.faults == [], page.path
        for script in page.root.all("script"):
            if "src" in script.attributes:
                target = page.target(script.attributes["src"])
                assert target, page.path
                assert target[0].startswith("assets/"), (page.path, target)
            elif script.id != "__config":
                assert script.text() in known, page.path
        for one in page.content.walk():
            assert one.tag not in ("script", "style", "iframe", "object", "embed", "img", "form")
            assert one.tag not in ("svg", "math", "base", "meta", "link", "input", "plaintext")
        for one in page.root.walk():
            assert not [name for name in one.attributes if name.startswith("on")], page.path
            for name in ("href", "src", "action", "formaction", "xlink:href"):
                address = one.attributes.get(name, "")
                assert re.match(r"(https?:|mailto:|[^:]*([/#?]|$))", address), (page.path, address)
        for one in (*page.root.all("script"), *page.root.all("style"), *page.root.all("noscript")):
            assert "XSSCANARY" not in one.text(), page.path


def test_front_matter_holds_only_keys_of_ours(cases: Site) -> None:
    """Front matter can choose a template, redirect, or run what a theme prints unescaped."""
    for file in cases.docs.rglob("*.md"):
        head = file.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")[0]
        keys = {line.partition(":")[0] for line in head.splitlines()} - {"{}"}
        allowed = {"title", "description", "hide", "tags", "search", "citation", "template"}
        assert keys <= allowed, (file, keys)


@pytest.mark.browser
def test_no_case_runs_in_a_browser(
    cases: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    root = serve(cases)
    page = browser.new_page()
    ran: list[str] = []
    requests: list[str] = []
    page.expose_function("XSSCANARY", lambda *_: ran.append(page.url))
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    page.on("request", lambda request: requests.append(request.url))
    own = [one.address for case in SHOWN.values() if (one := page_of(case, cases))]
    for address in ("", "people/", "articles/", "timeline/", *own):
        page.goto(root + address, wait_until="load")
        # Handlers that wait for the pointer or the keyboard.
        page.evaluate(
            """for (const one of document.querySelectorAll("article *"))
                 for (const type of ["mouseover", "focus", "toggle", "error", "animationstart"])
                   one.dispatchEvent(new Event(type))"""
        )
    page.close()
    assert ran == []
    assert [one for one in requests if not one.startswith(root)] == []


def test_nothing_that_a_source_holds_steers_the_terminal_or_the_ci_system(tmp_path: Path) -> None:
    """GitHub obeys lines that begin with `::`, terminals obey escape sequences."""
    sources = tmp_path / "sources/articles"
    sources.mkdir(parents=True)
    (sources / "a.md").write_text(
        f"{HEAD}::error file=app.py,line=1::pwned [x](persn:::add-mask::x)\n\n"
        "##[add-mask]t [Somebody](person:nobody) \u202egnp\u202c\n",
        encoding="utf-8",
    )
    (sources / "b\n::error::pwned\x1b[2J.md").write_text(HEAD, encoding="utf-8")
    answer = dossier("check", "--sources", "sources", at=_with_config(tmp_path))
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    for line in (answer.stdout + answer.stderr).splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line
        assert "\x1b" not in line


def _with_config(folder: Path) -> Path:
    (folder / "mkdocs.yml").write_text("site_name: Cases\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", ["check", "generate", "build"])
def test_an_error_leaves_everything_as_it_was(command: str, tmp_path: Path) -> None:
    folder = _with_config(tmp_path)
    write_case(CASES["xss-body-script-block"], folder / "sources")
    answer = dossier(command, at=folder)
    assert answer.returncode == 1
    said = answer.stdout + answer.stderr
    assert "sources/articles/xss-body-script-block.md:7:1: error[raw-html]" in said
    assert "Traceback" not in said
    left = {path.name for path in folder.iterdir()} - {CACHE}
    assert left == {"mkdocs.yml", "sources"}


def test_an_empty_folder_of_sources_is_no_crash(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    answer = dossier("check", at=_with_config(tmp_path))
    assert "no-sources" in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stdout + answer.stderr
