"""Rules for a dossier as a whole: one case file each, from the sources to what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click import unstyle
from evidence_sources import released

from generator.checks import check
from generator.diagnostics import in_order
from generator.link import link
from generator.model import Document, Fields, Ref
from generator.parse import identify, parse
from generator.read import read_sources
from generator.report import as_text, below

CASES = sorted((Path(__file__).parent / "cases" / "checks").glob("*.yml"))


def findings(folder: Path) -> str:
    """What is printed of the sources in a folder."""
    sources, unread = read_sources(folder)
    found = list(unread)
    whole: list[Document[Fields]] = []
    broken: list[Ref] = []
    for source in sources:
        document, problems = parse(source)
        found.extend(problems)
        if document:
            whole.append(document)
        else:
            broken.extend(ref for ref in (identify(source.path)[0],) if ref)
    dossier, dangling = link([released(one) for one in whole], broken)
    found.extend(dangling)
    found.extend(check(dossier, whole, broken))
    texts = {f"sources/{source.path}": source for source in sources}
    printed = below(Path("sources"), in_order(found))
    return "".join(unstyle(as_text(one, texts.get(one.location.path))) + "\n" for one in printed)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_found(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, text in case["sources"].items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    found = findings(tmp_path)
    if request.config.getoption("--update", default=False):
        update(path, found)
    else:
        assert found == (case["found"] or "")


def update(path: Path, found: str) -> None:
    """Write what is found into a case, whose last key holds it."""
    kept = path.read_text(encoding="utf-8").partition("\nfound:")[0]
    indented = "".join(f"  {line}\n" for line in found.splitlines())
    path.write_text(f"{kept}\nfound: |\n{indented}", encoding="utf-8")


def test_the_dossier_of_this_repository_has_nothing_to_find() -> None:
    assert findings(Path(__file__).parents[1] / "sources") == ""
