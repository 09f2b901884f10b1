"""Front matter and kinds: what each field takes, what it refuses, and what is said about it."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from front_matter import file, read, with_required
from hypothesis import given
from hypothesis import strategies as st

from generator.dates import Edtf
from generator.diagnostics import Diagnostic, has_errors
from generator.frontmatter import split
from generator.model import (
    FIELDS_OF_KIND,
    ArticleFields,
    Correction,
    EventFields,
    EventStatus,
    Fields,
    FigureFields,
    FormerName,
    Kind,
    Link,
    OrgFields,
    OrgKind,
    PageFields,
    PersonFields,
    PlaceFields,
    PlaceKind,
    Precision,
    Rights,
    Role,
    TextOrigin,
)
from generator.schema import json_schema, read_fields, references


def faults(kind: Kind, block: str) -> list[str]:
    """What is wrong, as line, rule, marked text and message, by place."""
    source = file(block)
    lines = []
    for one in sorted(read(kind, block)[1], key=Diagnostic.sort_key):
        place = one.location
        start = source.offset(place.line, place.column)
        end = source.offset(place.end_line, place.end_column)
        lines.append(f"{place.line} {one.code} '{source.text[start:end]}' {one.message}")
        assert one.hint
    return lines


# --- What is read ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "block", "expected"),
    [
        (
            Kind.ARTICLE,
            """
title: "Syria's civil war: US and Russia clinch deal"
publisher: al-jazeera
published: 2016-09-10
url: https://www.aljazeera.com/news/2016/09/x.html?a=b&c=d#e
archive_url: http://archive.example/сирия_(страна)
retrieved: 2026-11
language: en-GB
authors: [Ann B., "O'Neill, C."]
agencies: [ap, reuters]
repeats:
  - rferl-2016-08-26
text: digest
rights: excerpt
summary: >-
  One
  two.
corrections:
  - date: 2016-09-11
    text: A name was misspelt.
""",
            ArticleFields(
                title="Syria's civil war: US and Russia clinch deal",
                publisher="al-jazeera",
                published=Edtf.parse("2016-09-10"),
                url="https://www.aljazeera.com/news/2016/09/x.html?a=b&c=d#e",
                archive_url="http://archive.example/сирия_(страна)",
                retrieved=Edtf.parse("2026-11"),
                language="en-GB",
                authors=("Ann B.", "O'Neill, C."),
                agencies=("ap", "reuters"),
                repeats=("rferl-2016-08-26",),
                text=TextOrigin.DIGEST,
                rights=Rights.EXCERPT,
                summary="One two.",
                corrections=(
                    Correction(date=Edtf.parse("2016-09-11"), text="A name was misspelt."),
                ),
            ),
        ),
        (
            Kind.PERSON,
            """
name: John Kerry
aliases: [Mr. Kerry, John F. Kerry]
summary: US secretary of state
roles:
  - title: Secretary of State
    of: us-government
    from: 2013-02-01
    until: 2017-01-20
  - title: Senator
anonymous: false
wikidata: Q22316
links:
  - {title: Congress, url: https://example.org/}
""",
            PersonFields(
                name="John Kerry",
                aliases=("Mr. Kerry", "John F. Kerry"),
                summary="US secretary of state",
                roles=(
                    Role(
                        title="Secretary of State",
                        of="us-government",
                        from_=Edtf.parse("2013-02-01"),
                        until=Edtf.parse("2017-01-20"),
                    ),
                    Role(title="Senator"),
                ),
                wikidata="Q22316",
                links=(Link(title="Congress", url="https://example.org/"),),
            ),
        ),
        (
            Kind.PLACE,
            "name: Geneva\nkind: city\nwithin: switzerland\ncoordinates: [46.2044, -6]\n"
            "precision: area\ngeonames: 2660646",
            PlaceFields(
                name="Geneva",
                kind=PlaceKind.CITY,
                within="switzerland",
                coordinates=(46.2044, -6.0),
                precision=Precision.AREA,
                geonames="2660646",
            ),
        ),
        (
            Kind.ORG,
            "name: Jabhat Fateh al-Sham\nkind: armed-group\npart_of: [a, b]\nbased_in: syria\n"
            "former_names:\n  - name: Al-Nusra Front\n    until: 2016-07-28\n",
            OrgFields(
                name="Jabhat Fateh al-Sham",
                former_names=(FormerName(name="Al-Nusra Front", until=Edtf.parse("2016-07-28")),),
                kind=OrgKind.ARMED_GROUP,
                part_of=("a", "b"),
                based_in="syria",
            ),
        ),
        (
            Kind.EVENT,
            "name: Geneva talks\ndate: 2016-08-26\nplace: [geneva]\npart_of: talks\n"
            "participants: [john-kerry, org:us-government, person:sergei-lavrov]\nstatus: disputed",
            EventFields(
                name="Geneva talks",
                date=Edtf.parse("2016-08-26"),
                place=("geneva",),
                participants=("john-kerry", "org:us-government", "person:sergei-lavrov"),
                part_of="talks",
                status=EventStatus.DISPUTED,
            ),
        ),
        (
            Kind.FIGURE,
            "name: People killed\nunit: people\nscope: |\n  Syria,\n  since 2011\n",
            FigureFields(name="People killed", unit="people", scope="Syria,\nsince 2011"),
        ),
        (Kind.PAGE, "title: About", PageFields(title="About")),
    ],
)
def test_front_matter_becomes_the_record_of_its_kind(
    kind: Kind, block: str, expected: Fields
) -> None:
    assert read(kind, block) == (expected, ())


# --- What is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "block", "expected"),
    [
        (Kind.PERSON, "summary: x", ["1 missing-key '---' there is no 'name'"]),
        (Kind.PAGE, "", ["1 missing-key '---' there is no 'title'"]),
        (
            Kind.EVENT,
            "status: planned",
            [
                "1 missing-key '---' there is no 'date'",
                "1 missing-key '---' there is no 'name'",
            ],
        ),
        (
            Kind.PERSON,
            "name: x\nheight: 2 m",
            ["3 unknown-key 'height' there is no key 'height' here"],
        ),
        (Kind.PERSON, "name:", ["2 empty-value 'name' 'name' has no value"]),
        (Kind.PERSON, "name: ''", ["2 empty-value '''' 'name' has no value"]),
        (Kind.PERSON, "name: \u00a0\u200b", ["2 empty-value '\u00a0\u200b' 'name' has no value"]),
        (Kind.PERSON, "name: \u3164", ["2 empty-value '\u3164' 'name' has no value"]),
        (Kind.PERSON, "name: x\naliases:", ["3 empty-value 'aliases' 'aliases' has no value"]),
        (Kind.PERSON, "name: x\naliases: ['']", ["3 empty-value '''' 'aliases' has no value"]),
        (Kind.PERSON, "name: x\naliases:\n  -\n", ["4 empty-value '-' 'aliases' has no value"]),
        (Kind.PERSON, "name: [a]", ["2 wrong-type '[a]' 'name' takes a text"]),
        (Kind.PERSON, "name: {a: b}", ["2 wrong-type '{a: b}' 'name' takes a text"]),
        (Kind.PERSON, "name: x\naliases: Kerry", ["3 wrong-type 'Kerry' 'aliases' takes a list"]),
        (Kind.PERSON, "name: x\naliases: {a: b}", ["3 wrong-type '{a: b}' 'aliases' takes a list"]),
        (Kind.PERSON, "name: x\nroles: Minister", ["3 wrong-type 'Minister' 'roles' takes a list"]),
        (
            Kind.PERSON,
            "name: x\nroles: [Minister]",
            ["3 wrong-type 'Minister' an item of 'roles' has keys"],
        ),
        (
            Kind.PERSON,
            "name: x\nroles:\n  - of: us",
            ["4 missing-key 'of: us' there is no 'title'"],
        ),
        (
            Kind.PERSON,
            "name: x\nroles:\n  - title: y\n    form: 2016",
            ["5 unknown-key 'form' there is no key 'form' here"],
        ),
        (
            Kind.PERSON,
            "name: x\nroles:\n  - title: y\n    from: soon",
            ["5 bad-date 'soon' 'soon' is not a date"],
        ),
        (
            Kind.PERSON,
            "name: x\nanonymous: yes",
            ["3 unknown-choice 'yes' 'yes' is neither true nor false"],
        ),
        (
            Kind.EVENT,
            "name: x\ndate: 2016-02-30",
            ["3 bad-date '2016-02-30' February 2016 has no day 30"],
        ),
        (
            Kind.PLACE,
            "name: x\nkind: village",
            [
                "3 unknown-choice 'village' 'village' is not one of country, region, city, town, "
                "district or site"
            ],
        ),
        (Kind.PLACE, "name: x\nwikidata: q71", ["3 bad-wikidata 'q71' 'q71' is not a Wikidata id"]),
        (
            Kind.PLACE,
            "name: x\ngeonames: 0x1F",
            ["3 bad-geonames '0x1F' '0x1F' is not a GeoNames id"],
        ),
        (
            Kind.PLACE,
            "name: x\nwithin: Upper Nile",
            [
                "3 bad-id 'Upper Nile' 'Upper Nile' is not an id: small letters and digits, with "
                "single hyphens between them"
            ],
        ),
        (Kind.PLACE, "name: x\nwithin: con", ["3 bad-id 'con' 'con' is a reserved name"]),
        (
            Kind.PLACE,
            f"name: x\nwithin: {'a' * 81}",
            [f"3 bad-id '{'a' * 81}' '{'a' * 60}…' is longer than 80 characters"],
        ),
        (
            Kind.PLACE,
            "name: x\nwithin: place:syria",
            ["3 bad-id 'place:syria' 'place:' cannot stand here"],
        ),
        (
            Kind.PERSON,
            "name: |\n  a\n  b",
            ["2 several-lines '|\n  a\n  b' this runs over several lines"],
        ),
        (
            Kind.PERSON,
            'name: "a\\0b"',
            ["2 control-character '\"a\\0b\"' this holds the invisible character U+0000"],
        ),
        (
            Kind.PERSON,
            f"name: {'x' * 201}",
            [f"2 too-long '{'x' * 201}' this has 201 characters, and 200 is the most"],
        ),
        (
            Kind.PERSON,
            f"name: x\nsummary: {'x' * 2001}",
            [f"3 too-long '{'x' * 2001}' this has 2001 characters, and 2000 is the most"],
        ),
    ],
)
def test_a_fault_is_told_with_its_place(kind: Kind, block: str, expected: list[str]) -> None:
    assert faults(kind, block) == expected


def test_all_faults_are_told_at_once() -> None:
    block = with_required(
        Kind.ARTICLE,
        "language: english\nrights: ful\nurl: www.example.org\nretrieved: 26.8.2016\n"
        "agencies: ap\nmood: bad\n",
    )
    assert [one.partition("'")[0] for one in faults(Kind.ARTICLE, block)] == [
        "5 bad-language ",
        "6 unknown-choice ",
        "7 bad-url ",
        "8 bad-date ",
        "9 wrong-type ",
        "10 unknown-key ",
    ]


def test_fields_without_a_fault_are_read_in_spite_of_others() -> None:
    fields, found = read(Kind.PERSON, "name: x\naliases: [y]\nwikidata: no\nroles: [z]")
    assert fields == PersonFields(name="x", aliases=("y",))
    assert has_errors(found)


@pytest.mark.parametrize("block", ["name: [x]", "summary: x", "name:", "nmae: x"])
def test_there_is_no_record_without_what_is_required(block: str) -> None:
    fields, found = read(Kind.PERSON, block)
    assert fields is None
    assert len(found) == 1


@pytest.mark.parametrize(
    ("kind", "block", "hint"),
    [
        (Kind.PERSON, "nmae: John Kerry", "did you mean 'name'?"),
        (Kind.PERSON, "Name: John Kerry", "did you mean 'name'?"),
        (Kind.PERSON, "name: x\nroles:\n  - titel: y", "did you mean 'title'?"),
        (Kind.PLACE, "name: x\nkind: citty", "did you mean 'city'?"),
        (Kind.PLACE, "name: x\nwithin: Łódź Voivodeship", "did you mean 'lodz-voivodeship'?"),
        (Kind.PLACE, "name: x\nwithin: place:syria", "write 'syria' alone"),
        (Kind.PLACE, "name: x\nwithin: person:syria", "write the id of a place"),
        (Kind.PLACE, "name: x\ncoordinates: [139.7, 35.7]", "latitude comes first: [35.7, 139.7]"),
        (Kind.PLACE, "name: x\ncoordinates: 46.2, 6.1", "such as [46.2044, 6.1432]"),
        (Kind.PERSON, "name: x\naliases: Kerry, John", "[Kerry, John]"),
        (Kind.PERSON, "name: x\nroles: {title: y}", "'- title: …'"),
        (Kind.PERSON, "name: [[Kerry]]", "a text that begins with [ needs quotes"),
        (Kind.EVENT, "name: x\ndate: 2016-8-26", "did you mean 2016-08-26?"),
        (Kind.EVENT, "name: x\ndate: 2016\nparticipants: [place:x]", "the id of a person or org"),
        (Kind.ARTICLE, with_required(Kind.ARTICLE, "mood: bad"), "the keys here are title, publ"),
        (Kind.ARTICLE, with_required(Kind.ARTICLE, "rights: ful"), "did you mean 'full'?"),
        (Kind.ARTICLE, with_required(Kind.ARTICLE, "rights: ©"), "full, excerpt or metadata"),
    ],
)
def test_a_fault_comes_with_one_next_step(kind: Kind, block: str, hint: str) -> None:
    (found,) = read(kind, block)[1]
    assert hint in found.hint


def test_a_value_that_yaml_garbled_is_not_blamed_again() -> None:
    source = file("name: Issue #5\nroles: &x y\nwikidata: Q1")
    front = split(source)
    assert front.node is not None
    assert len(front.found) == 2
    assert read_fields(Kind.PERSON, front.node, source) == (None, ())


# --- Ids that name other entries ---------------------------------------------------------------


def test_every_id_is_given_with_its_place_and_the_kinds_that_it_may_name() -> None:
    fields, _ = read(Kind.ARTICLE, with_required(Kind.ARTICLE, "agencies: [ap, afp]\nrepeats: [a]"))
    assert list(references(fields)) == [
        (("publisher",), (Kind.ORG,), "rferl"),
        (("agencies", 0), (Kind.ORG,), "ap"),
        (("agencies", 1), (Kind.ORG,), "afp"),
        (("repeats", 0), (Kind.ARTICLE,), "a"),
    ]


def test_ids_inside_lists_of_records_are_given_as_well() -> None:
    fields, _ = read(Kind.PERSON, "name: x\nroles:\n  - title: y\n  - {title: z, of: un}")
    assert list(references(fields)) == [(("roles", 1, "of"), (Kind.ORG,), "un")]


def test_an_id_may_name_its_kind_where_there_are_several() -> None:
    fields, _ = read(Kind.EVENT, "name: x\ndate: 2016\nparticipants: [org:un, kerry]")
    assert list(references(fields)) == [
        (("participants", 0), (Kind.PERSON, Kind.ORG), "org:un"),
        (("participants", 1), (Kind.PERSON, Kind.ORG), "kerry"),
    ]


# --- JSON Schema -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
def test_the_json_schema_has_the_keys_of_the_kind(kind: Kind) -> None:
    schema = json_schema(kind)
    names = [field.rstrip("_") for field in FIELDS_OF_KIND[kind].__dataclass_fields__]
    assert list(schema["properties"]) == names
    assert schema["additionalProperties"] is False
    assert read(kind, with_required(kind, ""))[1] == ()
    assert sorted(schema["required"]) == sorted(
        line.partition(":")[0] for line in with_required(kind, "").splitlines()
    )
    assert "null" not in str(schema)


def test_the_json_schema_knows_what_a_value_looks_like() -> None:
    place = json_schema(Kind.PLACE)["properties"]
    assert place["kind"]["enum"] == ["country", "region", "city", "town", "district", "site"]
    assert place["precision"]["default"] == "point"
    assert re.search(place["within"]["pattern"], "upper-nile")
    assert not re.search(place["within"]["pattern"], "Upper Nile")
    assert place["coordinates"]["items"] == {"type": "number"}
    person = json_schema(Kind.PERSON)
    assert person["properties"]["anonymous"]["type"] == "boolean"
    assert list(person["$defs"]["Role"]["properties"]) == ["title", "of", "from", "until"]


# --- Whatever is written -----------------------------------------------------------------------


keys = sorted({name.rstrip("_") for one in get_args(Fields) for name in one.__dataclass_fields__})
scalars = st.sampled_from(
    ["x", "", "~", "2016", "2016-13", "true", "Q1", "[", "https://x.y", "ünï", "a b", "1", "-1"]
) | st.text("ab{}[]:'\" \u200b\u202e", max_size=6)
some_keys = st.sampled_from(keys)
trees: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            some_keys | st.sampled_from(["of", "from", "nmae", "{"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


def flow(tree: object) -> str:
    """Write a tree as YAML in brackets and quotes."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(map(flow, tree)) + "]"
    return "'" + str(tree).replace("'", "''") + "'"


@given(st.sampled_from(Kind), st.dictionaries(some_keys, trees, max_size=8))
def test_any_front_matter_gives_a_record_or_says_why_not(kind: Kind, tree: dict[str, Any]) -> None:
    block = "\n".join(f"{key}: {flow(value)}" for key, value in tree.items())
    source = file(block)
    fields, found = read(kind, block)
    assert fields is not None or found
    for one in found:
        assert one.message
        assert one.hint
        assert 1 <= one.location.line <= 1 + max(len(tree), 1)
        assert one.location.end_column <= len(source.line(one.location.end_line)) + 1
        # No word of pydantic's, which knows nothing of front matter.
        said = f"{one.message} {one.hint}".lower()
        assert not re.search("input|pydantic|should be|valid string|tuple|dictionary|extra", said)
    if fields is not None:
        assert all(reference.id for reference in references(fields))
        assert read(kind, block) == (fields, found)
