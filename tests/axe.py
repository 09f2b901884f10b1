"""A page that is open in a browser in, what axe finds wrong with it out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import axe_playwright_python

if TYPE_CHECKING:
    from playwright.sync_api import Page as Tab

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")

READ_A_COLOUR_ONCE = """
() => {
  const { Color } = axe.commons.color;
  const read = Color.prototype.parseString;
  const known = new Map();
  Color.prototype.parseString = function (text) {
    if (!known.has(text)) known.set(text, read.call(new Color(), text));
    const { r, g, b, alpha } = known.get(text);
    return Object.assign(this, { r, g, b, alpha });
  };
}
"""
"""A page has few colours, and axe reads them anew for each of its words: a third of its work."""

WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours; for all others a page is the same in each of them."""

ASK = """
async (asked) => {
  const found = await axe.run(document, asked);
  const rules = (list) => list.map((rule) => rule.id);
  return {
    violations: found.violations.flatMap((rule) =>
      rule.nodes.slice(0, 3).map((node) => `${rule.id}: ${node.html.slice(0, 200)}`)),
    ran: rules([...found.passes, ...found.violations, ...found.incomplete, ...found.inapplicable]),
  };
}
"""


def violations(tab: Tab) -> list[str]:
    """Give what axe finds wrong with a page as it is shown now."""
    return _violations(
        tab, {"runOnly": WCAG_2_2_AA}, {"target-size", "color-contrast", "link-name"}
    )


def colour_violations(tab: Tab) -> list[str]:
    """Give what axe finds wrong with the colours of a page as they are shown now."""
    return _violations(tab, {"runOnly": COLOUR}, set(COLOUR))


def _violations(tab: Tab, rules: Any, of_these: set[str]) -> list[str]:
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(AXE)
        tab.evaluate(READ_A_COLOUR_ONCE)
    answer = tab.evaluate(ASK, rules)
    assert of_these <= set(answer["ran"])
    found: list[str] = answer["violations"]
    return found


def violations_in_light_and_dark(tab: Tab) -> list[str]:
    """Give what axe finds wrong with a page that follows the colours of its reader's system."""
    found = []
    for colours, look in (("light", violations), ("dark", colour_violations)):
        tab.emulate_media(color_scheme=cast(Any, colours))
        scheme = "slate" if colours == "dark" else "default"
        tab.wait_for_function("(one) => document.body.dataset.mdColorScheme === one", arg=scheme)
        found += [f"{colours}: {wrong}" for wrong in look(tab)]
    tab.emulate_media(color_scheme="light")
    return found
