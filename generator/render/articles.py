"""The page of an article: where it comes from, its text with every annotation linked, its yield."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator import dates, prose, urls
from generator.dossier import Article, Dossier, Mention, Quote, Report
from generator.model import (
    Annotation,
    Citing,
    Dating,
    Kind,
    Passage,
    Quoting,
    Ref,
    Rights,
    TextOrigin,
)
from generator.prose import Around, Blocks, Markdown
from generator.prose.pages import Value
from generator.render import heads, phrases, sections
from generator.render.neighbours import neighbours
from generator.render.order import by_name
from generator.render.utterances import href
from generator.render.view import UNTOUCHED, Page, View, around_date, foreign, spaced
from generator.source import Span
from generator.texts import Texts, noop

DIGEST = noop(
    "The editors’ own summary, paragraph by paragraph. Words in quotation marks are the article’s."
)

CITATIONS = {
    (True, True): noop("{authors}, “{title},” {outlet}, {date}, {address}."),
    (True, False): noop("{authors}, “{title},” {outlet}, {date}."),
    (False, True): noop("“{title},” {outlet}, {date}, {address}."),
    (False, False): noop("“{title},” {outlet}, {date}."),
}
"""How an article is cited, by whether its authors and its address are known."""


def article_page(dossier: Dossier, texts: Texts, article: Article) -> Page:
    """Give the page of an article."""
    evidence = dossier.reports_in(article.ref.id)
    before, after = dossier.beside(article.ref.id)
    view = View(dossier, texts, urls.page_of(article.ref))
    say, fields = texts.gettext, article.fields
    byline = (*fields.authors, view.outlet(article.ref.id), texts.date(fields.published))
    return Page(
        view.page,
        prose.page(
            {
                **heads.front_matter(
                    fields.title,
                    fields.summary or " · ".join(byline),
                    [view.outlet(article.ref.id)],
                ),
                "citation": _reference(view, article),
            },
            heads.breadcrumbs(view, Kind.ARTICLE),
            heads.kicker(texts, Kind.ARTICLE),
            prose.heading(1, _title(view, article)),
            prose.paragraph(prose.joined(" · ", map(foreign, byline)), classes=("byline",)),
            heads.lead(fields.summary),
            _corrections(texts, article),
            heads.facts(_facts(view, article)),
            sections.titled(say("Text"), "text", _text(view, article, evidence)),
            sections.titled(say("What it reports"), "reports", _yield(view, evidence)),
            sections.titled(say("How to cite"), "cite", _how_to_cite(view, article)),
            neighbours(view, before, after, (say("All articles"), urls.index_of(Kind.ARTICLE))),
        ),
        article.path,
    )


def _title(view: View, article: Article) -> Markdown:
    title, language = prose.text(article.fields.title), view.foreign_language(article.ref.id)
    return prose.span(title, **_reading(language)) if language else title


def _facts(view: View, article: Article) -> Iterator[tuple[str, Markdown | None]]:
    texts, say, fields = view.texts, view.texts.gettext, article.fields
    publisher = Ref(Kind.ORG, fields.publisher)
    known = publisher in view.dossier.documents
    yield say("Published by"), view.entity(publisher) if known else prose.text(fields.publisher)
    if fields.url:
        yield say("Original"), prose.link(prose.text(_host(fields.url)), fields.url, rel="external")
    if fields.archive_url:
        archived = prose.link(prose.text(_host(fields.archive_url)), fields.archive_url)
        yield say("Archived copy"), archived
    if fields.retrieved:
        yield say("Retrieved"), prose.text(texts.date(fields.retrieved))
    yield say("Credits"), _linked(view, Kind.ORG, fields.agencies)
    yield say("Repeats text of"), _linked(view, Kind.ARTICLE, fields.repeats)
    yield say("Text repeated in"), view.entities(_copies(view.dossier, article)) or None
    if fields.text is TextOrigin.DIGEST:
        yield say("Text"), prose.text(say(DIGEST))
    if fields.rights is not Rights.FULL:
        yield say("Rights"), prose.text(phrases.rights(texts, fields.rights))


def _copies(dossier: Dossier, article: Article) -> list[Ref]:
    """Give the articles that repeat an article's text, in the order of publication."""
    referrers = dossier.referrers.get(article.ref, ())
    copies = [dossier.article(other.id) for other, field in referrers if field == "repeats"]
    copies.sort(key=lambda one: (one.fields.published.sort_key(), one.ref.id))
    return [one.ref for one in copies]


def _linked(view: View, kind: Kind, ids: tuple[str, ...] | list[str]) -> Markdown | None:
    refs = [Ref(kind, one) for one in ids]
    return view.entities(ref for ref in refs if ref in view.dossier.documents) or None


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.")


def _corrections(texts: Texts, article: Article) -> Blocks:
    corrections = sorted(
        article.fields.corrections, key=lambda one: one.date.sort_key(), reverse=True
    )
    if not corrections:
        return prose.NOTHING
    return prose.section(
        "aside",
        ("corrections",),
        prose.paragraph(prose.strong(prose.text(texts.gettext("Corrected")))),
        prose.bullets(
            [
                prose.text(
                    texts.gettext(
                        "{date}: {correction}", date=texts.date(one.date), correction=one.text
                    )
                )
                for one in corrections
            ]
        ),
        aria_label=texts.gettext("Corrections"),
    )


def _text(view: View, article: Article, evidence: Mapping[Span, Sequence[Report]]) -> Blocks:
    """Give the article's text: each paragraph with its number, each annotation with its link."""
    if not article.body.blocks:
        empty = prose.text(view.texts.gettext("The source holds no text."))
        return prose.paragraph(empty, classes=("empty",))

    def wrap(annotation: Annotation) -> Around:
        return _wrap(view, annotation, evidence.get(annotation.span, ()))

    def bare(passage: Passage) -> Markdown:
        return prose.passage(passage, wrap)

    def numbered(passage: Passage) -> Markdown:
        return spaced(_permalink(view.texts, passage), bare(passage))

    return prose.section(
        "div",
        ("text", article.fields.rights.value),
        prose.body(article.body.blocks, numbered, bare_writer=bare, heading_shift=1),
        **_foreign_reading(view, article.fields.language),
    )


RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
"""Languages that are written from right to left, where the tag names no other script."""


def _foreign_reading(view: View, language: str) -> dict[str, str]:
    """Say in which language and direction a text is read, where it is not the site's."""
    same = language.lower().partition("-")[0] == view.texts.language.lower().partition("-")[0]
    return {} if same else _reading(language, is_rtl=view.texts.is_rtl)


def _reading(language: str, *, is_rtl: bool = False) -> dict[str, str]:
    """Say in which language a text is read, and in which direction where it is another."""
    primary, *subtags = language.lower().split("-")
    script = next((one for one in subtags if len(one) == 4 and one.isalpha()), "")  # noqa: PLR2004
    if script in {"arab", "hebr"} or (not script and primary in RIGHT_TO_LEFT):
        return {"lang": language} | ({} if is_rtl else {"dir": "rtl"})
    return {"lang": language} | ({"dir": "ltr"} if is_rtl else {})


def _permalink(texts: Texts, passage: Passage) -> Markdown:
    """Give a paragraph's number, which is its anchor and the link to it."""
    number = passage.anchor[1:]
    label = (
        texts.gettext("Link to paragraph {number}", number=number)
        if passage.anchor.startswith("p")
        else texts.gettext("Link to heading {number}", number=number)
    )
    return prose.link(
        prose.text(number),
        f"#{passage.anchor}",
        classes=("pn",),
        id=passage.anchor,
        aria_label=label,
        data_search_exclude="",
    )


def _wrap(view: View, annotation: Annotation, evidence: Sequence[Report]) -> Around:
    """Give the links around annotated words.

    Words that name several entries lead to the first; each further one has a link of its own after
    them, which holds no text, so that the text stays the author's.
    """
    match annotation.meaning:
        case Citing():
            return view.wrap(annotation)
        case Dating(date):
            id_ = evidence[0].id if evidence else ""
            return around_date(date, id=id_)
        case Quoting():
            return _wrap_quote(view, [one for one in evidence if isinstance(one, Quote)])
        case _:
            return _wrap_mentions(view, [one for one in evidence if isinstance(one, Mention)])


def _wrap_quote(view: View, quotes: list[Quote]) -> Around:
    if not quotes:
        return UNTOUCHED
    quote = quotes[0]
    speaker = view.dossier.name(quote.speaker)
    say = view.texts.gettext
    gaps = {"speaker": speaker, "date": view.texts.date(quote.date) if quote.date else ""}
    before, after = prose.around_span(classes=("quote",), id=quote.id)
    link = prose.link(
        Markdown(""),
        href(view, quote),
        classes=("said",),
        title=say("{speaker}, {date}", **gaps) if quote.date else speaker,
        aria_label=say("Statement of {speaker}, {date}", **gaps)
        if quote.date
        else say("Statement of {speaker}", **gaps),
    )
    return before, Markdown(after + link)


def _wrap_mentions(view: View, mentions: list[Mention]) -> Around:
    if not mentions:
        return UNTOUCHED
    first, *others = mentions
    before, after = prose.around_link(
        view.href(first.entity), classes=("entity", first.entity.kind), id=first.id
    )
    further = [
        prose.link(
            Markdown(""),
            view.href(other.entity),
            classes=("entity", other.entity.kind, "also"),
            id=other.id,
            title=view.dossier.name(other.entity),
            aria_label=view.texts.gettext("also {name}", name=view.dossier.name(other.entity)),
        )
        for other in others
    ]
    return before, Markdown(after + "".join(further))


def _yield(view: View, evidence: Mapping[Span, Sequence[Report]]) -> Blocks:
    """List what an article reports and names, kind by kind, the most named first."""
    counts: Counter[Ref] = Counter()
    for found in evidence.values():
        counts.update(one.entity for one in found if isinstance(one, Mention))
    rows: list[Markdown] = []
    for kind in (Kind.EVENT, Kind.FIGURE, Kind.PERSON, Kind.ORG, Kind.PLACE):
        refs = [ref for ref in counts if ref.kind is kind]
        if not refs:
            continue
        ordered = sorted(refs, key=lambda ref: (-counts[ref], by_name(view.dossier.name(ref))))
        listed = [
            spaced(view.entity(ref), prose.text(f"({view.texts.number(counts[ref])})"))
            for ref in ordered
        ]
        title = prose.strong(prose.text(phrases.several(view.texts, kind)))
        rows.append(spaced(title, view.listed(listed)))
    return prose.section("div", ("yield",), prose.bullets(rows)) if rows else prose.NOTHING


def _reference(view: View, article: Article) -> Mapping[str, Value]:
    """Give what a reference manager stores of an article; the theme escapes it."""
    fields = article.fields
    return {
        "title": fields.title,
        "outlet": view.outlet(article.ref.id),
        "date": dates.iso(fields.published) or view.texts.date(fields.published),
        "language": fields.language,
        "authors": list(fields.authors),
        "url": fields.url,
        "abstract": fields.summary,
    }


def _how_to_cite(view: View, article: Article) -> Blocks:
    words = _citation(view, article)
    return prose.blocks(
        prose.paragraph(prose.text(words), classes=("citation",)),
        prose.paragraph(
            prose.text(
                view.texts.gettext(
                    "A paragraph is cited by its number, whose link is permanent: "
                    "the number beside each paragraph is that link."
                )
            ),
            classes=("aside",),
        ),
    )


def _citation(view: View, article: Article) -> str:
    """Say how to cite an article, as the Chicago Manual of Style cites a newspaper (CMOS 14)."""
    fields = article.fields
    return view.texts.gettext(
        CITATIONS[bool(fields.authors), bool(fields.url)],
        authors=view.texts.series(fields.authors),
        title=fields.title,
        outlet=view.outlet(article.ref.id),
        date=view.texts.date(fields.published),
        address=fields.url,
    )
