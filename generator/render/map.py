"""The places of a dossier in, maps with tables out: of the whole dossier, and around one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from heapq import merge
from itertools import islice
from typing import cast

from generator import prose, urls
from generator.dossier import Dossier, once_per_dossier
from generator.evidence.counts import count_of
from generator.geometry.land import Cell, cells_of
from generator.geometry.projection import Projection, Window, around
from generator.model import Document, Fields, Kind, PlaceFields, PlaceKind, Precision, Ref
from generator.pictures import map as drawing
from generator.pictures import svg
from generator.pictures.frames import FRAMES, NARROW, Frame
from generator.pictures.map import Form, Spot
from generator.pictures.svg import Svg
from generator.prose import Blocks, Markdown
from generator.render import heads, phrases, sections, tables
from generator.render.fragments import kept
from generator.render.in_a_line import kind_within
from generator.render.mentions import mentions_in
from generator.render.order import by_entry
from generator.render.view import Page, View, spaced
from generator.texts import Texts, noop
from generator.texts.coordinates import coordinates, meridian, parallel

ABOUT = noop("Where the articles’ places lie: the larger a point, the more often it is mentioned.")

NO_BORDERS = noop(
    "Land and water only: a dossier draws no borders, and a country is no point. A soft circle is "
    "an area whose edge is not drawn. A place for whose name there is no room is in the table. "
    "Geometry: Natural Earth."
)

DRAWN = 150
"""Places on the maps; of more, those that are mentioned most."""

LISTED = 60
"""Places without coordinates that are listed; the others are counted."""

HEIGHTS = {"wide": 430.0, "narrow": 330.0}
"""Of a map, by its frame."""

LOCATOR_HEIGHT = 210.0

LOCATOR_DEGREES = (9.0, 18.0, 36.0)
"""What the map on a place's page shows from south to north: the first that shows a coast."""

NEIGHBOURS = 12
"""Other places that the map on a place's page shows for orientation."""

MARKED_IN = 4
"""By how much the point of a place's own page is smaller than the largest on the map, in area."""

Place = Document[PlaceFields]


def map_page(dossier: Dossier, texts: Texts) -> Page:
    """Give the map of a dossier."""
    view, say = View(dossier, texts, urls.MAP), texts.gettext
    title, about = say("Map"), say(ABOUT)
    places = [cast(Place, one) for one in dossier.of_kind(Kind.PLACE)]
    involved = located(dossier)
    content = (
        [
            _maps(view, involved[:DRAWN]),
            sections.titled(say("Places on the map"), "places", _table(view, involved[:DRAWN])),
            _more(view, len(involved) - DRAWN),
            sections.titled(say("Not on the map"), "others", *_others(view, places, involved)),
        ]
        if involved
        else [_empty(texts, places), *_others(view, places, involved)]
    )
    return Page(
        urls.MAP,
        prose.page(
            heads.front_matter(title, about),
            heads.crumbs(view),
            prose.heading(1, prose.text(title)),
            prose.paragraph(prose.text(about), classes=("lead",)),
            *content,
        ),
    )


@once_per_dossier
def located(dossier: Dossier) -> Sequence[Place]:
    """Give the places that can be drawn, those that are mentioned most first.

    They are those with coordinates that an article mentions, or where an event happened.
    """
    places = [cast(Place, one) for one in dossier.of_kind(Kind.PLACE)]
    drawn = [one for one in places if one.fields.coordinates and _is_involved(dossier, one)]
    return sorted(drawn, key=lambda place: (-count_of(dossier, place.ref).mentions, place.ref.id))


def _is_involved(dossier: Dossier, place: Place) -> bool:
    """Tell whether an article mentions a place, or an event happened there."""
    referrers = dossier.referrers.get(place.ref, ())
    is_scene = any(other.kind is Kind.EVENT for other, _ in referrers)
    return bool(count_of(dossier, place.ref).mentions) or is_scene


def _empty(texts: Texts, places: Sequence[Place]) -> Blocks:
    words = (
        texts.gettext(
            "None of the places that the articles mention has coordinates yet, so there is no map."
        )
        if places
        else texts.gettext("No place is in the registry yet, so there is no map.")
    )
    return prose.paragraph(prose.text(words), classes=("empty",))


def _maps(view: View, places: Sequence[Place]) -> Blocks:
    """Draw the map of all places, and one of each part where they crowd."""
    texts, spots = view.texts, [spot(view, place) for place in places]
    most = max(one.mentions for one in spots)
    crowds = drawing.details(spots, drawing.overview(spots, FRAMES[0], HEIGHTS["wide"]))
    numbers = range(1, len(crowds) + 1)
    names = (
        [texts.gettext("detail")]
        if len(crowds) == 1
        else [texts.gettext("detail {number}", number=number) for number in numbers]
    )
    pictures = [_overview(texts, spots, crowds, names, most, frame) for frame in FRAMES]
    details = [
        svg.figure(
            *(_detail(texts, spots, crowd, most, frame, number) for frame in FRAMES),
            caption=prose.text(_caption(texts, crowd, number if len(crowds) > 1 else None)),
            classes=("maps",),
        )
        for number, crowd in enumerate(crowds, 1)
    ]
    return prose.blocks(
        svg.figure(*pictures, caption=prose.text(texts.gettext(NO_BORDERS)), classes=("maps",)),
        _key(texts, most, len(spots)),
        *details,
    )


def _caption(texts: Texts, crowd: Sequence[Spot], number: int | None) -> str:
    """Say what a detail shows, with its number where there are several."""
    places = _listed_names(texts, crowd)
    if number is None:
        return texts.gettext("Detail: {places}.", places=places)
    return texts.gettext("Detail {number}: {places}.", number=number, places=places)


def _overview(
    texts: Texts,
    spots: Sequence[Spot],
    crowds: Sequence[Sequence[Spot]],
    names: Sequence[str],
    most: int,
    frame: Frame,
) -> Svg:
    projection = drawing.overview(spots, frame, HEIGHTS[frame.name])
    windows = [drawing.overview(crowd, frame, HEIGHTS[frame.name]).window for crowd in crowds]
    panel = drawing.laid_out(spots, projection, most, detailed=windows)
    return drawing.drawn(
        texts,
        panel,
        f"map-{frame.name}",
        (
            texts.ngettext("Map of {count} place", "Map of {count} places", len(spots)),
            texts.gettext(
                "{extent} The table below holds the same places.",
                extent=extent_words(texts, projection),
            ),
        ),
        detailed=list(zip(windows, names, strict=True)),
        classes=(frame.name,),
    )


def _detail(
    texts: Texts,
    spots: Sequence[Spot],
    crowd: Sequence[Spot],
    most: int,
    frame: Frame,
    number: int,
) -> Svg:
    projection = drawing.overview(crowd, frame, HEIGHTS[frame.name])
    panel = drawing.laid_out(spots, projection, most, inset=False)
    return drawing.drawn(
        texts,
        panel,
        f"map-{number}-{frame.name}",
        (
            texts.gettext(
                "Part of the map, enlarged: {places}", places=_listed_names(texts, crowd)
            ),
            extent_words(texts, projection),
        ),
        classes=(frame.name,),
    )


def _listed_names(texts: Texts, crowd: Sequence[Spot], shown: int = 6) -> str:
    ordered = sorted(crowd, key=lambda one: (-one.mentions, one.href))
    return phrases.first_of(texts, [one.name for one in ordered], shown)


def extent_words(texts: Texts, projection: Projection) -> str:
    """Say which part of the world a map shows, and how it is drawn."""
    window = projection.window
    south, north = (
        parallel(texts, max(min(round(one), 90), -90)) for one in (window.south, window.north)
    )
    west, east = (
        meridian(texts, (round(one) + 180) % 360 - 180) for one in (window.west, window.east)
    )
    how = (
        texts.gettext("Mercator’s projection: what lies nearer to a pole is drawn larger.")
        if projection.true_at is None
        else texts.gettext("The scale is true along the middle latitude only.")
    )
    return texts.gettext(
        "From {south} to {north}, and from {west} to {east}. {how}",
        south=south,
        north=north,
        west=west,
        east=east,
        how=how,
    )


def spot(view: View, place: Place) -> Spot:
    """Give a place as it is drawn."""
    fields = place.fields
    latitude, longitude = fields.coordinates or (0.0, 0.0)
    return Spot(
        place.name,
        view.href(place.ref),
        latitude,
        longitude,
        count_of(view.dossier, place.ref).mentions,
        view.texts.gettext(
            "{place}: {mentions}", place=place.name, mentions=_mentioned(view, place.ref)
        ),
        _form(fields),
    )


def _form(fields: PlaceFields) -> Form:
    if fields.kind is PlaceKind.COUNTRY:
        return Form.COUNTRY
    if fields.kind is PlaceKind.REGION:
        return Form.REGION
    return Form.AREA if fields.precision is Precision.AREA else Form.POINT


def _mentioned(view: View, ref: Ref) -> str:
    count = count_of(view.dossier, ref)
    if not count.mentions:
        return view.texts.gettext("not mentioned by name")
    return mentions_in(view.texts, count.mentions, count.mentioned_in)


def _key(texts: Texts, most: int, places: int) -> Blocks:
    """Explain the sizes of points."""
    sizes = sorted({1, max(1, round(most / 3)), max(1, most)})
    rows = [
        spaced(
            Markdown(drawing.sample(drawing.reach(one, most, places))),
            prose.text(texts.ngettext("{count} mention", "{count} mentions", one)),
        )
        for one in sizes
    ]
    return prose.section("div", ("key", "maps"), prose.bullets(rows), data_search_exclude=True)


# --- The table, and what is not on the map -------------------------------------------------------


def _table(view: View, places: Sequence[Place]) -> Blocks:
    say = view.texts.gettext
    header = (say("Place"), say("What"), say("Coordinates"), say("Mentions"))
    return tables.index(Kind.PLACE, header, [_cells(view, one) for one in places])


def _cells(view: View, place: Place) -> list[Markdown]:
    return [
        view.entity(place.ref),
        _what(view, place.fields),
        prose.text(coordinates(view.texts, *(place.fields.coordinates or (0.0, 0.0)))),
        prose.text(view.texts.number(count_of(view.dossier, place.ref).mentions)),
    ]


def _what(view: View, fields: PlaceFields) -> Markdown:
    """Say which kind of place it is, and what it lies in: `town in Syria`."""
    texts = view.texts
    kind = phrases.place_kind(texts, fields.kind) if fields.kind else texts.gettext("place")
    is_area = fields.precision is Precision.AREA
    within = Ref(Kind.PLACE, fields.within) if fields.within else None
    if within is None or within not in view.dossier.documents:
        return prose.text(texts.gettext("{kind}, an area", kind=kind) if is_area else kind)
    if not is_area:
        return kind_within(view, prose.text(kind), within)
    pattern = texts.gettext("{kind}, an area, in {place}")
    return prose.sentence(pattern, kind=prose.text(kind), place=view.entity(within))


def _more(view: View, left_out: int) -> Blocks:
    if left_out <= 0:
        return prose.NOTHING
    texts = view.texts
    words = texts.ngettext(
        "The maps show the {shown} places that are mentioned most; {count} more is in {list}.",
        "The maps show the {shown} places that are mentioned most; {count} more are in {list}.",
        left_out,
        shown=texts.number(DRAWN),
        list="{list}",
    )
    # Translators: The link in “the others are in {list}”.
    label = prose.text(texts.gettext("the list of all places"))
    index = prose.link(label, view.href(urls.index_of(Kind.PLACE)))
    return prose.paragraph(prose.sentence(words, list=index), classes=("aside",))


def _others(view: View, places: Sequence[Place], involved: Sequence[Place]) -> Iterator[Blocks]:
    """List what is not on the map, with the reason."""
    shown = {place.ref for place in involved}
    unlocated = [one for one in places if not one.fields.coordinates]
    countries = [one for one in unlocated if one.fields.kind is PlaceKind.COUNTRY]
    say = view.texts.gettext
    rows = [
        (say("Countries, for which no point would stand:"), countries),
        (say("Without coordinates:"), [one for one in unlocated if one not in countries]),
        (
            say("Not mentioned in any article:"),
            [one for one in places if one.fields.coordinates and one.ref not in shown],
        ),
    ]
    items = [_reason(view, words, row) for words, row in rows if row]
    if items:
        yield prose.bullets(items)


def _reason(view: View, words: str, places: Sequence[Place]) -> Markdown:
    ordered = sorted(places, key=by_entry)
    listed = view.first_of([place.ref for place in ordered], LISTED)
    return spaced(prose.strong(prose.text(words)), listed)


# --- Around one place ----------------------------------------------------------------------------


def locator(view: View, document: Document[Fields]) -> Blocks:
    """Give a small map of where a place lies; nothing for a country, or without coordinates."""
    fields = document.fields
    if not isinstance(fields, PlaceFields) or not fields.coordinates:
        return prose.NOTHING
    if fields.kind is PlaceKind.COUNTRY:
        return prose.NOTHING
    # Where it lies changes less often than what is said of it.
    return prose.blocks(*kept(view, "locator", (), partial(_locator, document.ref)))


def _locator(ref: Ref, view: View) -> Iterator[Blocks]:
    place = cast(Place, view.dossier.documents[ref])
    # One point is the page's, and large; the others are there to find one's way.
    here = replace(spot(view, place), mentions=1)
    projection = _surroundings(here)
    near = [replace(one, mentions=0) for one in _neighbours(view, place, projection)]
    panel = drawing.laid_out([here, *near], projection, MARKED_IN)
    picture = drawing.drawn(
        view.texts,
        panel,
        "locator",
        (
            view.texts.gettext("Where {place} lies", place=place.name),
            extent_words(view.texts, projection),
        ),
        marked=here.href,
    )
    yield svg.figure(picture, classes=("maps", "locator"))


def _surroundings(here: Spot) -> Projection:
    """Give the part of the world around a place, so large that some coast is to be seen."""
    place = (here.latitude, here.longitude)
    for least in LOCATOR_DEGREES:
        projection = around([place], NARROW.width, LOCATOR_HEIGHT, margin=0, least=least)
        if drawing.shows_coast(projection):
            return projection
    return around([place], NARROW.width, LOCATOR_HEIGHT, margin=0, least=LOCATOR_DEGREES[-1])


def _neighbours(view: View, place: Place, projection: Projection) -> list[Spot]:
    """Give the places of the dossier that lie on the same map, the most mentioned first."""
    found = _gazetteer(view.dossier).within(projection.window)
    others = (other for other in found if other.ref != place.ref)
    return [spot(view, other) for other in islice(others, NEIGHBOURS)]


class _Gazetteer:
    """The places that the articles are about, as they are looked up by where they lie."""

    def __init__(self, places: Sequence[Place]) -> None:
        """Take places, the most important first."""
        self.rests_on = places
        self._cells: dict[Cell, list[tuple[int, Place]]] = defaultdict(list)
        for rank, place in enumerate(places):
            latitude, longitude = place.fields.coordinates or (0.0, 0.0)
            for cell in cells_of((longitude, latitude, longitude, latitude)):
                self._cells[cell].append((rank, place))

    def within(self, window: Window) -> Iterator[Place]:
        """Give the places in a window, the most important first."""
        cells = cells_of((window.west, window.south, window.east, window.north))
        for _, place in merge(*(self._cells.get(cell, ()) for cell in cells)):
            if place.fields.coordinates and window.holds(*place.fields.coordinates):
                yield place


@once_per_dossier
def _gazetteer(dossier: Dossier) -> _Gazetteer:
    # By the magnitude of their mentions: one mention more is no reason to draw every map anew.
    def rank(place: Place) -> tuple[int, str]:
        return -count_of(dossier, place.ref).mentions.bit_length(), place.ref.id

    return _Gazetteer(sorted(located(dossier), key=rank))
