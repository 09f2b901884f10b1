"""A block of a text in, whether it belongs to a photograph out: its credit, or its caption."""

from __future__ import annotations

import re

AGENCIES = (
    *("AP", "AFP", "dpa", "EPA", "EPA-EFE", "Reuters", "TASS", "RIA Novosti", "Sputnik", "SANA"),
    *("UPI", "Xinhua", "Anadolu", "Anadolu Agency", "Associated Press", "Agence France-Presse"),
    *("Getty Images", "Getty", "Shutterstock", "Alamy", "NurPhoto", "ZUMA", "imago"),
    *("picture alliance", "Handout", "Pool", "File"),
)
"""Who photographs of the press come from."""

LONGEST = 200
"""As many characters has the longest credit."""

_FEWEST_WORDS = 4
"""Of a sentence that says what is to be seen."""

_AGENCY = "|".join(re.escape(name).replace(r"\ ", r"\s") for name in AGENCIES)
_NAME = r"[\w.'’-]+(?:\s[\w.'’-]+){0,4}"

_CREDIT = re.compile(
    rf"""
      [\[(]? (?:(?:{_AGENCY})\s)? (?:photo|photograph|image|picture|credit|foto|фото)s?
             (?:\sby|\scredit)? \s?[:/] .{{1,80}}
    | (?:photo|photograph|picture)s?\sby\s .{{1,80}}
    | ©\s? (?:{_NAME}\s?[/,]\s?)? (?:{_AGENCY}) .{{0,40}}
    | [\[(]? {_NAME}\s?[/|]\s? (?:{_AGENCY}) (?:\s?[/|-]\s?{_NAME})? [\])]?
    | [\[(] (?:{_NAME}\s?[/,|]\s?)? (?:{_AGENCY}) [\])]
    | (?:{_AGENCY})\s?/\s?{_NAME}
    """,
    re.IGNORECASE | re.VERBOSE,
)

_CREDIT_AT_END = re.compile(
    rf"""\s?
      (?: [\[(] (?:[^\[\]()]{{0,60}}[/,:|]\s?)? (?:{_AGENCY}) (?:\s?[/,][^\[\]()]{{0,40}})? [\])]
        | (?:photo|picture|image|credit)\s?:\s [^.]{{3,60}}
      ) \.? $""",
    re.IGNORECASE | re.VERBOSE,
)

_IN_PICTURE = re.compile(
    r"""
      \( (?: left|right|center|centre|l|r|c|top|bottom|pictured|from\sleft|2nd\s(?:left|right)
           | file (?:\s(?:photo|image|picture))? ) \)
    | \bfile\s(?:photo|picture|image)\b
    | ^(?:file\s)?(?:photo|image|picture|caption)\s?:
    | \bin\sthis\s.{0,40}\bphoto\b
    | ,\s(?:seen|pictured)\s(?:here|in)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)

_FULL_DATE = re.compile(
    r"\b(?: [A-Z][a-z]+\.?\s[0-9]{1,2},?\s | [0-9]{1,2}\s[A-Z][a-z]+\s ) (?:19|20)[0-9]{2}\b",
    re.VERBOSE,
)


def is_credit(text: str) -> bool:
    """Tell whether a block says whose a photograph is, and nothing else."""
    return len(text) <= LONGEST and _CREDIT.fullmatch(text.strip()) is not None


def is_caption(text: str, *, beside_credit: bool = False) -> bool:
    """Tell whether a block says what a photograph shows.

    Args:
        text: The block.
        beside_credit: Whether the credit of a photograph stands right before or after it. A
            caption then gives the day on which it was taken, in full, as a text rarely does.
    """
    if len(text.split()) < _FEWEST_WORDS:
        return False
    if _IN_PICTURE.search(text) or _CREDIT_AT_END.search(text):
        return True
    return beside_credit and _FULL_DATE.search(text) is not None
