"""WordprocessingML as elements: `w("p", w("r", w("t", text="…")))`. Child order is the caller's duty; Word refuses files that break it."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from lxml import etree

from budgetbook.writers.printable import printable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PREFIXES = {"w": W, "r": R}

Element = etree._Element

_BREAKS = re.compile("([\t\n])")
_PIECES = {"\t": "<w:tab/>", "\n": "<w:br/>"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str, /, *children: Element | None, **attributes: str | int) -> Element:
    """The element `w:name`. Attributes are in the same namespace; children that are None are left out."""
    node = etree.Element(f"{{{W}}}{name}", nsmap=_PREFIXES)
    for key, value in attributes.items():
        node.set(f"{{{W}}}{key}", str(value))
    for child in children:
        if child is not None:
            node.append(child)
    return node


def root(namespace: str, name: str) -> Element:
    """The root of a part whose default namespace is `namespace`."""
    return etree.fromstring(f'<{name} xmlns="{namespace}"/>')


def tag(name: str, /, *content: str, **attributes: str | int) -> str:
    """The element `w:name` as text, for the thousands of a table: as an object each would take ten times as long."""
    said = "".join(f' w:{key}="{value}"' for key, value in attributes.items())
    inside = "".join(content)
    return f"<w:{name}{said}>{inside}</w:{name}>" if inside else f"<w:{name}{said}/>"


def parsed(name: str, /, *content: str) -> Element:
    """The element `w:name` around what `tag` made."""
    return etree.fromstring(f'<w:{name} xmlns:w="{W}" xmlns:r="{R}">{"".join(content)}</w:{name}>')


def run_content(text: str, *, strong: bool = False) -> str:
    """What stands in a run, as `tag` makes it: tabs and line ends become `w:tab` and `w:br`."""
    parts = [_PIECES.get(part) or _words(part) for part in _BREAKS.split(printable(text)) if part]
    return "".join([tag("rPr", tag("rStyle", val="Strong")) if strong else "", *parts])


def _words(text: str) -> str:
    preserve = ' xml:space="preserve"' if text != text.strip() or "  " in text else ""
    return f"<w:t{preserve}>{escape(text)}</w:t>"


def run(text: str, *, strong: bool = False) -> Element:
    """A run; tabs and line ends become `w:tab` and `w:br`."""
    return parsed("r", run_content(text, strong=strong))


def paragraph(style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
    """A paragraph in `style`; `properties` follow `w:pStyle` in the order of CT_PPr."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)


def field(instruction: str, result: str) -> tuple[Element, ...]:
    """The runs of a complex field, with its result filled in."""
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(_SPACE, "preserve")
    return (
        w("r", w("fldChar", fldCharType="begin")),
        w("r", code),
        w("r", w("fldChar", fldCharType="separate")),
        run(result),
        w("r", w("fldChar", fldCharType="end")),
    )


def serialised(part: Element) -> bytes:
    """`part` as bytes: UTF-8 with declaration."""
    return etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True)
