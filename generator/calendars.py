"""A language in, what it calls its months and its days of the week out.

Babel shares between languages what they inherit, and puts into it what an alias stands for in the
language that was asked for first: after Chinese, the months of German are Chinese
(python-babel/babel#1234). So each language is given a copy of its own.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Literal, cast

from babel import Locale, localedata

Names = Mapping[str, Mapping[str, Mapping[int, str]]]
"""By context (`format`, `stand-alone`), by width (`wide`, `abbreviated`, `narrow`), by number."""


def names_of(what: Literal["months", "days"], locale: Locale) -> Names:
    """Give the names of the months, from 1, or of the days of the week, from 0 for Monday."""
    own: dict[str | int | None, Any] = {what: copy.deepcopy(localedata.load(str(locale))[what])}
    return cast(Names, localedata.LocaleDataDict(own)[what])
