"""What stands around pages is filled in once, and is on each page what it would have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from plain_site import CONFIG, made, plain_site, write

if TYPE_CHECKING:
    from pathlib import Path

THEME = """\
theme:
  name: material
  custom_dir: own
  features: [navigation.tabs]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose pages lie in several folders, some of them in the navigation."""
    config = CONFIG.replace("theme: {name: mkdocs}\n", THEME)
    config = config.replace("About: about.md", "About: about.md, Part: [p0.md, part/p1.md]")
    folder = plain_site(tmp_path / "plain", config=config)
    (folder / "own").mkdir()
    for name in ("part/p1", "part/p2", "part/p3", "part/of/p4"):
        (folder / f"docs/{name}.md").parent.mkdir(exist_ok=True)
        write(folder, name, "Words.")
    return folder


@pytest.mark.parametrize("folders", ["true", "false"])
def test_every_page_is_the_same_as_without(site: Path, folders: str) -> None:
    with (site / "mkdocs.yml").open("a") as config:
        config.write(f"use_directory_urls: {folders}\n")
    kept = made(site, megabytes=0)
    # Where a user has templates of the same kind, each page is filled in by itself.
    (site / "own/partials").mkdir()
    plain = made(site, megabytes=0, site="alone")
    assert kept.errors == plain.errors == ""
    assert kept.files == plain.files
    html = [content for path, content in kept.files.items() if path.endswith(".html")]
    assert len({content.partition(b'class="md-tabs"')[2][:900] for content in html}) > 3


def test_a_template_of_the_users_own_may_show_what_it_likes(site: Path) -> None:
    (site / "own/partials").mkdir()
    (site / "own/partials/tabs.html").write_text("<p>TABS OF {{ page.title }}</p>")
    files = made(site, megabytes=0).files
    for name in ("p1", "p2", "p3"):
        assert f"TABS OF Page {name}".encode() in files[f"{name}/index.html"]
