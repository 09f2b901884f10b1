"""All that the site itself says, in one language: messages, dates, numbers, lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from gettext import NullTranslations

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from generator.dates import Edtf
from generator.texts.catalogues import SOURCE_LANGUAGE, languages, translations_in
from generator.texts.dates import DateWords, date_words, words

_LISTS = {SOURCE_LANGUAGE: "en_GB"}
"""Where a language's lists are those of one country: `a, b and c`, without a second comma."""

_GROUPED_FROM = 1000


def noop(message: str) -> str:
    """Mark a message that is looked up elsewhere, by the same text."""
    return message


def nnoop(one: str, many: str) -> tuple[str, str]:
    """Mark a message that counts something, and is looked up elsewhere."""
    return one, many


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The texts of the interface in one language.

    There is one of each language in a process. It is handed to whoever writes what readers see;
    nobody asks which language is the current one.
    """

    language: str
    """As a BCP 47 tag, for `lang` attributes."""
    locale: Locale
    translations: NullTranslations
    dates: DateWords = field(init=False, repr=False)
    """How it writes dates."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "dates", date_words(self.locale, self.pgettext))

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.locale.text_direction == "rtl"

    def gettext(self, message: str, **gaps: object) -> str:
        """Give a message.

        Args:
            message: In English, as the code holds it.
            gaps: What stands in its gaps; without any, they are left open.
        """
        text = self.translations.gettext(message)
        return text.format(**gaps) if gaps else text

    def pgettext(self, context: str, message: str, **gaps: object) -> str:
        """Give a message whose English words have several meanings: the context tells which."""
        text = self.translations.pgettext(context, message)
        return text.format(**gaps) if gaps else text

    def ngettext(self, one: str, many: str, count: int, **gaps: object) -> str:
        """Give a message that counts something; `{count}` is written as a number.

        A gap that is to stay open is handed on as it stands: `some="{some}"`.
        """
        text = self.translations.ngettext(one, many, count)
        return text.format(count=self.number(count), **gaps)

    def date(self, when: Edtf) -> str:
        """Say a date in words: `5–6 September 2016`, `about August 2016`."""
        return words(when, self.dates)

    def number(self, value: float | Decimal, digits: int | None = None) -> str:
        """Write a number in digits, with the language's signs for thousands and for decimals.

        Args:
            value: The number.
            digits: How many follow the decimal sign; as many as the number has, where it is None.
        """
        if digits is None and isinstance(value, int) and 0 <= value < _GROUPED_FROM:
            return str(value)
        sign = "−" if value < 0 else ""
        return sign + _decimal(abs(value), digits, self.locale)

    def percent(self, share: float | Decimal) -> str:
        """Write a share in full hundredths: `5%`."""
        return format_percent(share, locale=self.locale)

    def series(self, items: Sequence[str]) -> str:
        """Join items as a sentence does: `a`, `a and b`, `a, b and c`."""
        return format_list(items, locale=_LISTS.get(self.language, self.locale))

    @property
    def comma(self) -> str:
        """What stands between the items of a list that is no sentence."""
        # Translators: Between the items of a list: “a, b, c”.
        return self.pgettext("between items", ", ")

    @property
    def semicolon(self) -> str:
        """What stands between items that may hold commas."""
        # Translators: Between items that may hold commas: “a, b; c, d”.
        return self.pgettext("between items", "; ")


@lru_cache(maxsize=16384)
def _decimal(value: float | Decimal, digits: int | None, locale: Locale) -> str:
    if digits is not None:
        return format_decimal(value, f"#,##0.{'0' * digits}", locale=locale)
    return format_decimal(value, locale=locale, decimal_quantization=False)


@cache
def texts_in(language: str) -> Texts:
    """Give the texts of the interface in a language.

    Args:
        language: A BCP 47 tag; where there is no catalogue of it, that of the language without
            its region is taken (`de-AT`, `de`), and without one, the texts are English.
    """
    known = {one.casefold(): one for one in languages()}
    tag = language.casefold().replace("_", "-")
    found = known.get(tag) or known.get(tag.partition("-")[0]) or SOURCE_LANGUAGE
    return Texts(found, Locale.parse(found, sep="-"), translations_in(found))


def english() -> Texts:
    """Give the texts as they stand in the code."""
    return texts_in(SOURCE_LANGUAGE)
