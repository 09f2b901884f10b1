"""Dossiers in, pictures of their pages and a contact sheet out: what `make pictures` runs.

The sites are those that the tests visit. Nothing is compared: the pictures are for people to look
at, before a change of the look is published.
"""

from __future__ import annotations

import argparse
import html
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from browsing import WINDOWS, chromium, one_of_each_kind, serving
from odd_dossiers import ODD
from playwright.sync_api import FloatRect, ViewportSize
from site_reader import Site
from sites import HARBOUR, ROOT, build, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

TALLEST = 6_000
"""Where a picture of a long page ends, in pixels."""

SIZES: Mapping[str, ViewportSize] = {**WINDOWS, "paper": {"width": 794, "height": 1123}}
"""What a page is seen on, in pixels; paper is A4, at 96 pixels per inch."""

SETTLED = 150
"""For how long scripts may still draw after a page has loaded, in milliseconds."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to see a page."""

    on: str
    """One of the sizes."""
    colours: Literal["light", "dark"] = "light"
    script: bool = True

    @property
    def name(self) -> str:
        """The look as the name of a file: `phone-dark`, `desktop-light-noscript`."""
        return f"{self.on}-{self.colours}{'' if self.script else '-noscript'}"


EVERY = (
    *(Look(window, "light") for window in WINDOWS),
    *(Look(window, "dark") for window in WINDOWS),
    *(Look(window, script=False) for window in WINDOWS),
    Look("paper"),
)
FEW = (Look("phone"), Look("desktop"), Look("phone", script=False))
"""For the odd dossiers, of which the words and the layout matter, and not the colours again."""

STATES = {
    "repository": (
        "articles/rferl-2016-08-26/#john-kerry-2",
        "search/?find=ceasefire&person=John+Kerry",
        "search/?find=Lavrof",
        "timeline/?person=john-kerry&status=planned",
    ),
    "harbour": ("search/?find=harbour", "search/?find=nowhere+to+be+found"),
    "crowd": ("search/?person=Person+Number+1",),
}
"""What a page can be brought to by its address, by the name of the dossier."""


def dossiers() -> Mapping[str, Callable[[Path], Path]]:
    """Give what can be shown: by name, what writes its sources into a folder or finds them."""
    odd = {name: lambda folder, files=files: written(files, folder) for name, files in ODD.items()}
    return {"repository": lambda _: ROOT / "sources", "harbour": lambda _: HARBOUR, **odd}


def take(browser: Browser, address: str, pages: Iterable[str], look: Look, folder: Path) -> None:
    """Take a picture of each page in one look."""
    context = browser.new_context(
        viewport=SIZES[look.on],
        color_scheme=look.colours,
        java_script_enabled=look.script,
        reduced_motion="reduce",
    )
    tab = context.new_page()
    for page in pages:
        file = folder / picture(page, look)
        file.parent.mkdir(parents=True, exist_ok=True)
        tab.goto(address + page, wait_until="networkidle" if "?" in page else "load")
        tab.wait_for_timeout(SETTLED)
        if look.on == "paper":
            tab.emulate_media(media="print")
            tab.pdf(path=file.with_suffix(".pdf"), format="A4")
        shoot(tab, file)
    context.close()


def shoot(tab: Tab, file: Path) -> None:
    """Take a picture of a whole page, or of the upper part of a very long one."""
    wide, high = tab.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    clip = FloatRect(x=0, y=0, width=wide, height=min(high, TALLEST))
    tab.screenshot(path=file, full_page=True, clip=clip)


def picture(page: str, look: Look) -> str:
    """Give the file of a picture, below the dossier's folder."""
    name = re.sub(r"[^\w.]+", "-", page.removesuffix(".html")).strip("-") or "home"
    return f"{name}/{look.name}.png"


def contact_sheet(shown: Mapping[str, tuple[Sequence[str], Sequence[Look]]]) -> str:
    """Write a page with every picture, small and in rows: a row for each page of each dossier."""
    rows = []
    for name, (pages, looks) in shown.items():
        rows.append(f'<h2 id="{name}">{name}</h2>')
        for page in pages:
            rows.append(f"<h3>{html.escape(page or 'home')}</h3>\n<div>")
            for look in looks:
                src = html.escape(f"{name}/{picture(page, look)}")
                rows.append(
                    f'<figure><a href="{src}"><img src="{src}" alt="" loading="lazy"></a>'
                    f"<figcaption>{look.name}</figcaption></figure>"
                )
            rows.append("</div>")
    links = " ".join(f'<a href="#{name}">{name}</a>' for name in shown)
    return SHEET.format(links=links, rows="\n".join(rows))


SHEET = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pictures</title>
<style>
  body {{ background: #777; font: 14px system-ui, sans-serif; margin: 1rem }}
  a {{ color: inherit }}
  div {{ align-items: start; display: flex; gap: .6rem; overflow-x: auto }}
  figure {{ flex: none; margin: 0 }}
  img {{ display: block; height: 26rem; object-fit: cover; object-position: top; width: auto }}
</style>
<h1>Pictures</h1>
<p>{links}</p>
{rows}
</html>
"""


def main() -> None:
    """Build what is asked for, take its pictures, and write the contact sheet."""
    known = dossiers()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dossiers", nargs="*", metavar="DOSSIER", help=", ".join(known))
    parser.add_argument("--page", default="", help="only pages with this in their address")
    parser.add_argument("--into", type=Path, default=ROOT / "pictures", help="the folder")
    chosen = parser.parse_args()
    shown = {}
    with chromium() as browser, serving() as serve, tempfile.TemporaryDirectory() as scratch:
        for name in chosen.dossiers or known:
            folder = Path(scratch, name)
            folder.mkdir()
            sources = known[name](folder)
            if failed := build(sources, folder):
                raise SystemExit(failed)
            site = Site(folder / "site", sources, folder / "docs")
            pages = [*one_of_each_kind(site), *STATES.get(name, ())]
            pages = [page for page in pages if chosen.page in page]
            looks = FEW if name in ODD else EVERY
            for look in looks:
                take(browser, serve(site), pages, look, chosen.into / name)
            shown[name] = (pages, looks)
            print(f"{name}: {len(pages)} pages in {len(looks)} looks")
    sheet = chosen.into / "index.html"
    sheet.write_text(contact_sheet(shown), encoding="utf-8")
    print(f"look at {sheet}")


if __name__ == "__main__":
    main()
