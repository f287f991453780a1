"""The contents page (目录): what it says stands in the document, and where."""

from __future__ import annotations

import msgspec

from budgetbook.model.place import Place


class ContentsEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the contents page. `title` keeps its numbering; `page` is the page number printed behind it, None where there is none.

    `heading` is where the body has a heading that it may mean; None where the reader found none.
    """

    title: str
    page: int | None = None
    place: Place | None = None
    heading: Place | None = None
