"""HTML: one accessible page that needs nothing else, with the disclosure's JSON inside it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from budgetbook.model.codec import encode
from budgetbook.model.disclosure import Disclosure
from budgetbook.writers.chart import pie_svg
from budgetbook.writers.html.tables import body_rows, column_shares, header_rows, least_width
from budgetbook.writers.layout import Chart, Heading, Layout, Paragraph, Table
from budgetbook.writers.printable import printable

NAME = "html"
SUFFIX = ".html"
_FONT = "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', SimHei"


class _Entry(msgspec.Struct):
    """A line of the contents and those below it."""

    id: str
    text: str
    level: int
    below: list[_Entry]


def write_html(layout: Layout, disclosure: Disclosure, path: Path) -> None:
    """Write `layout` to `path` as a page, with the JSON of `disclosure` in it. Raises OSError where it can't be written."""
    path.write_text(page(layout, disclosure), encoding="utf-8", newline="\n")


def page(layout: Layout, disclosure: Disclosure) -> str:
    """The page. Every text goes through Jinja's escaping; only the style, the charts and the data are put in as they are."""
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    template = environment.from_string(_resource("page.jinja"))
    data = encode(disclosure)
    headings = [block for block in layout.blocks if isinstance(block, Heading)]
    return template.render(
        language=layout.language,
        entity=printable(layout.entity),
        title=printable(layout.title),
        style=Markup(_resource("page.css")),  # noqa: S704 - our own file
        contents=_contents(headings),
        blocks=list(_blocks(layout, Markup)),
        data=Markup(_inert(data)),  # noqa: S704 - no character of HTML is left in it
        data_link="data:application/json;base64," + base64.b64encode(data).decode("ascii"),
        data_name=f"{printable(layout.entity)}{printable(layout.title)}.json",
    )


def _inert(json: bytes) -> str:
    """JSON that can stand in a `script` element: no character that HTML could take for markup."""
    text = json.decode("utf-8")
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _contents(headings: list[Heading]) -> list[_Entry]:
    """The headings as a tree. Ids count headings as `_blocks` does."""
    root = _Entry(id="", text="", level=0, below=[])
    open_entries = [root]
    for number, heading in enumerate(headings, start=1):
        entry = _Entry(id=_heading_id(number), text=printable(heading.text), level=heading.level, below=[])
        while open_entries[-1].level >= heading.level and len(open_entries) > 1:
            open_entries.pop()
        open_entries[-1].below.append(entry)
        open_entries.append(entry)
    return root.below


def _heading_id(number: int) -> str:
    return f"section-{number}"


def _blocks(layout: Layout, markup: Any) -> Iterator[dict[str, Any]]:
    """What the template prints, one after another; a heading that is a table's title goes with its table."""
    numbers = tables = 0
    on_new_page = False  # whether what comes next stands directly under a heading that began a page
    of_table: dict[str, Any] | None = None
    for block in layout.blocks:
        if isinstance(block, Heading):
            numbers += 1
            heading = {
                "kind": "heading",
                "id": _heading_id(numbers),
                "level": min(max(block.level, 1), 5) + 1,
                "text": printable(block.text),
                "new_page": block.new_page,
            }
            if of_table is not None:  # no table came
                yield of_table
                of_table = None
            if block.of_table:
                of_table = heading
            else:
                on_new_page = block.new_page
                yield heading
            continue
        if of_table is not None and not isinstance(block, Table):
            yield of_table
            of_table = None
        if isinstance(block, Paragraph):
            yield from _paragraphs(block)
        elif isinstance(block, Chart):
            cleaned = msgspec.structs.replace(
                block,
                title=printable(block.title),
                description=printable(block.description),
                slices=tuple(msgspec.structs.replace(each, label=printable(each.label)) for each in block.slices),
            )
            svg = markup(pie_svg(cleaned, font=_FONT))
            yield {"kind": "chart", "title": cleaned.title, "svg": svg}
        elif isinstance(block, Table):
            tables += 1
            if on_new_page and not block.landscape:
                block = msgspec.structs.replace(block, own_page=False)
            yield _table(block, f"table-{tables}", of_table)
            of_table = None
        on_new_page = False
    if of_table is not None:
        yield of_table


def _paragraphs(block: Paragraph) -> Iterator[dict[str, Any]]:
    strong, rest = block.text[: block.strong_until], block.text[block.strong_until :]
    for number, text in enumerate(printable(rest).split("\n")):
        yield {"kind": "paragraph", "strong": "" if number else printable(strong), "text": text}


def _table(table: Table, name: str, heading: dict[str, Any] | None) -> dict[str, Any]:
    if heading is not None:
        name = heading["id"]  # the contents lead to the table
    return {
        "kind": "table",
        "id": name,
        "role": table.role.value,
        "heading": heading,
        "title": printable(table.title or table.subtitle or "表"),
        "marker": printable(table.marker or ""),
        "subtitle": printable(table.subtitle or ""),
        "left": printable(table.left or ""),
        "right": printable(table.right or ""),
        "note": printable(table.note or ""),
        "landscape": table.landscape,
        "own_page": table.own_page,
        "widths": column_shares(table),
        "least": f"{least_width(table):.0f}",
        "header": header_rows(table, name),
        "body": body_rows(table, name),
    }


def _resource(name: str) -> str:
    return (files("budgetbook.writers.html") / name).read_text(encoding="utf-8")
