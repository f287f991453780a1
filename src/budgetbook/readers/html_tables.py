"""Rows and cells of an HTML table as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

Element = etree._Element


def rows_of(table: Element) -> tuple[list[tuple[Element, int]], list[Element]]:
    """The rows in the order a browser shows them, each with the number of the first row after its group, and the captions."""
    groups: dict[str, list[list[Element]]] = {"thead": [], "tbody": [], "tfoot": []}
    captions: list[Element] = []
    loose: list[Element] | None = None  # rows outside any group are one of their own
    for child in table:
        if not isinstance(child.tag, str) or is_hidden(child):
            continue
        if child.tag == "tr":
            if loose is None:
                loose = []
                groups["tbody"].append(loose)
            loose.append(child)
        elif child.tag in groups:
            loose = None
            groups[child.tag].append([row for row in child if row.tag == "tr" and not is_hidden(row)])
        elif child.tag == "caption":
            captions.append(child)
    out: list[tuple[Element, int]] = []
    for group in (*groups["thead"], *groups["tbody"], *groups["tfoot"]):
        end = len(out) + len(group)
        out += [(row, end) for row in group]
    return out, captions


def cells_of(row: Element) -> Iterator[Element]:
    return (cell for cell in row if cell.tag in {"td", "th"} and not is_hidden(cell))


def lays_out(rows: list[tuple[Element, int]]) -> bool:
    """Whether no row has more than one cell with something in it."""
    return all(sum(map(_has_text, cells_of(row))) <= 1 for row, _ in rows)


def _has_text(cell: Element) -> bool:
    return any(str(text).strip() for text in cell.itertext())


def span_of(cell: Element, name: str, *, nothing: int = 1) -> int:
    """A span as HTML reads it: a leading number; 0 means `nothing` (for rowspan: to the end of the group)."""
    found = re.match(r"\s*(\d{1,6})", cell.get(name) or "")
    return 1 if found is None else int(found[1]) or nothing


def is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None
