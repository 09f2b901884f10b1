"""Records and words in, Markdown out; the only room that writes Markdown syntax.

What it writes is read by Python-Markdown with four extensions (attr_list, md_in_html, tables,
toc) and shows exactly the given text: the structure that a caller asks for is markup, and no
character of a text ever is. Two types keep apart what is written from what is not: `Markdown` is
a piece of a line, `Blocks` is whole blocks. A plain `str` is neither, so that a type checker
finds a text that was not passed through `text`.

    page(
        {"title": "John Kerry"},
        heading(1, text("John Kerry")),
        paragraph(line(text("See also "), link(text("Geneva"), "../places/geneva.md"), text("."))),
    )
"""

from generator.prose.bodies import PassageWriter, body
from generator.prose.inline import (
    LINE_BREAK,
    Around,
    Markdown,
    around_element,
    around_link,
    around_span,
    code,
    element,
    emphasis,
    joined,
    line,
    link,
    mark,
    sentence,
    span,
    strong,
    text,
    time,
)
from generator.prose.pages import Value, page
from generator.prose.passages import passage
from generator.prose.structures import (
    NOTHING,
    Blocks,
    Item,
    ItemLike,
    begins_with_heading,
    blocks,
    bullets,
    code_block,
    definitions,
    details,
    heading,
    numbered,
    paragraph,
    quote,
    raw,
    rule,
    section,
    table,
)

__all__ = [
    "LINE_BREAK",
    "NOTHING",
    "Around",
    "Blocks",
    "Item",
    "ItemLike",
    "Markdown",
    "PassageWriter",
    "Value",
    "around_element",
    "around_link",
    "around_span",
    "begins_with_heading",
    "blocks",
    "body",
    "bullets",
    "code",
    "code_block",
    "definitions",
    "details",
    "element",
    "emphasis",
    "heading",
    "joined",
    "line",
    "link",
    "mark",
    "numbered",
    "page",
    "paragraph",
    "passage",
    "quote",
    "raw",
    "rule",
    "section",
    "sentence",
    "span",
    "strong",
    "table",
    "text",
    "time",
]
