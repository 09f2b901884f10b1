"""The places of a dossier in, maps with tables out: of the whole dossier, and around one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from generator import prose, urls
from generator.dossier import Dossier
from generator.geometry.projection import Projection, around
from generator.model import Document, Fields, Kind, PlaceFields, PlaceKind, Precision, Ref
from generator.pictures import map as drawing
from generator.pictures import svg
from generator.pictures.frames import FRAMES, NARROW, Frame
from generator.pictures.map import Form, Spot
from generator.pictures.svg import Svg
from generator.prose import Blocks, Markdown
from generator.render import parts, phrases
from generator.render.view import Page, View, spaced

TITLE = "Map"
ABOUT = "Where the articles’ places lie: the larger a point, the more often it is mentioned."

NO_BORDERS = (
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


def map_page(dossier: Dossier) -> Page:
    """Give the map of a dossier."""
    view = View(dossier, urls.MAP)
    places = [cast(Place, one) for one in dossier.of_kind(Kind.PLACE)]
    located = _by_mentions(view, (one for one in places if one.fields.coordinates))
    involved = [one for one in located if is_involved(view, one)]
    content = (
        [
            _maps(view, involved[:DRAWN]),
            parts.part("Places on the map", "places", _table(view, involved[:DRAWN])),
            _more(view, len(involved) - DRAWN),
            parts.part("Not on the map", "others", *_others(view, places, involved)),
        ]
        if involved
        else [_empty(places), *_others(view, places, involved)]
    )
    return Page(
        urls.MAP,
        prose.page(
            parts.front_matter(TITLE, ABOUT),
            parts.crumbs(view, (("Home", urls.HOME),)),
            prose.heading(1, prose.text(TITLE)),
            prose.paragraph(prose.text(ABOUT), classes=("lead",)),
            *content,
        ),
    )


def is_involved(view: View, place: Place) -> bool:
    """Tell whether an article mentions a place, or an event happened there."""
    referrers = view.dossier.referrers.get(place.ref, ())
    is_scene = any(other.kind is Kind.EVENT for other, _ in referrers)
    return bool(view.dossier.mentions_of(place.ref)) or is_scene


def _by_mentions(view: View, places: Iterable[Place]) -> list[Place]:
    """Give places by how often they are mentioned."""
    mentions = view.dossier.mentions_of
    return sorted(places, key=lambda place: (-len(mentions(place.ref)), place.ref.id))


def _empty(places: Sequence[Place]) -> Blocks:
    words = (
        "None of the places that the articles mention has coordinates yet, so there is no map."
        if places
        else "No place is in the registry yet, so there is no map."
    )
    return prose.paragraph(prose.text(words), classes=("empty",))


def _maps(view: View, places: Sequence[Place]) -> Blocks:
    """Draw the map of all places, and one of each part where they crowd."""
    spots = [spot(view, place) for place in places]
    most = max(one.mentions for one in spots)
    crowds = drawing.details(spots, drawing.overview(spots, FRAMES[0], HEIGHTS["wide"]))
    names = ["detail"] if len(crowds) == 1 else [f"detail {n + 1}" for n in range(len(crowds))]
    pictures = [_overview(spots, crowds, names, most, frame) for frame in FRAMES]
    details = [
        svg.figure(
            *(_detail(spots, crowd, most, frame, number) for frame in FRAMES),
            caption=prose.text(f"{name.capitalize()}: {_listed_names(crowd)}."),
            classes=("maps",),
        )
        for number, (crowd, name) in enumerate(zip(crowds, names, strict=True), 1)
    ]
    return prose.blocks(
        svg.figure(*pictures, caption=prose.text(NO_BORDERS), classes=("maps",)),
        _key(most, len(spots)),
        *details,
    )


def _overview(
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
        panel,
        f"map-{frame.name}",
        (
            f"Map of {phrases.count(len(spots), 'place')}",
            f"{extent_words(projection)} The table below holds the same places.",
        ),
        detailed=list(zip(windows, names, strict=True)),
        classes=(frame.name,),
    )


def _detail(
    spots: Sequence[Spot], crowd: Sequence[Spot], most: int, frame: Frame, number: int
) -> Svg:
    projection = drawing.overview(crowd, frame, HEIGHTS[frame.name])
    panel = drawing.laid_out(spots, projection, most, inset=False)
    return drawing.drawn(
        panel,
        f"map-{number}-{frame.name}",
        (f"Part of the map, enlarged: {_listed_names(crowd)}", extent_words(projection)),
        classes=(frame.name,),
    )


def _listed_names(crowd: Sequence[Spot], shown: int = 6) -> str:
    ordered = sorted(crowd, key=lambda one: (-one.mentions, one.href))
    names = [one.name for one in ordered[:shown]]
    more = len(ordered) - shown
    return phrases.series([*names, f"{more} more"] if more > 0 else names)


def extent_words(projection: Projection) -> str:
    """Say which part of the world a map shows, and how it is drawn."""
    window = projection.window
    south, north = (_latitude(round(one)) for one in (window.south, window.north))
    west, east = (_longitude(round(one)) for one in (window.west, window.east))
    how = (
        "Mercator’s projection: what lies nearer to a pole is drawn larger."
        if projection.true_at is None
        else "The scale is true along the middle latitude only."
    )
    return f"From {south} to {north}, and from {west} to {east}. {how}"


def _latitude(degrees: float) -> str:
    return drawing.degrees(max(min(degrees, 90), -90), "N", "S")


def _longitude(degrees: float) -> str:
    return drawing.degrees((degrees + 180) % 360 - 180, "E", "W")


def spot(view: View, place: Place) -> Spot:
    """Give a place as it is drawn."""
    fields = place.fields
    latitude, longitude = fields.coordinates or (0.0, 0.0)
    return Spot(
        place.name,
        view.href(place.ref),
        latitude,
        longitude,
        len(view.dossier.mentions_of(place.ref)),
        f"{place.name}: {_mentioned(view, place.ref)}",
        _form(fields),
    )


def _form(fields: PlaceFields) -> Form:
    if fields.kind is PlaceKind.COUNTRY:
        return Form.COUNTRY
    if fields.kind is PlaceKind.REGION:
        return Form.REGION
    return Form.AREA if fields.precision is Precision.AREA else Form.POINT


def _mentioned(view: View, ref: Ref) -> str:
    mentions = len(view.dossier.mentions_of(ref))
    articles = len({mention.place.article for mention in view.dossier.mentions_of(ref)})
    if not mentions:
        return "not mentioned by name"
    return f"{phrases.count(mentions, 'mention')} in {phrases.count(articles, 'article')}"


def _key(most: int, places: int) -> Blocks:
    """Explain the sizes of points."""
    sizes = sorted({1, max(1, round(most / 3)), max(1, most)})
    rows = [
        spaced(
            Markdown(drawing.sample(drawing.reach(one, most, places))),
            prose.text(phrases.count(one, "mention")),
        )
        for one in sizes
    ]
    return prose.section("div", ("key", "maps"), prose.bullets(rows), data_search_exclude=True)


# --- The table, and what is not on the map -------------------------------------------------------


def _table(view: View, places: Sequence[Place]) -> Blocks:
    header = ("Place", "What", "Coordinates", "Mentions")
    return prose.section(
        "div",
        ("index", "place"),
        prose.table([prose.text(one) for one in header], [_cells(view, one) for one in places]),
    )


def _cells(view: View, place: Place) -> list[Markdown]:
    return [
        view.entity(place.ref),
        _what(view, place.fields),
        prose.text(_coordinates(place.fields)),
        prose.text(f"{len(view.dossier.mentions_of(place.ref)):,}"),
    ]


def _what(view: View, fields: PlaceFields) -> Markdown:
    """Say which kind of place it is, and what it lies in: `town in Syria`."""
    kind = phrases.PLACE_KIND[fields.kind] if fields.kind else "place"
    if fields.precision is Precision.AREA:
        kind += ", an area,"
    within = Ref(Kind.PLACE, fields.within) if fields.within else None
    if within is None or within not in view.dossier.documents:
        return prose.text(kind.rstrip(","))
    return spaced(prose.text(kind), prose.text("in"), view.entity(within))


def _coordinates(fields: PlaceFields) -> str:
    if fields.coordinates is None:
        return ""
    latitude, longitude = fields.coordinates
    north = f"{abs(latitude):.2f}°\N{NO-BREAK SPACE}{'N' if latitude >= 0 else 'S'}"
    east = f"{abs(longitude):.2f}°\N{NO-BREAK SPACE}{'E' if longitude >= 0 else 'W'}"
    return f"{north}, {east}"


def _more(view: View, left_out: int) -> Blocks:
    if left_out <= 0:
        return parts.NOTHING
    words = f"The maps show the {DRAWN} places that are mentioned most; {left_out:,} more are in"
    index = prose.link(prose.text("the list of all places"), view.href(urls.index_of(Kind.PLACE)))
    return prose.paragraph(
        Markdown(spaced(prose.text(words), index) + prose.text(".")), classes=("aside",)
    )


def _others(view: View, places: Sequence[Place], involved: Sequence[Place]) -> Iterator[Blocks]:
    """List what is not on the map, with the reason."""
    shown = {place.ref for place in involved}
    unlocated = [one for one in places if not one.fields.coordinates]
    countries = [one for one in unlocated if one.fields.kind is PlaceKind.COUNTRY]
    rows = [
        ("Countries, for which no point would stand", countries),
        ("Without coordinates", [one for one in unlocated if one not in countries]),
        (
            "Not mentioned in any article",
            [one for one in places if one.fields.coordinates and one.ref not in shown],
        ),
    ]
    items = [_reason(view, words, row) for words, row in rows if row]
    if items:
        yield prose.bullets(items)


def _reason(view: View, words: str, places: Sequence[Place]) -> Markdown:
    ordered = sorted(places, key=parts.sort_name)
    listed = view.entities(place.ref for place in ordered[:LISTED])
    more = f" and {len(ordered) - LISTED:,} more" if len(ordered) > LISTED else ""
    said = prose.strong(prose.text(f"{words}:"))
    return spaced(said, Markdown(listed + prose.text(more)))


# --- Around one place ----------------------------------------------------------------------------


def locator(view: View, document: Document[Fields]) -> Blocks:
    """Give a small map of where a place lies; nothing for a country, or without coordinates."""
    fields = document.fields
    if not isinstance(fields, PlaceFields) or not fields.coordinates:
        return parts.NOTHING
    if fields.kind is PlaceKind.COUNTRY:
        return parts.NOTHING
    place = cast(Place, document)
    # One point is the page's, and large; the others are there to find one's way.
    here = replace(spot(view, place), mentions=1)
    projection = _surroundings(here)
    near = [replace(one, mentions=0) for one in _neighbours(view, place, projection)]
    panel = drawing.laid_out([here, *near], projection, MARKED_IN)
    picture = drawing.drawn(
        panel,
        "locator",
        (f"Where {place.name} lies", extent_words(projection)),
        marked=here.href,
    )
    return svg.figure(picture, classes=("maps", "locator"))


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
    window = projection.window
    others = [
        other
        for other in (cast(Place, one) for one in view.dossier.of_kind(Kind.PLACE))
        if other.ref != place.ref
        and other.fields.coordinates
        and window.holds(*other.fields.coordinates)
        and is_involved(view, other)
    ]
    return [spot(view, other) for other in _by_mentions(view, others)[:NEIGHBOURS]]
