"""Parts of pages that are written once, and again only where they are not true any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from zlib import crc32

from generator.digests import digest
from generator.dossier import Dossier
from generator.prose import Blocks
from generator.render.view import View


def kept(
    view: View,
    name: str,
    about: Iterable[str],
    write: Callable[[View], Iterable[Blocks]],
) -> Iterator[Blocks]:
    """Give a part of a page, which is written only where it is not true any more.

    Args:
        view: The page, or one that looks alike.
        name: Tells the part from others about the same.
        about: All that it lists; where that is something else, it is another part.
        write: Writes it, and asks of nothing but the view that it is given.
    """
    yield from map(Blocks, kept_texts(view, name, about, write))


def kept_texts(
    view: View,
    name: str,
    about: Iterable[str],
    write: Callable[[View], Iterable[str]],
) -> tuple[str, ...]:
    """Give pieces of a page's part, as `kept` gives its blocks."""
    listed = digest(*about).hex()

    def written(dossier: Dossier) -> tuple[str, ...]:
        return tuple(write(View(dossier, view.texts, view.page)))

    return view.dossier.fragment(f"{view.page} {name} {listed}", written)


RUN = 6
"""Of how many ids one ends a run: longer runs are fewer to ask about, and more to write anew."""


def runs(ids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Cut a long list into runs, so that what comes or goes changes no run but its own.

    It is the ids that tell where a run ends, and not their number (content-defined chunking).
    """
    run: list[str] = []
    for id_ in ids:
        run.append(id_)
        if crc32(id_.encode()) % RUN == 0:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)
