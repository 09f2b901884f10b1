"""Which words of an article name an entry, and which only look like it."""

from __future__ import annotations

import pytest
from suggesting import reading, told

STORIES = {
    "a full name": ("John Kerry flew in.", ["John Kerry = person:john-kerry"]),
    "a surname after the full name": (
        "John Kerry spoke. Later Kerry left.",
        ["John Kerry = person:john-kerry", "Kerry = person:john-kerry"],
    ),
    "a surname alone is only likely": (
        "Later Kerry left.",
        ["Kerry = person:john-kerry?"],
    ),
    "Mr. belongs to the words": (
        "John Kerry met Mr. Kerry.",
        ["John Kerry = person:john-kerry", "Mr. Kerry = person:john-kerry"],
    ),
    "a title does not belong to the words": (
        "They saw Secretary of State John Kerry and President Assad.",
        ["John Kerry = person:john-kerry", "Assad = person:bashar-al-assad?"],
    ),
    "possessives belong to the words": (
        "John Kerry's plan, John Kerry’s hope and Reuters' report on it.",
        [
            "John Kerry's = person:john-kerry",
            "John Kerry’s = person:john-kerry",
            "Reuters' = org:reuters",
        ],
    ),
    "a closing quotation mark is no possessive": (
        "He called it ‘a matter for Reuters’ and left.",
        ["Reuters = org:reuters"],
    ),
    "another first name is another person": (
        "John Kerry was there. His daughter Vanessa Kerry was not.",
        ["John Kerry = person:john-kerry"],
    ),
    "two people of one surname": (
        "They spoke to Mr. Alloush.",
        ["Mr. Alloush = person:islam-alloush | person:zahran-alloush?"],
    ),
    "two people of one surname, one of them named before": (
        "Zahran Alloush came. They spoke to Alloush.",
        ["Zahran Alloush = person:zahran-alloush", "Alloush = person:zahran-alloush"],
    ),
    "two people of one surname, both named before": (
        "Zahran Alloush met Islam Alloush. Alloush left.",
        [
            "Zahran Alloush = person:zahran-alloush",
            "Islam Alloush = person:islam-alloush",
            "Alloush = person:islam-alloush | person:zahran-alloush?",
        ],
    ),
    "particles": (
        "Staffan de Mistura spoke. De Mistura and de Mistura left.",
        [
            "Staffan de Mistura = person:staffan-de-mistura",
            "De Mistura = person:staffan-de-mistura",
            "de Mistura = person:staffan-de-mistura",
        ],
    ),
    "an article before an Arabic surname": (
        "Bashar al-Assad spoke, and al-Assad left. Assad and Al-Assad stayed.",
        [
            "Bashar al-Assad = person:bashar-al-assad",
            "al-Assad = person:bashar-al-assad",
            "Assad = person:bashar-al-assad",
            "Al-Assad = person:bashar-al-assad",
        ],
    ),
    "a surname that comes first": (
        "Ban Ki-moon spoke. Mr. Ban left.",
        ["Ban Ki-moon = person:ban-ki-moon", "Mr. Ban = person:ban-ki-moon"],
    ),
    "a first name is no name": ("The Islam scholar read Islam aloud to John.", []),
    "a surname that is a common word": (
        "The bear was brown. Brown bears are rare, and Brown is a colour.",
        ["Brown = person:theresa-brown??", "Brown = person:theresa-brown??"],
    ),
    "a surname that is a common word, after the full name": (
        "Theresa Brown spoke. Ms. Brown left, and Brown said no.",
        [
            "Theresa Brown = person:theresa-brown",
            "Ms. Brown = person:theresa-brown",
            "Brown = person:theresa-brown",
        ],
    ),
    "accents may be missing or be there": (
        "Jose Munoz met José Muñoz and Jose\u0301 Mun\u0303oz in Genève.",
        [
            "Jose Munoz = person:jose-munoz",
            "José Muñoz = person:jose-munoz",
            "Jose\u0301 Mun\u0303oz = person:jose-munoz",
            "Genève = place:geneva",
        ],
    ),
    "apostrophes of all kinds": (
        "Stephen O’Brien spoke; O'Brien left. Brien stayed.",
        ["Stephen O’Brien = person:stephen-obrien", "O'Brien = person:stephen-obrien"],
    ),
    "spaces of all kinds": (
        "John\u00a0Kerry, John\nKerry and Mr.\u202fKerry, the Nusra\u00ad Front.",
        [
            "John\u00a0Kerry = person:john-kerry",
            "John\nKerry = person:john-kerry",
            "Mr.\u202fKerry = person:john-kerry",
            "Nusra\u00ad Front = org:nusra-front",
        ],
    ),
    "soft hyphens within a name": (
        "John Ker\u00adry came from Alep\u00adpo.",
        ["John Ker\u00adry = person:john-kerry", "Alep\u00adpo = place:aleppo"],
    ),
    "short abbreviations only as they are written": (
        "Tell us of the US and the un of the UN; an ap on AP.",
        [
            "US = place:united-states | org:us-government?",
            "UN = org:united-nations",
            "AP = org:ap",
        ],
    ),
    "a former name": ("The Nusra Front fought.", ["Nusra Front = org:nusra-front"]),
    "the longest match": (
        "The Government of the United States and the United Nations.",
        [
            "Government of the United States = org:us-government",
            "United Nations = org:united-nations",
        ],
    ),
    "part of a longer name": (
        "She studied at Aleppo University and read the Washington Post.",
        [],
    ),
    "words joined by hyphens": (
        "A UN-brokered deal, a pro-Reuters note and the Kerry-Smith paper.",
        [
            "UN = org:united-nations",
            "Reuters = org:reuters",
        ],
    ),
    "words within words": ("The UNICEF report, Genevan Aleppoites.", []),
    "a name in small letters": (
        "The Russian air force and al-Qaeda; the guardian of the aleppo.",
        ["Russian air force = org:russian-air-force", "al-Qaeda = org:al-qaeda"],
    ),
    "an alias in small letters says more than it means": (
        "Syrian opposition met opposition groups. Afghan opposition groups did not.",
        [
            "Syrian opposition = org:syrian-opposition",
            "opposition groups = org:syrian-opposition?",
            "opposition groups = org:syrian-opposition??",
        ],
    ),
    "a dateline": (
        "GENEVA (Reuters) - It began.",
        ["GENEVA = place:geneva", "Reuters = org:reuters"],
    ),
    "the beginning of a sentence": (
        "Turkey is a bird. A turkey eats. In Turkey it rains.",
        ["Turkey = place:turkey??", "Turkey = place:turkey"],
    ),
    "a country or its government": (
        "In the United States it rains. The United States said no. Washington is far.",
        [
            "United States = place:united-states",
            "United States = org:us-government | place:united-states?",
            "Washington = org:us-government | place:washington?",
        ],
    ),
    "going to a place": ("A visit to Washington.", ["Washington = place:washington"]),
    "addresses": ("Write to kerry@un.org, see www.reuters.com, and #UN or theguardian.com.",
                  ["theguardian.com = org:guardian"]),
    "Cyrillic": ("Джон Керри и Керри; Керриленд.", [
        "Джон Керри = person:john-kerry", "Керри = person:john-kerry"]),
    "Arabic": ("في حلب، وليس في حلبي", ["حلب = place:aleppo"]),
    "Chinese": ("他在中国说，中国。", ["中国 = place:china?", "中国 = place:china"]),
    "Korean with its endings": ("서울에서 서울, 서울시민", [
        "서울 = place:seoul", "서울 = place:seoul"]),
    "code and links are left alone": (
        "`John Kerry` and [John Kerry](https://x.org) and <https://reuters.org/Reuters>.",
        [],
    ),
    "emphasis is no obstacle": (
        "*John* Kerry, **John Kerry** and *Mr. John* Kerry, but *the late John* Kerry.",
        [
            "John Kerry = person:john-kerry",
            "John Kerry = person:john-kerry",
            "Mr. John Kerry = person:john-kerry",
        ],
    ),
    "what is annotated is known": (
        "[Mr. Alloush](person:zahran-alloush) came. Alloush left.",
        ["Alloush = person:zahran-alloush"],
    ),
    "inside an annotation nothing is suggested": (
        "[the Aleppo talks](event:truce) and [a man from Aleppo]{person=john-kerry}", []),
    "inside a quotation that is a span": (
        "[“Aleppo is lost”]{quote=john-kerry}, he said.", ["Aleppo = place:aleppo"]),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_names_in(story: str) -> None:
    text, expected = STORIES[story]
    assert told(text, "name") == expected


def test_a_name_in_a_quotation_that_is_a_link_is_told_with_what_to_do() -> None:
    (one,) = reading("[“Aleppo is lost”](quote:john-kerry), he said.").suggestions
    assert one.words == "Aleppo"
    assert one.sureness == "likely"
    assert one.obstacle.startswith("a link holds no link")


def test_what_other_articles_mean_by_a_word_comes_first() -> None:
    others = " and ".join(["[Washington](org:us-government)"] * 9 + ["[the envoys](org:reuters)"])
    article = f"---\ntitle: B\npublisher: reuters\npublished: 2016\n---\n\n{others}\n"
    more = {"articles/b": article}
    assert told("Relations with Washington.", "name", more=more) == [
        "Washington = org:us-government | place:washington?"
    ]
    assert told("Relations with Washington.", "name") == [
        "Washington = place:washington | org:us-government?"
    ]
    assert "90" not in reading("Washington", more=more).suggestions[0].why


def test_words_that_are_no_name_but_always_mean_one_entry_are_possible() -> None:
    three = " and ".join(["[The envoys](org:reuters)"] * 3)
    article = f"---\ntitle: B\npublisher: reuters\npublished: 2016\n---\n\n{three}\n"
    assert told("She met the envoys.", "name", more={"articles/b": article}) == [
        "envoys = org:reuters??"
    ]


def test_names_that_the_registry_lacks_are_told_once_with_a_guess_of_their_kind() -> None:
    text = (
        "John Kerry met Foreign Minister Walid al-Moallem on Friday. Mr. al-Moallem, whose White "
        "Helmets deny it, left for Deir ez-Zor. The Syrian Democratic Forces (SDF) stayed near "
        "Manbij. His daughter Vanessa Kerry studies at Aleppo University."
    )
    assert told(text, "new") == [
        "Walid al-Moallem = person?",
        "White Helmets = person?",
        "Deir ez-Zor = person?",
        "Syrian Democratic Forces = org?",
        "SDF = org?",
        "Manbij = place?",
        "Vanessa Kerry = person?",
        "Aleppo University = org?",
    ]


def test_each_suggestion_says_why() -> None:
    why = [one.why for one in reading("John Kerry spoke. Kerry left. The Nusra Front.").suggestions]
    assert why == [
        "the name of John Kerry",
        "the surname of John Kerry, named before in this article",
        "a former name of Jabhat Fatah al-Sham",
    ]
