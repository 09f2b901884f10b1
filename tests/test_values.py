"""Single values of front matter: names, addresses of the web, languages, coordinates."""

from __future__ import annotations

import pytest
from front_matter import read, with_required

from generator.model import ArticleFields, Kind, PersonFields, PlaceFields


@pytest.mark.parametrize(
    "text",
    ["NO", "null", "~", "12:30", "1.10", "2016-08-26", "true", "{x} {message}", "C#", "=1+1"],
)
def test_a_name_that_looks_like_something_else_stays_a_text(text: str) -> None:
    fields, found = read(Kind.PERSON, f"name: '{text}'")
    assert fields == PersonFields(name=text)
    assert found == ()


@pytest.mark.parametrize(
    "name",
    [
        "Željko Ðorđević-Nguyễn Ọ̀ṣun",
        "سيرغي لافروف",
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d🚒",
        "\u2068بشار الأسد\u2069 (President)",
        "\u202bسوريا\u202c",
        "Jabhat al-Nusra\u00a0Front",
    ],
)
def test_a_name_in_any_script_is_taken(name: str) -> None:
    assert read(Kind.PERSON, f"name: {name}") == (PersonFields(name=name), ())


@pytest.mark.parametrize(
    "character", ["\\x07", "\\x85", "\\L", "\\ufeff", "\\ufffe", "\\U000e0041", "\\e"]
)
def test_an_escaped_control_character_is_found_in_the_value(character: str) -> None:
    (found,) = read(Kind.PERSON, f'name: "a{character}b"')[1]
    assert found.code == "control-character"


@pytest.mark.parametrize(
    "name",
    ["\u202ekerry", "\u2066x", "x\u2069", "\u202bx\u2069", "\u2067\u202ax\u2069\u202c", "\u202dx"],
)
def test_a_name_cannot_turn_the_direction_of_what_follows_it(name: str) -> None:
    (found,) = read(Kind.PERSON, f"name: {name}")[1]
    assert found.code == "text-direction"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org:8080/a_(b)?c=d&e=%20#f",
        "HTTPS://Example.org/",
        "https://lidtime.com/?p=633318",
        "https://xn--80ak6aa92e.com/",
        "https://президент.рф/",
        "https://127.0.0.1/",
        "https://[2001:db8::1]/",
        "https://web.archive.org/web/2016/http://example.org/@kerry",
        "https://example.org/~kerry/a,b;c!d*e'f$g+h=i",
    ],
)
def test_the_address_of_a_web_page_is_taken(url: str) -> None:
    fields, found = read(Kind.ARTICLE, with_required(Kind.ARTICLE, f'url: "{url}"'))
    assert found == ()
    assert isinstance(fields, ArticleFields)
    assert fields.url == url


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd"),
        *("ftp://example.org/", "mailto:a@example.org", "//example.org/", "/a/b", "example.org"),
        *(
            "http:example.org",
            "http:/example.org",
            "https://",
            "https:///a",
            "https://?a",
            "https://.",
        ),
        *("https://user@example.org/", "https://user:secret@example.org/", "https://@example.org/"),
        *(
            "https://example.org:x/",
            "https://example.org:99999/",
            "https://[::1/",
            "https://a%41.org",
        ),
        *("https://example.org/a b", "https://exa mple.org/", "https://example.org/\\u00a0"),
        *("https://example.org/\\u202e", "https://example.org/\\u200b", "https://example.org\\\\a"),
        *("https://example.org/<script>", "https://exam\\nple.org/", "java\\tscript:alert(1)"),
        *(
            "https://example.org/`",
            "https://example.org/{x}",
            "https://example.org/\\0",
            'https://example.org/\\"x',
        ),
    ],
)
def test_no_other_address_is_taken(url: str) -> None:
    (found,) = read(Kind.ARTICLE, with_required(Kind.ARTICLE, f'url: "{url}"'))[1]
    assert found.code == "bad-url"


@pytest.mark.parametrize(
    ("language", "is_tag"),
    [
        *((tag, True) for tag in ("en", "ar", "ckb", "en-GB", "zh-Hant-TW", "sr-Latn", "es-419")),
        *((tag, True) for tag in ("de-CH-1901", "en-US-u-hc-h23", "ar-x-msa", "EN-us")),
        *((tag, False) for tag in ("english", "e", "en_US", "en-", "-en", "en--GB", "x", "ру")),
        *((tag, False) for tag in ("en-GB-", "e1", "en GB", "en\u200b")),
    ],
)
def test_a_language_is_a_well_formed_tag(language: str, is_tag: bool) -> None:
    found = read(Kind.ARTICLE, with_required(Kind.ARTICLE, f"language: {language}"))[1]
    assert [one.code for one in found] == ([] if is_tag else ["bad-language"])


@pytest.mark.parametrize(
    "coordinates",
    [
        *("[200, 500]", "[91, 0]", "[0, 181]", "[nan, 0]", "[0, .inf]", "[1e1, 0]", "[٤٦, 6]"),
        *("[46]", "[46, 6, 1]", "[]", "[46, [6]]", "46", "{lat: 46, lon: 6}", "[46° N, 6° E]"),
    ],
)
def test_coordinates_are_two_numbers_on_earth(coordinates: str) -> None:
    fields, found = read(Kind.PLACE, f"name: x\ncoordinates: {coordinates}")
    assert fields == PlaceFields(name="x")
    assert [one.code for one in found] == ["bad-coordinates"]
