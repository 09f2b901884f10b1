"""A text in, the language that it is most likely in out: by its script, and by its small words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from generator.importers.proposals import Confidence, Proposal

_SMALL_WORDS = {
    "en": "the of and to in a that is was for on with as by it at from has have had be not he his",
    "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch",
    "fr": "le la les de des et à en un une du dans que qui est pour par sur au pas ce il a été aux",
    "es": "el la los las de que y en un una por con para del se no es al lo como su más fue ha",
    "it": "il la di che e un una in per con del della è non si da le dei al ha sono nel alla più",
    "pt": "o a os as de que e em um uma do da dos das para com não por se no na foi ao mais é",
    "nl": "de het een van en in op te dat die is voor met niet zijn er aan door ook naar bij uit",
    "tr": "ve bir bu için ile da de olarak olan daha çok gibi kadar sonra ama ise ya mi en ne",
    "pl": "i w na z do że się nie jest to o przez po od za dla jak ale był oraz który są przed ich",
    "sv": "och i att det som en på är av för med den till har inte om ett men var de sig från vid",
}
_SCRIPTS = {
    "CYRILLIC": "ru",
    "ARABIC": "ar",
    "HEBREW": "he",
    "GREEK": "el",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "DEVANAGARI": "hi",
    "THAI": "th",
}
_TELLING_LETTERS = (("ru", "іїєґ", "uk"), ("ar", "پچژگ", "fa"), ("zh", "ぁ-んァ-ン", "ja"))
"""A language, the letters that another writes in the same script, and that other."""

_ENOUGH = 8
"""As many small words tell a language."""


def language_of(text: str) -> Proposal | None:
    """Propose the language of a text; None where nothing tells it."""
    sample = text[:20_000]
    scripts = Counter(
        unicodedata.name(letter, "").partition(" ")[0] for letter in sample if letter.isalpha()
    )
    if not scripts:
        return None
    script = scripts.most_common(1)[0][0]
    if script != "LATIN":
        language = _SCRIPTS.get(script)
        return _of_script(language, sample) if language else None
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    counts = {
        language: sum(words[word] for word in small.split())
        for language, small in _SMALL_WORDS.items()
    }
    (first, most), (_, next_most) = Counter(counts).most_common(2)
    if most < _ENOUGH:
        return Proposal(first, Confidence.GUESS, "of its few words") if most else None
    clear = most > 1.3 * next_most
    confidence = Confidence.LIKELY if clear else Confidence.GUESS
    return Proposal(first, confidence, "its small words are of this language")


def _of_script(language: str, sample: str) -> Proposal:
    for usual, letters, other in _TELLING_LETTERS:
        if (
            language == usual
            and len(re.findall(f"[{letters}]", sample.lower())) > len(sample) / 200
        ):
            language = other
    return Proposal(language, Confidence.LIKELY, "its script and its letters")
