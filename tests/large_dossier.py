"""A story that went on for years: one person is met again and again, by hundreds of others."""

from __future__ import annotations

from pathlib import Path


def paragraph(day: int, other: int) -> str:
    return (
        f"On day {day} [the central figure](person:central) met [number {other}]"
        f"(person:person-{other}) at [the summit](event:summit) and spoke at some length about "
        f"[{day * 7} losses](figure:losses?value={day * 7}), as he had done so many times before; "
        f'["I said so on day {day}"](quote:person-{day}?date=2016-08-{1 + day % 28:02}), they said.'
    )


def write_large_dossier(sources: Path, *, articles: int, mentions: int, people: int) -> Path:
    """Write a dossier in which everybody meets one person again and again, and give its folder."""

    def write(path: str, text: str) -> None:
        file = sources / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    write("organizations/daily.md", "---\nname: The Daily\nkind: media\n---\n")
    write("people/central.md", "---\nname: Central Figure\naliases: [C. Figure]\n---\n")
    write("events/summit.md", "---\nname: Summit\ndate: 2016-08-26\n---\n")
    write("figures/losses.md", "---\nname: Losses\nunit: people\n---\n")
    for number in range(people):
        write(f"people/person-{number}.md", f"---\nname: Person Number {number}\n---\n")
    each = mentions // articles
    for article in range(articles):
        paragraphs = [paragraph(n, (article * each + n) % people) for n in range(each)]
        day = f"2016-{9 + article // 28:02}-{1 + article % 28:02}"
        write(
            f"articles/a-{article}.md",
            f"---\ntitle: Article {article}\npublisher: daily\npublished: {day}\n---\n\n"
            + "\n\n".join(paragraphs)
            + "\n",
        )
    return sources
