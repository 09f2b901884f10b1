"""What is read of `mkdocs.yml`, without MkDocs."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.model import Rights
from generator.settings import Settings, SettingsError, read_settings


def settings_of(tmp_path: Path, text: str) -> Settings:
    config = tmp_path / "mkdocs.yml"
    config.write_text(text, encoding="utf-8")
    return read_settings(config)


def refusal_of(tmp_path: Path, text: str) -> str:
    with pytest.raises(SettingsError) as refused:
        settings_of(tmp_path, text)
    finding = refused.value.finding
    place = finding.location
    assert place.path == str(tmp_path / "mkdocs.yml")
    hint = f" ({finding.hint})" if finding.hint else ""
    return f"{place.line}:{place.column} {finding.code}: {finding.message}{hint}"


def test_an_empty_file_gives_mkdocs_own_defaults(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "") == Settings(
        config=tmp_path / "mkdocs.yml",
        sources=tmp_path / "sources",
        docs=tmp_path / "docs",
        site_dir=tmp_path / "site",
    )


def test_a_full_file_is_read(tmp_path: Path) -> None:
    text = """
site_name: Ceasefire
site_description: A dossier
site_url: https://example.org/dossier/
docs_dir: out/docs
site_dir: out/site
use_directory_urls: false
strict: true
theme: {name: material, icon: {logo: !unknown x}}
markdown_extensions:
  - pymdownx.emoji:
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
plugins:
  - search
  - dossier: {sources: press, excerpt_words: 40, default_rights: metadata, workers: 3,
      cache_megabytes: 0, social_cards: false}
"""
    assert settings_of(tmp_path, text) == Settings(
        config=tmp_path / "mkdocs.yml",
        sources=tmp_path / "press",
        docs=tmp_path / "out/docs",
        site_dir=tmp_path / "out/site",
        site_name="Ceasefire",
        site_description="A dossier",
        site_url="https://example.org/dossier/",
        use_directory_urls=False,
        strict=True,
        excerpt_words=40,
        default_rights=Rights.METADATA,
        workers=3,
        cache_megabytes=0,
        social_cards=False,
        edited_below="../../press",
    )


@pytest.mark.parametrize(
    "plugins",
    [
        "[search, dossier]",
        "[dossier: null]",
        "[{dossier: {}}]",
        "{dossier: {}}",
        "{search: {}}",
        "[]",
        "null",
    ],
)
def test_a_plugin_without_options_has_the_defaults(tmp_path: Path, plugins: str) -> None:
    assert settings_of(tmp_path, f"plugins: {plugins}\n").excerpt_words == 150


def test_paths_of_the_command_line_are_relative_to_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project/mkdocs.yml").write_text("docs_dir: pages\n")
    monkeypatch.chdir(tmp_path)
    given = read_settings(Path("project/mkdocs.yml"), sources=Path("press"))
    assert given.sources == Path("press")
    assert given.docs == Path("project/pages")
    assert given.edited_below == "", "sources from elsewhere have no page to be edited on"
    assert read_settings(Path("project/mkdocs.yml")).sources == Path("project/sources")


def test_the_environment_is_asked_as_mkdocs_asks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOSSIER_TEST_WORDS", "70")
    monkeypatch.delenv("DOSSIER_TEST_NAME", raising=False)
    text = """
site_name: !ENV [DOSSIER_TEST_NAME, Fallback]
site_url: !ENV DOSSIER_TEST_NAME
plugins: [dossier: {excerpt_words: !ENV DOSSIER_TEST_WORDS}]
"""
    settings = settings_of(tmp_path, text)
    assert (settings.site_name, settings.site_url) == ("Fallback", "")
    assert settings.excerpt_words == 70


def test_a_file_may_inherit_from_another(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text(
        "site_name: Base\nsite_dir: public\nplugins: {dossier: {excerpt_words: 9, sources: a}}\n"
    )
    text = "INHERIT: base.yml\nsite_name: Own\nplugins: {dossier: {sources: b}}\n"
    settings = settings_of(tmp_path, text)
    assert settings.site_name == "Own"
    assert settings.site_dir == tmp_path / "public"
    assert (settings.sources, settings.excerpt_words) == (tmp_path / "b", 9)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (
            "site_name: A\nplugins:\n  - dossier:\n      sorces: press\n",
            "4:7 unknown-option: 'sorces' is not an option of the plugin 'dossier' "
            "(did you mean 'sources'?)",
        ),
        (
            "plugins: [dossier: {colour: red}]\n",
            "1:21 unknown-option: 'colour' is not an option of the plugin 'dossier' "
            "(it has sources, excerpt_words, default_rights, rules, workers, cache_megabytes, "
            "social_cards)",
        ),
        (
            "plugins: [dossier: {excerpt_words: many}]\n",
            "1:36 bad-option: 'excerpt_words' must be a whole number, 0 or more",
        ),
        (
            "plugins: [dossier: {excerpt_words: -1}]\n",
            "1:36 bad-option: 'excerpt_words' must be a whole number, 0 or more",
        ),
        (
            "plugins: [dossier: {excerpt_words: true}]\n",
            "1:36 bad-option: 'excerpt_words' must be a whole number, 0 or more",
        ),
        (
            "plugins: [dossier: {default_rights: some}]\n",
            "1:37 bad-option: 'default_rights' must be one of full, excerpt, metadata",
        ),
        (
            "plugins: [dossier: press]\n",
            "1:20 bad-option: the options of 'dossier' must be 'name: value'",
        ),
        ("docs_dir: [a]\n", "1:11 bad-option: 'docs_dir' must be a text"),
        (
            "site_name: 2016-13-45\n",
            "1:12 bad-option: 'site_name' must be a plain value; put it in quotes",
        ),
        (
            "use_directory_urls: maybe\n",
            "1:21 bad-option: 'use_directory_urls' must be true or false",
        ),
        (
            "site_name: [\n",
            "2:1 bad-configuration: this is not YAML: expected the node content, but found "
            "'<stream end>'",
        ),
        (
            "a word\n",
            "0:0 bad-configuration: must hold 'name: value' lines "
            "(name the configuration file with --config)",
        ),
        (
            "INHERIT: mkdocs.yml\n",
            "1:10 bad-configuration: the files inherit from one another in a circle",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(tmp_path: Path, text: str, refusal: str) -> None:
    assert refusal_of(tmp_path, text) == refusal


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file or directory"):
        read_settings(tmp_path / "mkdocs.yml")


def test_a_missing_parent_is_named(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\n")
    with pytest.raises(SettingsError) as refused:
        read_settings(tmp_path / "mkdocs.yml")
    assert refused.value.finding.location.path == str(tmp_path / "base.yml")
