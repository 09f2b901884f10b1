"""Whoever comes to the page of an entry that was renamed is led to where it is now."""

from __future__ import annotations

from pathlib import Path

from small_dossier import CONFIG, dossier, small_dossier


def site_of(folder: Path, config: str = CONFIG) -> Path:
    small_dossier(folder, config)
    person = folder / "sources/people/ann-lee.md"
    person.write_text("---\nname: Ann Lee\nformerly: [a-lee, lee]\n---\n", encoding="utf-8")
    done = dossier("build", "--strict", at=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_the_old_page_sends_the_browser_on_and_says_where_to(tmp_path: Path) -> None:
    page = (site_of(tmp_path) / "people/a-lee/index.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../ann-lee/">' in page
    assert page.count("<h1") == 1
    assert "This page has moved" in page
    assert 'href="../ann-lee/"' in page


def test_pages_that_are_files_lead_to_files(tmp_path: Path) -> None:
    site = site_of(tmp_path, f"{CONFIG}use_directory_urls: false\n")
    page = (site / "people/lee.html").read_text(encoding="utf-8")
    assert '<meta http-equiv="refresh" content="0; url=ann-lee.html">' in page


def test_no_list_of_pages_names_the_old_one(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    for file in ("sitemap.xml", "search/search_index.json", "people/index.html"):
        listed = (site / file).read_text(encoding="utf-8")
        assert "ann-lee/" in listed
        assert "/a-lee/" not in listed


def test_a_former_id_that_is_still_written_is_explained(tmp_path: Path) -> None:
    small_dossier(tmp_path)
    person = tmp_path / "sources/people/ann-lee.md"
    person.rename(person.with_name("ann.md")).write_text(
        "---\nname: Ann Lee\nformerly: [ann-lee]\n---\n", encoding="utf-8"
    )
    done = dossier("check", at=tmp_path)
    assert done.returncode == 1
    assert "hint: it was renamed: write 'ann'" in done.stdout
