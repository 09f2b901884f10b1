"""Every text of the interface is in one catalogue, and a reader of German reads German."""

from __future__ import annotations

import string
import subprocess
import sys
from decimal import Decimal
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from small_dossier import CONFIG, dossier, run, small_dossier, tree

from generator.calendars import names_of
from generator.dates import Edtf
from generator.exports import script_texts
from generator.settings import Settings
from generator.texts import Texts, english, languages, texts_in
from generator.texts.coordinates import coordinates

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "generator/texts"
NO_BREAK = "\N{NO-BREAK SPACE}"


# --- The catalogues ------------------------------------------------------------------------------


def catalogues() -> list[Path]:
    return sorted(TEXTS.glob("*/LC_MESSAGES/dossier.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def as_tuple(texts: object) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)  # type: ignore[arg-type]


def gaps(text: str) -> set[str]:
    return {gap for _, gap, _, _ in string.Formatter().parse(text) if gap is not None}


def test_the_catalogues_hold_exactly_the_messages_of_the_code_the_theme_and_the_scripts() -> None:
    run = subprocess.run(
        [sys.executable, "tools/texts.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.stdout + run.stderr == "", "run `make texts`, and translate what is new"
    assert run.returncode == 0


def test_messages_come_from_code_theme_and_scripts() -> None:
    with (TEXTS / "dossier.pot").open("rb") as file:
        found = messages(read_po(file))
    endings = {Path(place).suffix for one in found for place, _ in one.locations}
    assert endings == {".py", ".html", ".js"}
    assert len(found) > 400


def test_german_is_there() -> None:
    assert {"en", "de"} <= languages()


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: path.parts[-3])
def test_a_catalogue_is_complete_and_keeps_every_gap(path: Path) -> None:
    catalogue = read(path)
    assert not catalogue.obsolete
    assert {one.id: one for one in messages(catalogue) if one.fuzzy} == {}
    wrong = {}
    for message in messages(catalogue):
        ids, translations = as_tuple(message.id), as_tuple(message.string)
        forms = catalogue.num_plurals if message.pluralizable else 1
        wanted = set().union(*map(gaps, ids))
        complete = len(translations) == forms and all(map(str.strip, translations))
        # A form for one alone may say "the only one" in place of its number.
        kept = all(wanted - {"count"} <= gaps(one) <= wanted for one in translations)
        counted = not message.pluralizable or gaps(translations[-1]) == wanted
        if not (complete and kept and counted):
            wrong[message.id] = translations
    assert wrong == {}


def test_a_language_is_found_by_its_tag_and_falls_back_to_what_there_is() -> None:
    assert texts_in("de").language == "de"
    assert texts_in("de-AT").language == "de"
    assert texts_in("DE").language == "de"
    assert texts_in("tlh").language == "en"
    assert texts_in("../../etc").language == "en"
    assert texts_in("de") is texts_in("de")


def test_a_text_without_a_translation_is_shown_in_english() -> None:
    assert texts_in("de").gettext("Nobody has written this yet.") == "Nobody has written this yet."


# --- What they say -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "in_english", "in_german"),
    [
        ("2016-08-26", "26 August 2016", "26. August 2016"),
        ("2016-03", "March 2016", "März 2016"),
        ("2016-21", "spring 2016", "Frühjahr 2016"),
        ("2016-08-XX", "some time in August 2016", "irgendwann im August 2016"),
        ("2016-XX", "some time in 2016", "irgendwann im Jahr 2016"),
        ("201X", "the 2010s", "2010er-Jahre"),
        ("19XX", "the years 1900–1999", "Jahre 1900–1999"),
        ("2016-08-27~", "about 27 August 2016", "etwa 27. August 2016"),
        ("2016-08-26?", "26 August 2016 (uncertain)", "26. August 2016 (unsicher)"),
        ("2016-09-05/2016-09-06", "5–6 September 2016", "5.–6. September 2016"),
        ("2016-08-31/2016-09-02", "31 August – 2 September 2016", "31. August – 2. September 2016"),
        ("2016-03/2016-05", "March–May 2016", "März–Mai 2016"),
        ("2011-03/..", "from March 2011 on", "ab März 2011"),
        ("/2016-08", "until August 2016 (start unknown)", "bis August 2016 (Beginn unbekannt)"),
        (
            "2016-08~/2016-09",
            "between about August 2016 and September 2016",
            "etwa August 2016 bis September 2016",
        ),
    ],
)
def test_dates_read_as_in_a_newspaper(date: str, in_english: str, in_german: str) -> None:
    assert english().date(Edtf.parse(date)) == in_english
    assert texts_in("de").date(Edtf.parse(date)) == in_german


@pytest.mark.parametrize(
    ("number", "in_english", "in_german"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (250_000, "250,000", "250.000"),
        (-1200, "−1,200", "−1.200"),
        (Decimal("12.50"), "12.5", "12,5"),
        (Decimal("0.001"), "0.001", "0,001"),
        (Decimal("1234567.891"), "1,234,567.891", "1.234.567,891"),
    ],
)
def test_numbers_have_the_signs_of_the_language(
    number: Decimal, in_english: str, in_german: str
) -> None:
    assert english().number(number) == in_english
    assert texts_in("de").number(number) == in_german


def test_counts_lists_shares_and_places_follow_the_language() -> None:
    german = texts_in("de")
    one, many = "{count} mention", "{count} mentions"
    counted = [german.ngettext(one, many, number) for number in (0, 1, 2, 1200)]
    assert counted == ["0 Erwähnungen", "1 Erwähnung", "2 Erwähnungen", "1.200 Erwähnungen"]
    assert [german.series(["a", "b", "c"][:n]) for n in range(4)] == [
        "", "a", "a und b", "a, b und c",
    ]  # fmt: skip
    assert english().series(["a", "b", "c"]) == "a, b and c"
    assert (english().percent(0.05), german.percent(0.05)) == ("5%", f"5{NO_BREAK}%")
    assert coordinates(german, 33.51, -36.2) == f"33,51°{NO_BREAK}N, 36,20°{NO_BREAK}W"
    assert coordinates(german, -33.5, 36.25) == f"33,50°{NO_BREAK}S, 36,25°{NO_BREAK}O"
    assert coordinates(english(), 0, 180) == "0.00°, 180.00°"


def test_a_language_of_three_plural_forms_and_the_other_direction_needs_no_code() -> None:
    arabic = Texts("ar", Locale("ar"), NullTranslations())
    assert (arabic.is_rtl, english().is_rtl) == (True, False)
    assert arabic.date(Edtf.parse("2016-03")).startswith("مارس")


def test_no_language_takes_the_months_or_days_of_another() -> None:
    """Babel mixes them up, where what a language inherits was asked for in another before."""
    for language, month, day in (("zh", "三月", "星期二"), ("de", "März", "Dienstag")):
        locale = Locale(language)
        for context in ("format", "stand-alone"):
            assert names_of("months", locale)[context]["wide"][3] == month
            assert names_of("days", locale)[context]["wide"][1] == day


def test_scripts_are_given_their_own_messages_alone() -> None:
    ((path, script),) = script_texts(texts_in("de")).items()
    assert path == "assets/dossier/texts.js"
    first = script.decode().partition("\n")[0]
    assert '"Show more": ["Mehr zeigen"]' in first
    assert '"{count} event": ["{count} Ereignis", "{count} Ereignisse"]' in first
    assert "Startseite" not in first
    assert "messages: {}" in next(iter(script_texts(english()).values())).decode()


# --- Which language it is ------------------------------------------------------------------------


def in_language(folder: Path, language: str, more: str = "") -> Path:
    config = CONFIG.replace("name: material,", f"name: material, language: {language},")
    assert config != CONFIG
    return small_dossier(folder, config.replace("[search, dossier]", f"[search, dossier{more}]"))


def test_a_language_without_a_catalogue_is_said_to_be_and_answered_in_english(
    tmp_path: Path,
) -> None:
    folder = in_language(tmp_path, "fr")
    checked = dossier("check", at=folder)
    assert checked.returncode == 0
    assert "mkdocs.yml: warning[no-catalogue] the interface has no texts in 'fr'" in checked.stdout
    built = run("mkdocs", "build", at=folder)
    assert built.returncode == 0, built.stderr
    assert "no-catalogue" in built.stderr
    page = (folder / "site/people/ann-lee/index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert "Skip to content" in page
    assert "1 mention in 1 article" in page


def test_whoever_knows_that_can_switch_the_warning_off(tmp_path: Path) -> None:
    folder = in_language(tmp_path, "fr", ": {rules: {no-catalogue: off}}")
    assert "no-catalogue" not in dossier("check", at=folder).stdout


def test_the_plugin_and_the_command_make_the_same_german_pages(tmp_path: Path) -> None:
    folder = in_language(tmp_path, "de")
    assert dossier("build", at=folder).returncode == 0
    by_command = tree(folder / "site")
    assert run("mkdocs", "build", at=folder).returncode == 0
    assert tree(folder / "site") == by_command
    page = by_command["people/ann-lee/index.html"].decode()
    assert '<html lang="de"' in page
    assert "1 Erwähnung in 1 Artikel" in page
    assert "Zum Inhalt" in page


def test_another_language_changes_every_page_that_is_kept_from_an_earlier_run(
    tmp_path: Path,
) -> None:
    folder = in_language(tmp_path, "en")
    assert dossier("generate", at=folder).returncode == 0
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("language: en", "language: de"), "utf-8")
    assert dossier("generate", at=folder).returncode == 0
    assert "1 Erwähnung in 1 Artikel" in (folder / "docs/people/ann-lee.md").read_text("utf-8")


def test_the_default_of_the_settings_is_english() -> None:
    assert Settings().language == "en"
