"""Parts one and four: duties, structure, and the glossary."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from budgetbook.model.narrative import Profile, Term
from budgetbook.readers.blocks import Line
from budgetbook.readers.meaning.outline import Region
from budgetbook.readers.meaning.wording import ends_sentence, is_page_number, numbered

_DUTY = re.compile(
    r"^\s*(?:\d{1,2}\s*[、.．](?!\d)|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)]|[一二三四五六七八九十]{1,3}、)"
)
# A subject named with all that it lies in (…支出(类)…(款)…(项)) is long; then only a colon tells where its name ends.
_TERM = re.compile(
    r"^(.{2,30}?|[^。；]{31,100}?(?=\s*[:：]))\s*(?:[:：]\s*|(?=是指|是对|是以|指|包含|反映))(.*)$", re.DOTALL
)


def read_profile(regions: Sequence[Region]) -> Profile:
    """Duties, one entry each as printed, and the structure in words; empty where part one is missing."""
    duties = _entries([line for region in regions if region.name == "duties" for line in region.lines()])
    structure = _entries([line for region in regions if region.name == "structure" for line in region.lines()])
    return Profile(
        duties=tuple(line.text for line in duties), structure="\n".join(line.text for line in structure) or None
    )


def read_glossary(regions: Sequence[Region]) -> tuple[Term, ...]:
    """The terms of part four, numbering left out. What explains a term may begin on a line of its own."""
    terms: list[Term] = []
    for line in (line for region in regions if region.name == "glossary" for line in region.lines()):
        text = line.text.strip()
        if is_page_number(text):
            continue
        heading = numbered(text)
        if heading is not None and heading[1] == len(terms) + 1:
            match = _TERM.match(heading[2])
            term, words = match.groups() if match else (heading[2], "")
            terms.append(Term(term=term.strip(), text=words.strip(), place=line.place))
        elif terms:
            terms[-1] = msgspec.structs.replace(terms[-1], text=terms[-1].text + text)
    return tuple(terms)


def _entries(lines: Sequence[Line]) -> list[Line]:
    """Lines put together: an entry begins with a number, or where the one before it has ended its sentence."""
    entries: list[Line] = []
    for line in lines:
        text = line.text.strip()
        if not text or is_page_number(text):
            continue
        if entries and not _DUTY.match(text) and not ends_sentence(entries[-1].text):
            entries[-1] = msgspec.structs.replace(entries[-1], text=entries[-1].text + text)
        else:
            entries.append(msgspec.structs.replace(line, text=text))
    return entries
