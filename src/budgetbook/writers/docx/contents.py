"""The contents of the DOCX: a field that Word and WPS update, with its entries and page numbers filled in."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.writers.docx.markup import Element, field, paragraph, run, w
from budgetbook.writers.layout import Heading


def bookmark_name(number: int) -> str:
    """The name of the `number`-th heading's bookmark; Word hides names that begin with an underscore."""
    return f"_Toc{number:08d}"


def bookmarked(number: int, *content: Element) -> tuple[Element, ...]:
    """`content` inside the bookmark of heading `number`."""
    return (
        w("bookmarkStart", id=number, name=bookmark_name(number)),
        *content,
        w("bookmarkEnd", id=number),
    )


def contents(headings: Sequence[Heading], pages: Sequence[int]) -> Element:
    """The contents as a content control, so that Word shows its button 更新目录 over it."""
    begin = (
        w("r", w("fldChar", fldCharType="begin")),
        w("r", _instruction('TOC \\o "1-3" \\h \\z \\u')),
        w("r", w("fldChar", fldCharType="separate")),
    )
    entries = [
        paragraph(
            f"TOC{min(max(heading.level, 1), 3)}",
            *(begin if number == 1 else ()),
            w(
                "hyperlink",
                run(heading.text.replace("\n", "")),
                run("\t"),
                *field(f"PAGEREF {bookmark_name(number)} \\h", str(page)),
                anchor=bookmark_name(number),
                history=1,
            ),
        )
        for number, (heading, page) in enumerate(zip(headings, pages, strict=True), start=1)
    ]
    end = paragraph("SectionEnd", *(() if entries else begin), w("r", w("fldChar", fldCharType="end")))
    return w(
        "sdt",
        w(
            "sdtPr",
            w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique")),
        ),
        w("sdtContent", paragraph("TOCHeading", run("目　　录")), *entries, end),
    )


def _instruction(text: str) -> Element:
    node = w("instrText")
    node.text = f" {text} "
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node
