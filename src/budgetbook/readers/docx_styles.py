"""What the styles of a DOCX say about a paragraph: its heading level, its list, and whether it is a line of the contents."""

from __future__ import annotations

import re
from typing import NamedTuple

from budgetbook.readers.docx_package import Element, W

_W = f"{{{W}}}"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)


class Style(NamedTuple):
    """`heading` 1 … 6, 0 for running text; `numbering` (list id, level) where the style numbers its paragraphs."""

    heading: int = 0
    contents: bool = False
    numbering: tuple[str, int] | None = None


class Styles:
    """Paragraph styles by id, with what they take over from the styles they are based on."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        for style in root.iterfind(f"{_W}style") if root is not None else ():
            self._elements[style.get(f"{_W}styleId", "")] = style

    def of(self, paragraph: Element) -> Style:
        """The style of a `w:p`; what it says itself comes before its style."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return Style()
        named = properties.find(f"{_W}pStyle")
        style = self._style(named.get(f"{_W}val", "")) if named is not None else Style()
        return _overridden(style, properties)

    def _style(self, name: str) -> Style:
        chain: list[str] = []
        while name in self._elements and name not in self._known and name not in chain:
            chain.append(name)
            based = self._elements[name].find(f"{_W}basedOn")
            name = based.get(f"{_W}val", "") if based is not None else ""
        style = self._known.get(name, Style())
        for name in reversed(chain):
            style = self._known[name] = self._derived(self._elements[name], style)
        return style

    def _derived(self, element: Element, base: Style) -> Style:
        named = element.find(f"{_W}name")
        title = named.get(f"{_W}val", "") if named is not None else ""
        heading = _HEADING.fullmatch(title)
        style = Style(
            heading=min(int(heading[1]), 6) if heading else base.heading,
            contents=_CONTENTS.fullmatch(title) is not None or base.contents,
            numbering=base.numbering,
        )
        properties = element.find(f"{_W}pPr")
        return style if properties is None else _overridden(style, properties)


def _overridden(style: Style, properties: Element) -> Style:
    outline = properties.find(f"{_W}outlineLvl")
    if outline is not None:
        level = _number(outline, 9)
        style = style._replace(heading=min(level + 1, 6) if level < 9 else 0)
    numbering = properties.find(f"{_W}numPr")
    if numbering is not None:
        identity, depth = numbering.find(f"{_W}numId"), numbering.find(f"{_W}ilvl")
        inherited = style.numbering or ("0", 0)
        list_id = identity.get(f"{_W}val", "0") if identity is not None else inherited[0]
        level = _number(depth, 0) if depth is not None else inherited[1]
        style = style._replace(numbering=None if list_id == "0" else (list_id, min(max(level, 0), 8)))
    return style


def _number(element: Element, otherwise: int) -> int:
    value = element.get(f"{_W}val", "")
    return int(value) if value.isdecimal() and len(value) < 4 else otherwise
