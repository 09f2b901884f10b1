"""The language of the interface in, every text of the interface out.

A reader of the site reads what the articles say, what the editors wrote, and what the site itself
says: headings, labels, counts, dates, tooltips. This room holds the last of these. The English text
stands in the code, where it is used, and is the key to all translations (as in GNU gettext):

    texts.gettext("Statements")
    texts.gettext("{article}, paragraph {number}", article=name, number=7)
    texts.ngettext("{count} mention", "{count} mentions", len(mentions))
    texts.pgettext("status of an event", "planned")

A message is a whole sentence or a whole label, with named gaps, so that a translation can put its
words in another order. Where a gap takes links, `prose.sentence` fills it. Texts that stand in a
table are marked there by `noop` or `nnoop`, and looked up where they are shown.

`make texts` gathers the messages of the code, the theme and the scripts into `dossier.pot`, and
brings each `LANGUAGE/LC_MESSAGES/dossier.po` up to date with it.
"""

from generator.texts.catalogues import SOURCE_LANGUAGE, languages
from generator.texts.interface import Texts, english, nnoop, noop, texts_in

__all__ = ["SOURCE_LANGUAGE", "Texts", "english", "languages", "nnoop", "noop", "texts_in"]
