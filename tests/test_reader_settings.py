"""Readers set what they need: space between letters, large type, few colours; all is still there.

WCAG 2.2: 1.4.12 Text Spacing, 1.4.10 Reflow, 2.5.8 Target Size, 1.4.1 Use of Color.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from axe import colour_violations
from browsing import WINDOWS, one_of_each_kind, overflow, wrong_pages
from test_accessibility import AT_400_PER_CENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab
    from site_reader import Site

pytestmark = pytest.mark.browser

SPACED = """
* {
  letter-spacing: 0.12em !important;
  line-height: 1.5 !important;
  word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }
"""
"""What 1.4.12 prescribes. SVG keeps its own places for words, and is no text of a markup language
that has these properties for lines and paragraphs; its words may still be wider."""

SEEN = """
() => {
  const root = document.querySelector("body");
  const shown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && !one.closest("svg, .unseen, .md-search__output, .md-skip, [hidden], select, option")
    && !(getComputedStyle(one).clipPath.startsWith("inset(50%"));
  const words = (node) => node.data.trim().slice(0, 50);
  const wrong = [];
  const lines = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    if (!node.data.trim() || around.matches("script, style, noscript") || !shown(around)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      if (box.right <= 0 || box.left >= innerWidth) continue;  // The menu waits beside the window.
      // What an ancestor hides of it, save what readers scroll.
      for (let one = around; one && one !== root; one = one.parentElement) {
        const style = getComputedStyle(one);
        if (style.overflowX === "visible" && style.overflowY === "visible") continue;
        if (["auto", "scroll"].includes(style.overflowX)) continue;
        const frame = one.getBoundingClientRect();
        if (box.right > frame.right + 2 || box.left < frame.left - 2
            || box.bottom > frame.bottom + 4 || box.top < frame.top - 4) {
          wrong.push(`cut off: ${words(node)} in ${one.className || one.tagName}`);
          break;
        }
      }
      lines.push([box, node, around]);
    }
  }
  // Letters as high as the type, in the middle of their line.
  const middle = ([box, , around]) => {
    const high = Math.min(parseFloat(getComputedStyle(around).fontSize) * 0.6, box.height);
    const centre = (box.top + box.bottom) / 2;
    return [box.left + 1, centre - high / 2, box.right - 1, centre + high / 2];
  };
  const fixed = (one) => {
    for (let at = one; at; at = at.parentElement) {
      if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return true;
    }
    return false;
  };
  const boxes = lines.filter(([, , around]) => !fixed(around))
    .map((line) => [...middle(line), line[1]]).sort((a, b) => a[1] - b[1]);
  boxes.forEach(([left, top, right, bottom, node], at) => {
    for (let next = at + 1; next < boxes.length && boxes[next][1] < bottom; next += 1) {
      const [x1, y1, x2, , other] = boxes[next];
      if (Math.min(right, x2) - Math.max(left, x1) > 2 && bottom - y1 > 1 && node !== other) {
        wrong.push(`one over the other: ${words(node)} | ${words(other)}`);
      }
    }
  });
  return [...new Set(wrong)];
}
"""
"""Words that are cut off, and words that lie over other words."""


CLIPPED = '<p style="width: 4em; overflow: hidden; white-space: nowrap">Words of some length</p>'
COVERED = '<p>Words below</p><p style="position: relative; top: -2em">Words above</p>'


def lost(tab: Tab) -> list[str]:
    """Give the words of a page that cannot be read, and what runs over its edge."""
    found: list[str] = tab.evaluate(SEEN)
    if overflow(tab) > 0:
        found.append(f"wider than the window by {overflow(tab)}")
    return found


@pytest.mark.parametrize(("content", "said"), [(CLIPPED, "cut off"), (COVERED, "one over")])
def test_what_is_lost_would_be_found(content: str, said: str, browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content(content)
    (found,) = tab.evaluate(SEEN)
    assert found.startswith(said)
    tab.close()


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_words_may_be_spaced_out_and_none_is_lost(
    size: str, site: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(viewport=WINDOWS[size], reduced_motion="reduce")
    tab = context.new_page()

    def spaced_out(tab: Tab) -> list[str]:
        tab.add_style_tag(content=SPACED)
        return lost(tab)

    assert wrong_pages(tab, site, serve(site), spaced_out) == {}
    context.close()


# --- Where the system sets the colours ---

SYSTEM = """
() => ["Canvas", "CanvasText", "LinkText", "GrayText", "Highlight", "Mark", "MarkText"].map(
  (name) => {
    const one = document.createElement("p");
    one.style.color = name;
    document.body.append(one);
    const { color } = getComputedStyle(one);
    one.remove();
    return color;
  })
"""

FOREIGN = """
(system) => [...document.querySelectorAll(":is(.picture, .plot, .key) svg :is(path, rect, circle, "
  + "line, polygon, ellipse, text, stop)")].flatMap((shape) => {
    const style = getComputedStyle(shape);
    const painted = shape.matches("stop") ? [style.stopColor] : [style.fill, style.stroke];
    return painted
      .filter((colour) => colour.startsWith("rgb") && !system.includes(colour))
      .map((colour) => `${shape.outerHTML.slice(0, 90)}: ${colour}`);
  })
"""
"""Shapes in pictures with a colour that is none of the system's."""


def schemes(tab: Tab) -> list[str]:
    """Give the colours that a reader may have chosen on the site itself."""
    found: list[str] = tab.evaluate(
        """() => [...new Set([...document.querySelectorAll("[data-md-color-scheme]")]
                   .map((one) => one.dataset.mdColorScheme))]"""
    )
    return found


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_page_has_the_colours_that_the_system_sets(
    colours: Any, site: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    """Whatever a reader chose on the site before, pictures go along."""
    context = browser.new_context(
        forced_colors="active", color_scheme=colours, viewport=WINDOWS["desktop"]
    )
    tab = context.new_page()
    wrong: dict[tuple[str, str], list[str]] = {}
    for address in one_of_each_kind(site):
        tab.goto(serve(site) + address)
        system = tab.evaluate(SYSTEM)
        for scheme in schemes(tab):
            tab.evaluate("(name) => { document.body.dataset.mdColorScheme = name; }", scheme)
            found = tab.evaluate(FOREIGN, system)
            if found:
                wrong[address, scheme] = found[:3]
    context.close()
    assert wrong == {}


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_words_are_legible_in_the_colours_that_the_system_sets(
    colours: Any, site: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(forced_colors="active", color_scheme=colours)
    tab = context.new_page()
    assert wrong_pages(tab, site, serve(site), colour_violations) == {}
    context.close()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_signs_of_a_picture_differ_in_shape(
    colours: Any, harbour: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    """What is planned, announced, disputed or uncertain; people and organizations."""
    context = browser.new_context(forced_colors="active", color_scheme=colours)
    tab = context.new_page()
    for address, number in (("timeline/", 6), ("network/", 2)):
        tab.goto(serve(harbour) + address)
        # In black and white, so that no colour tells them apart.
        tab.add_style_tag(content=".key { filter: grayscale(1) contrast(9) }")
        signs = [sign.screenshot() for sign in tab.locator(".key svg.sign").all()]
        assert len(signs) >= number
        for one, other in combinations(signs, 2):
            assert one != other
    context.close()


def test_a_quotation_is_seen_where_its_colour_is_not(
    harbour: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    tab = context.new_page()
    tab.goto(serve(harbour) + "articles/courier-2014-03-05/")
    inside, around, line = tab.evaluate(
        """() => {
          const quote = document.querySelector(".text .quote");
          const { color, borderBottomStyle } = getComputedStyle(quote);
          return [color, getComputedStyle(quote.parentElement).color, borderBottomStyle];
        }"""
    )
    context.close()
    assert inside == around
    assert line == "dotted"


# --- Large type ---


@pytest.mark.parametrize("script", [True, False], ids=["with-scripts", "without"])
def test_at_four_hundred_per_cent_no_words_are_lost(
    script: bool, site: Site, browser: Browser, serve: Callable[[Site], str]
) -> None:
    context = browser.new_context(viewport=AT_400_PER_CENT, java_script_enabled=script)
    assert wrong_pages(context.new_page(), site, serve(site), lost) == {}
    context.close()
