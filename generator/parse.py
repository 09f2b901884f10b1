"""One source file in, one document and its findings out.

This is a pure function of a file's path and text, and the one expensive step of a build; what it
gives can be kept in a cache.
"""

from __future__ import annotations

from generator.bodies import parse_body
from generator.diagnostics import Diagnostic, did_you_mean
from generator.frontmatter import merge_conflict, split, value_spans
from generator.ids import suggest_id, why_no_id
from generator.model import FOLDERS, ArticleFields, Document, Fields, Kind, Ref, packed
from generator.schema import read_fields
from generator.source import Location, SourceFile


def parse(source: SourceFile) -> tuple[Document[Fields] | None, tuple[Diagnostic, ...]]:
    """Read one source file.

    Args:
        source: The file, decoded.

    Returns:
        The document, and everything that is wrong with it. The document is None where its path
        gives it no identity, or a required field is missing or faulty; the body's findings are
        among the others all the same.
    """
    ref, found = identify(source.path)
    kind = ref.kind if ref else _kind_of_folder(source.path)
    if merge_conflict(source):
        return None, (*found, *split(source).found)
    front = split(source)
    found += front.found
    fields: Fields | None = None
    if kind and front.node is not None:
        fields, faults = read_fields(kind, front.node, source)
        found += faults
    language = fields.language if isinstance(fields, ArticleFields) else "en"
    body, faults = parse_body(source, front.body_start, language)
    found += faults
    if ref is None or fields is None or front.node is None:
        return None, found
    lines = source.line_starts.tobytes()
    document = Document(ref, source.path, fields, packed(body), value_spans(front.node), lines)
    return document, found


def identify(path: str) -> tuple[Ref | None, tuple[Diagnostic, ...]]:
    """Read the identity of a source file from its path.

    Args:
        path: POSIX path relative to the sources folder.

    Returns:
        The identity, or None and the reason.
    """
    folder, _, name = path.partition("/")
    kind = FOLDERS.get(folder)
    if kind is None or not name:
        return None, (
            _about(
                path,
                "unknown-folder",
                f"'{folder}' is not a folder of the sources",
                did_you_mean(folder, FOLDERS) or f"the folders are {', '.join(FOLDERS)}",
            ),
        )
    if "/" in name:
        return None, (
            _about(
                path,
                "nested-folder",
                f"'{folder}' holds only files, and this one lies in a folder inside it",
                f"move it to {folder}/{name.rpartition('/')[2]}",
            ),
        )
    id_ = name.removesuffix(".md")
    reason = "has a name that does not end in .md" if id_ == name else why_no_id(id_)
    if reason:
        likely = suggest_id(id_)
        return None, (
            _about(
                path,
                "bad-file-name",
                f"the file's name is its id, and '{id_}' {reason}",
                f"rename it to {folder}/{likely}.md" if likely else "give it another name",
            ),
        )
    return Ref(kind, id_), ()


def _kind_of_folder(path: str) -> Kind | None:
    return FOLDERS.get(path.partition("/")[0])


def _about(path: str, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Location.whole_file(path), code, message, hint)
