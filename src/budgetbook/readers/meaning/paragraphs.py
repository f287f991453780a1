"""Lines → paragraphs: a sentence that a page break or a conversion cut in two is joined again."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from budgetbook.model.place import Place
from budgetbook.readers.blocks import Line
from budgetbook.readers.meaning.wording import ends_sentence, is_page_number, is_sub_heading


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph and the place of its first line. `heading` says that it stands over others."""

    text: str
    place: Place | None
    heading: bool = False


def paragraphs(lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    """The paragraphs that `lines` make. Page numbers are left out.

    A line goes on where the one before it has no stop at its end and neither is a heading: nothing else tells a cut sentence.
    """
    done: list[Paragraph] = []
    for line in lines:
        text = line.text.strip()
        if not text or is_page_number(text):
            continue
        heading = is_sub_heading(text)
        before = done[-1] if done else None
        if before is not None and not heading and not before.heading and not ends_sentence(before.text):
            done[-1] = msgspec.structs.replace(before, text=_joined(before.text, text))
        else:
            done.append(Paragraph(text=text, place=line.place, heading=heading))
    return tuple(done)


def _joined(left: str, right: str) -> str:
    latin = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    return f"{left} {right}" if latin else left + right
