"""`python -m benchmarks.suggest`: how long `dossier suggest` takes over a large dossier.

A registry with 5,000 names and 1,000 raw articles of 800 words, made by chance from a fixed seed;
40 names stand in each article. The command is run as a user runs it, from reading the files on.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SYLLABLES = ("ka", "mo", "ri", "len", "dor", "shi", "val", "tan", "bek", "ul", "mar", "os", "gra")
FILLER = """the talks went on for a second day while both sides said that little had changed and
that more would be needed before an agreement could be signed officials who had travelled to the
city spoke of slow progress and of hopes for a pause in the fighting in the coming weeks aid
convoys waited at the border as residents queued for water and bread""".split()
KINDS = {"people": "", "places": "kind: city\n", "organizations": "kind: other\n"}


def main() -> None:
    """Make the dossier, run the command, print what it took."""
    options = argparse.ArgumentParser(description="Measure dossier suggest.")
    options.add_argument("--names", type=int, default=5000)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--words", type=int, default=800)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_dossier(Path(folder), given.names, given.articles, given.words)
        took = []
        found = 0
        for _ in range(given.rounds):
            begin = time.perf_counter()
            done = subprocess.run(
                [Path(sys.executable).parent / "dossier", "suggest", "--format", "json"],
                cwd=folder,
                capture_output=True,
                check=True,
            )
            took.append(time.perf_counter() - begin)
            found = len(json.loads(done.stdout))
    print(
        f"{given.names:,} names, {given.articles:,} articles of {given.words} words: "
        f"{sorted(took)[len(took) // 2]:.1f} s (median of {given.rounds}), "
        f"{found:,} suggestions"
    )


def write_dossier(folder: Path, names: int, articles: int, words: int) -> None:
    """Write the sources.

    Args:
        folder: An empty folder.
        names: How many names the registry has; each entry has two.
        articles: How many articles there are.
        words: How many words each has.
    """
    chance = random.Random(2016)
    (folder / "mkdocs.yml").write_text("site_name: Large\nplugins: [dossier]\n", encoding="utf-8")
    known: list[str] = []
    while len(known) < names:
        known += [_name(chance) for _ in range(names - len(known))]
        known = list(dict.fromkeys(known))
    for number in range(0, names, 2):
        kind = list(KINDS)[number // 2 % len(KINDS)]
        text = f"---\nname: {known[number]}\naliases: [{known[number + 1]}]\n{KINDS[kind]}---\n"
        _write(folder / f"sources/{kind}/entry-{number}.md", text)
    _write(folder / "sources/organizations/daily.md", "---\nname: Daily\nkind: media\n---\n")
    for number in range(articles):
        text = "\n\n".join(_paragraph(chance, known, words // 10) for _ in range(10))
        head = f"title: Article {number}\npublisher: daily\npublished: 2016-08-26\n"
        _write(folder / f"sources/articles/article-{number}.md", f"---\n{head}---\n\n{text}\n")


def _name(chance: random.Random) -> str:
    return " ".join(
        "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).title()
        for _ in range(chance.randint(1, 3))
    )


def _paragraph(chance: random.Random, names: list[str], words: int) -> str:
    """Give a paragraph of sentences of some twenty words, with four names."""
    written = chance.choices(FILLER, k=words - 4)
    for name in chance.choices(names, k=4):
        written.insert(chance.randrange(len(written)), name)
    sentences = [written[at : at + 20] for at in range(0, len(written), 20)]
    return " ".join(" ".join(one)[0].upper() + " ".join(one)[1:] + "." for one in sentences)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
