"""An entry in, what mentions it out: how often, in which sentences, and together with whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from generator import prose
from generator.dossier import Companions, Mention, Place, Quote
from generator.evidence.counts import count_of
from generator.model import Kind, Ref
from generator.prose import Blocks, Markdown
from generator.render.fragments import kept, kept_texts, runs
from generator.render.view import EVIDENCE_SHOWN, View, foreign, sentence_of, spaced
from generator.texts import Texts


def evidence_words(view: View, ref: Ref) -> str:
    """Say how often and where an entity is mentioned: `12 mentions in 3 articles`."""
    count = count_of(view.dossier, ref)
    if not count.mentions:
        return view.texts.gettext("not mentioned in any article")
    return mentions_in(view.texts, count.mentions, count.mentioned_in)


def mentions_in(texts: Texts, mentions: int, articles: int) -> str:
    """Count mentions and the articles that they are in."""
    return texts.ngettext(
        "{mentions} in {count} article",
        "{mentions} in {count} articles",
        articles,
        # Translators: What {mentions} says in “{mentions} in 3 articles”, and elsewhere.
        mentions=texts.ngettext("{count} mention", "{count} mentions", mentions),
    )


def mention_groups(view: View, ref: Ref) -> Iterator[Blocks]:
    """Give every mention of an entity in its own sentence, article by article."""
    articles = dict.fromkeys(one.place.article for one in view.dossier.mentions_of(ref))
    # Somebody whom everybody names has thousands of these, and an edit changes one of them.
    for run in runs(articles):
        yield from kept(view, f"in {run[0]}", run, partial(_in_articles, run, ref))


def _in_articles(articles: Iterable[str], ref: Ref, view: View) -> Iterator[Blocks]:
    for article in articles:
        yield from _in_article(view, ref, article)


def _in_article(view: View, ref: Ref, article: str) -> Iterator[Blocks]:
    """Give every mention of an entity in one article; many are shared out over several lists."""
    mentions = view.dossier.mentions_in(article, ref)
    rows = [
        _snippet_row(view, list(together))
        for _, together in groupby(mentions, key=lambda one: _sentence_key(view, one))
    ]
    fields = view.dossier.article(article).fields
    heading = prose.heading(3, view.entity(Ref(Kind.ARTICLE, article)), id=f"in-{article}")
    byline = prose.sentence(
        view.texts.gettext("{outlet}, {date} · {mentions}"),
        outlet=foreign(view.outlet(article)),
        date=prose.text(view.texts.date(fields.published)),
        mentions=prose.text(
            view.texts.ngettext("{count} mention", "{count} mentions", len(mentions))
        ),
    )
    head = (heading, prose.paragraph(byline, classes=("byline",)))
    for start in range(0, len(rows), 200):
        yield prose.blocks(*(() if start else head), _snippet_list(rows[start : start + 200]))


def _snippet_list(rows: Sequence[Markdown]) -> Blocks:
    """List sentences."""
    return prose.section("div", ("snippets",), prose.bullets(rows))


def _snippet_row(view: View, evidence: Sequence[Mention | Quote]) -> Markdown:
    """Give one sentence with what stands in it, and the link to its paragraph."""
    return spaced(view.snippet(evidence), view.paragraph(evidence[0].place))


def _sentence_key(view: View, mention: Mention) -> tuple[int, int]:
    place = mention.place
    if place.extent is None:
        return place.passage, -1 - place.span_number
    return place.passage, sentence_of(view.dossier.passage(place), place.extent).start


def companion_list(view: View, ranked: Companions, limit: int = 30) -> Blocks:
    """List the entities mentioned in the same paragraphs, each with those paragraphs."""
    rows = [_companion(view, other, places) for other, places in ranked[:limit]]
    if not rows:
        return prose.NOTHING
    shown = (
        prose.paragraph(
            prose.text(
                view.texts.gettext(
                    "The {shown} most often met of {all} are listed.",
                    shown=view.texts.number(limit),
                    all=view.texts.number(len(ranked)),
                )
            ),
            classes=("aside",),
        )
        if len(ranked) > limit
        else prose.NOTHING
    )
    return prose.blocks(prose.section("div", ("companions",), prose.bullets(rows)), shown)


def _companion(view: View, other: Ref, places: Sequence[Place]) -> Markdown:
    """Give an entity that is mentioned in the same paragraphs, and links to the first of these."""
    about = [str(len(places)), *(f"{one.article} {one.anchor}" for one in places[:EVIDENCE_SHOWN])]

    def written(view: View) -> Iterator[Markdown]:
        paragraphs = view.texts.ngettext("({count} paragraph)", "({count} paragraphs)", len(places))
        yield spaced(view.entity(other), prose.text(paragraphs), view.paragraphs(places))

    (row,) = kept_texts(view, f"with {other}", about, written)
    return Markdown(row)
