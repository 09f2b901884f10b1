"""Cases in, sources out.

Awkward texts stand in `cases/awkward.md`: a title and a text, each closed by a line with a dot.
Hostile input stands in `cases/hostile.jsonl`, a case a line. A case says where it attacks (`in`),
with what (`text`, or `pieces` to be repeated, or bytes in base64, or `files`), and what must come
of it (`expect`):

- `reject`: an error at its place, and no crash;
- `inert`: accepted, and shown as text;
- `preserve`: accepted, and text and structure are the author's;
- `reject_or_inert`: either of the two; text that is lost in silence is neither;
- `warn_or_reject`: a finding at its place.

`line` is the line of the finding within the text of the case, `says` what its message names,
`shows` what readers must see, and `hides` what must be nowhere.
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.diagnostics import Diagnostic, Severity
from generator.settings import Settings

CASES = Path(__file__).parent / "cases"

FRONT_MATTER = "title: A case\npublisher: daily\npublished: 2016-08-26\n"

REST = {
    "organizations/daily.md": "---\nname: The Daily\nkind: media\n---\n",
    "people/john-kerry.md": "---\nname: John Kerry\n---\n\nA note.\n",
    "places/washington.md": "---\nname: Washington\n---\n",
    "articles/control.md": (
        f"---\n{FRONT_MATTER}---\n\n[Mr. Kerry](person:john-kerry) went to "
        "[Washington](place:washington).\n"
    ),
}
"""What every case stands in."""


@dataclass(frozen=True)
class Case:
    """One hostile case."""

    name: str
    expect: str
    place: str
    """What is attacked: `body`, `title`, `person name`..."""
    given: dict[str, Any]

    @property
    def id(self) -> str:
        return "-".join("".join(c if c.isalnum() else " " for c in self.name.lower()).split())

    @property
    def text(self) -> str:
        if "pieces" in self.given:
            return "".join(unit * times for unit, times in self.given["pieces"])
        return str(self.given.get("text", ""))

    @property
    def is_long(self) -> bool:
        """Whether the case is about time: it is built alone, where it can be measured."""
        return len(self.text) > 20_000

    def strings(self, key: str) -> list[str]:
        """Give what must be shown, hidden or said."""
        return list(self.given.get(key, ()))


@cache
def hostile_cases() -> tuple[Case, ...]:
    """Give every hostile case."""
    lines = (CASES / "hostile.jsonl").read_text(encoding="utf-8").splitlines()
    given = [json.loads(line) for line in lines]
    return tuple(Case(one["name"], one["expect"], one["in"], one) for one in given)


@cache
def awkward_texts() -> dict[str, str]:
    """Give every awkward text by its title."""
    parts = (CASES / "awkward.md").read_text(encoding="utf-8").removesuffix("\n.\n").split("\n.\n")
    return dict(zip(parts[::2], parts[1::2], strict=True))


def awkward_id(title: str) -> str:
    return Case(title, "", "", {}).id[:70].rstrip("-")


# --- Where a case stands -----------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """Where a text is put."""

    path: str
    before: str
    after: str
    quoted: bool = False
    """Whether it is written as a quoted value of YAML."""


ARTICLE = "articles/{id}.md"
PERSON = "people/{id}.md"
HEAD = f"---\n{FRONT_MATTER}---\n\n"
REST_OF_HEAD = "\npublisher: daily\npublished: 2016-08-26\n---\n\nText.\n"

PLACES = {
    "body": Place(ARTICLE, HEAD, "\n"),
    "target": Place(ARTICLE, f"{HEAD}[He](person:", ") spoke.\n"),
    "words": Place(ARTICLE, f"{HEAD}[", "](person:john-kerry) spoke.\n"),
    "title": Place(ARTICLE, "---\ntitle: ", REST_OF_HEAD, quoted=True),
    "person name": Place(PERSON, "---\nname: ", "\n---\n", quoted=True),
    "person note": Place(PERSON, "---\nname: Somebody\n---\n\n", "\n"),
    "role of": Place(PERSON, "---\nname: X\nroles:\n  - title: Minister\n    of: ", "\n---\n"),
    "coordinates": Place("places/{id}.md", "---\nname: X\ncoordinates: ", "\n---\n"),
    **{
        field: Place(ARTICLE, f"---\n{FRONT_MATTER}{field}: ", "\n---\n\nText.\n", quoted=True)
        for field in ("summary", "subtitle", "url", "image")
    },
}


def files_of(case: Case) -> tuple[dict[str, bytes], int]:
    """Give the files of a case below the sources folder.

    Returns:
        The files, the one that is attacked first, and the number of lines in it before the case.
    """
    if case.place in PLACES:
        place = PLACES[case.place]
        text = json.dumps(case.text, ensure_ascii=False) if place.quoted else case.text
        path = place.path.format(id=case.id)
        files = {path: f"{place.before}{text}{place.after}".encode()}
        if case.place.startswith("person"):
            naming = f"{HEAD}[Somebody](person:{case.id}) spoke.\n"
            files[f"articles/naming-{case.id}.md"] = naming.encode()
        return files, place.before.count("\n")
    if case.place == "front matter":
        keys = [
            key for key in FRONT_MATTER.splitlines() if key.split(":")[0] + ":" not in case.text
        ]
        lines = ["---", case.text, *keys, "---", "", "Text.", ""]
        return {ARTICLE.format(id=case.id): "\n".join(lines).encode()}, 1
    if case.place in ("person id", "file name"):
        path = f"people/{case.text}.md" if case.place == "person id" else f"articles/{case.text}"
        return {path: b"---\nname: Somebody\n---\n"}, 0
    return _whole_file(case) if case.place != "files" else {}, 0


def _whole_file(case: Case) -> dict[str, bytes]:
    data = base64.b64decode(case.given["base64"]) if "base64" in case.given else case.text.encode()
    is_article = case.place == "article"
    front = FRONT_MATTER if is_article else "name: Somebody\n"
    if b"\r" in data:
        front = front.replace("\n", "\r\n" if b"\r\n" in data else "\r")
    path = (ARTICLE if is_article else PERSON).format(id=case.id)
    return {path: data.replace(b"{FM}", front.encode())}


def write_case(case: Case, sources: Path) -> list[str]:
    """Write what a case stands in, and the case.

    Returns:
        The paths of the case's own files below the sources folder.
    """
    for path, text in REST.items():
        _write(sources / path, text.encode())
    files, _ = files_of(case)
    for path, data in files.items():
        _write(sources / path, data)
    return [*files, *(_do(sources, step) for step in case.given.get("files", ()))]


def _do(sources: Path, step: dict[str, Any]) -> str:
    """Carry out one step of a case that is about files, and give the path that it touches."""
    path = sources / step["path"]
    match step["do"]:
        case "write":
            _write(path, step["text"].encode())
        case "article":
            _write(path, f"---\n{FRONT_MATTER}---\n\n{step['text']}\n".encode())
        case "symlink":
            path.symlink_to(step["to"])
        case "hardlink":
            secret = sources / step["to"]
            secret.write_text("SECRET-CANARY", encoding="utf-8")
            os.link(secret, path)
        case "utime":
            os.utime(path, (step["mtime"], step["mtime"]))
        case unknown:
            raise AssertionError(unknown)
    return str(step["path"])


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


# --- All that is accepted, in one dossier --------------------------------------------------------


def write_cases(folder: Path) -> Path:
    """Write every case and every awkward text that is accepted into one folder of sources."""
    sources = folder / "sources"
    for case in hostile_cases():
        if case.place != "files" and not case.is_long:
            write_case(case, sources)
    for title, text in awkward_texts().items():
        path = f"articles/{awkward_id(title)}.md"
        _write(sources / path, f"---\n{FRONT_MATTER}---\n\n{text}\n".encode())
    for path in refused_paths(pipeline.check(sources, Settings()).found):
        (sources / path).unlink()
        # Without the entry, whatever names it is wrong as well.
        (sources / f"articles/naming-{Path(path).name}").unlink(missing_ok=True)
    return sources


def refused_paths(found: tuple[Diagnostic, ...]) -> set[str]:
    return {one.location.path for one in found if one.severity is Severity.ERROR}
