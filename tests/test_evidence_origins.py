"""Which articles stand on the same origin."""

from __future__ import annotations

import pytest
from evidence_sources import article, dossier_of, entry, outlets
from hypothesis import given
from hypothesis import strategies as st

from generator.dossier import Dossier
from generator.evidence.origins import Origins, Reason, ReasonKind, origins, origins_of
from generator.model import Kind, Ref

WIRES = outlets("daily", "weekly", "monthly", "afp", "ap")


def of(**articles: str) -> Origins:
    """The origins of all articles of a dossier."""
    files = {f"articles/{id_}.md": text for id_, text in articles.items()}
    return origins(dossier_of({**WIRES, **files}), articles)


def groups(found: Origins) -> list[tuple[str, ...]]:
    return [group.articles for group in found.groups]


def only_reason(found: Origins) -> Reason:
    (reason,) = found.reasons()
    return reason


def test_articles_of_different_outlets_are_independent() -> None:
    found = of(a=article(), b=article(publisher="weekly"))
    assert (found.articles, found.count) == (2, 2)
    assert not list(found.reasons())


def test_two_reports_of_one_outlet_count_once() -> None:
    found = of(a=article(), b=article(published="2016-08-27"))
    assert groups(found) == [("a", "b")]
    assert only_reason(found) == Reason(ReasonKind.PUBLISHER, "b", "a", (Ref(Kind.ORG, "daily"),))


def test_two_outlets_of_one_house_count_once() -> None:
    files = {
        **WIRES,
        "organizations/weekly.md": entry("WEEKLY", "kind: media", "part_of: [daily]"),
        "articles/a.md": article(),
        "articles/b.md": article(publisher="weekly"),
    }
    assert only_reason(origins(dossier_of(files), ("a", "b"))).kind is ReasonKind.PUBLISHER


def test_two_agencies_of_one_state_are_two() -> None:
    files = {
        **WIRES,
        "organizations/state.md": entry("STATE", "kind: government"),
        "organizations/afp.md": entry("AFP", "kind: media", "part_of: [state]"),
        "organizations/ap.md": entry("AP", "kind: media", "part_of: [state]"),
        "articles/a.md": article(publisher="afp"),
        "articles/b.md": article(publisher="ap"),
    }
    assert origins(dossier_of(files), ("a", "b")).count == 2


def test_articles_that_credit_the_same_agency_count_once() -> None:
    found = of(
        a=article(more="agencies: [afp, ap]"), b=article(publisher="weekly", more="agencies: [afp]")
    )
    assert found.count == 1
    assert only_reason(found) == Reason(ReasonKind.AGENCY, "a", "b", (Ref(Kind.ORG, "afp"),))


def test_an_agency_and_an_article_that_credits_it_count_once() -> None:
    found = of(a=article(publisher="afp"), b=article(more="agencies: [afp]"))
    assert groups(found) == [("a", "b")]
    assert only_reason(found).kind is ReasonKind.AGENCY


def test_an_article_on_two_agencies_does_not_make_one_of_two() -> None:
    found = of(
        both=article(more="agencies: [afp, ap]"),
        left=article(publisher="weekly", more="agencies: [afp]", published="2016-08-27"),
        right=article(publisher="monthly", more="agencies: [ap]", published="2016-08-28"),
    )
    assert groups(found) == [("left", "both"), ("right",)]
    assert {reason.other for reason in found.reasons()} == {"left", "right"}


def test_a_copy_of_two_texts_adds_nothing_and_joins_nothing() -> None:
    found = of(
        one=article(),
        other=article(publisher="weekly"),
        copy=article(publisher="monthly", more="repeats: [one, other]"),
    )
    assert found.count == 2
    assert {(reason.kind, reason.article) for reason in found.reasons()} == {
        (ReasonKind.REPEATS, "copy")
    }


def test_copies_of_a_text_that_does_not_report_the_matter_count_once() -> None:
    files = {
        **WIRES,
        "articles/a.md": article(),
        "articles/b.md": article(publisher="weekly", more="repeats: [a]"),
        "articles/c.md": article(publisher="monthly", more="repeats: [b]"),
        "articles/d.md": article(publisher="afp", more="repeats: [a]"),
    }
    found = origins(dossier_of(files), ("c", "d"))
    assert found.count == 1
    assert only_reason(found).common == (Ref(Kind.ARTICLE, "a"),)
    assert only_reason(found).kind is ReasonKind.SAME_TEXT


def test_the_copy_of_an_agency_text_stands_on_the_agency() -> None:
    files = {
        **WIRES,
        "articles/a.md": article(more="agencies: [afp]"),
        "articles/b.md": article(publisher="weekly", more="repeats: [a]"),
        "articles/c.md": article(publisher="afp"),
    }
    found = origins(dossier_of(files), ("b", "c"))
    assert only_reason(found).kind is ReasonKind.THROUGH_TEXT


def test_texts_that_repeat_each_other_are_one_and_do_not_hang() -> None:
    found = of(a=article(more="repeats: [b]"), b=article(publisher="weekly", more="repeats: [a]"))
    assert found.count == 1


SAID = "[“We are close”](quote:ann-lee{}) she said."
ANN = {"people/ann-lee.md": entry("Ann Lee")}


def said(**articles: str) -> Dossier:
    return dossier_of({**WIRES, **ANN, **{f"articles/{id_}.md": a for id_, a in articles.items()}})


def test_a_quotation_by_way_of_an_agency_stands_on_the_agency() -> None:
    dossier = said(
        a=article(SAID.format("?via=afp")),
        b=article(SAID.format("?via=afp"), publisher="weekly"),
        c=article(SAID.format(""), publisher="monthly", more="agencies: [afp]"),
    )
    found = origins_of(dossier, dossier.quotes)
    assert found.count == 1
    assert {reason.kind for reason in found.reasons()} == {ReasonKind.VIA}
    assert origins(dossier, ("a", "b")).count == 2, "for these words only"


def test_an_article_with_words_of_its_own_stands_on_itself_as_well() -> None:
    dossier = said(
        a=article(f"{SAID.format('?via=afp')} {SAID.format('')}"),
        b=article(SAID.format(""), published="2016-08-27"),
    )
    assert origins_of(dossier, dossier.quotes).count == 1


def test_nothing_stands_behind_no_article() -> None:
    found = of()
    assert (found.articles, found.count) == (0, 0)


# --- For any dossier -----------------------------------------------------------------------------


OUTLETS = ("daily", "weekly", "monthly", "afp", "ap")


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    ids = [f"a{number}" for number in range(draw(st.integers(1, 8)))]
    files = dict(WIRES)
    for id_ in ids:
        agencies = draw(st.lists(st.sampled_from(OUTLETS), max_size=2, unique=True))
        repeats = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
        more = f"agencies: [{', '.join(agencies)}]\nrepeats: [{', '.join(repeats)}]"
        files[f"articles/{id_}.md"] = article(publisher=draw(st.sampled_from(OUTLETS)), more=more)
    return dossier_of(files)


@given(dossiers())
def test_every_article_is_in_one_group(dossier: Dossier) -> None:
    ids = [one.ref.id for one in dossier.articles]
    found = origins(dossier, ids)
    assert sorted(id_ for group in found.groups for id_ in group.articles) == sorted(ids)
    assert found.articles == len(ids)


@given(dossiers())
def test_no_two_counted_articles_share_an_origin_and_all_others_do(dossier: Dossier) -> None:
    found = origins(dossier, [one.ref.id for one in dossier.articles])
    heads = [group.head for group in found.groups]
    for place, head in enumerate(heads):
        for other in heads[:place]:
            assert origins(dossier, (head, other)).count == 2
    for group in found.groups:
        for other in group.others:
            assert origins(dossier, (group.head, other)).count == 1


@given(dossiers())
def test_every_article_that_is_not_counted_has_a_reason(dossier: Dossier) -> None:
    found = origins(dossier, [one.ref.id for one in dossier.articles])
    reasons = {(one.article, one.other) for one in found.reasons()}
    for group in found.groups:
        assert {(other, group.head) for other in group.others} <= reasons


@given(dossiers(), st.data())
def test_one_article_more_is_one_origin_more_where_it_shares_with_none(
    dossier: Dossier, data: st.DataObject
) -> None:
    ids = [one.ref.id for one in dossier.articles]
    chosen = data.draw(st.sets(st.sampled_from(ids)))
    added = data.draw(st.sampled_from(ids))
    before, after = origins(dossier, chosen), origins(dossier, {*chosen, added})
    if all(origins(dossier, (one, added)).count == 2 for one in chosen):
        assert after.count == before.count + 1
        assert set(groups(before)) <= set(groups(after)), "the others stay as they were"
    else:
        assert after.count <= before.count + 1


@pytest.mark.parametrize("number", [4_000])
def test_thousands_of_articles_are_counted_in_a_moment(number: int) -> None:
    files = {
        f"articles/a{n}.md": article(
            publisher=OUTLETS[n % 5], more=f"repeats: [a{(n * 7) % number}]" if n % 3 else ""
        )
        for n in range(number)
    }
    dossier = dossier_of({**WIRES, **files})
    assert origins(dossier, [one.ref.id for one in dossier.articles]).count <= 5
