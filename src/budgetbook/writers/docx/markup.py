"""WordprocessingML as elements: `w("p", w("r", w("t", text="…")))`. Child order is the caller's duty; Word refuses files that break it."""

from __future__ import annotations

import re

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


def run(text: str, *, strong: bool = False) -> Element:
    """A run; tabs and line ends become `w:tab` and `w:br`."""
    node = w("r", w("rPr", w("rStyle", val="Strong")) if strong else None)
    for part in _BREAKS.split(printable(text)):
        if part == "\t":
            node.append(w("tab"))
        elif part == "\n":
            node.append(w("br"))
        elif part:
            words = w("t")
            words.text = part
            if part != part.strip() or "  " in part:
                words.set(_SPACE, "preserve")
            node.append(words)
    return node


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
