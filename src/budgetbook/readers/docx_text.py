"""What a paragraph of a DOCX says: field results, links, tracked insertions and text boxes; no deletions, notes, or hidden text."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.readers.docx_package import Element, W

_W = f"{{{W}}}"
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What a run or paragraph may hold that isn't its text. `rt` is the reading printed over a character; `Fallback` repeats a `Choice`.
_NOT_TEXT = frozenset(
    {
        *("pPr", "rPr", "sdtPr", "sdtEndPr"),
        *("del", "moveFrom", "delText", "instrText", "delInstrText"),
        *("footnoteReference", "endnoteReference", "commentReference", "annotationRef"),
        *("rt", "Fallback"),
    }
)
_FALSE = frozenset({"0", "false", "off"})


def paragraph_text(paragraph: Element) -> tuple[str, list[Element]]:
    """The text of a `w:p`, and the text boxes (`w:txbxContent`) anchored in it."""
    boxes: list[Element] = []
    return "".join(_pieces(paragraph, boxes)), boxes


def is_on(element: Element | None) -> bool:
    """Whether a toggle such as `w:vanish` is there and not switched off."""
    return element is not None and element.get(f"{_W}val", "1") not in _FALSE


def local(element: Element) -> str:
    """An element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _pieces(parent: Element, boxes: list[Element]) -> Iterator[str]:
    for child in parent:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            if name != "br" or child.get(f"{_W}type") in {None, "textWrapping"}:
                yield _CHARACTERS[name]
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "r":
            if not is_on(child.find(f"{_W}rPr/{_W}vanish")):
                yield from _pieces(child, boxes)
        elif name not in _NOT_TEXT:
            yield from _pieces(child, boxes)
