"""Whose document it is, for which year and phase: told by the cover and borne out by the statements, never by the file's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from budgetbook.model.disclosure import Entity, EntityKind, Phase
from budgetbook.readers.blocks import Line
from budgetbook.readers.meaning.margin import read_margin
from budgetbook.readers.meaning.outline import Region
from budgetbook.readers.meaning.statements import StatementReading
from budgetbook.readers.meaning.wording import is_page_number, squeezed

_YEAR = re.compile(r"((?:19|20)\d{2})\s*年")
_TITLE = re.compile(r"^(.*?)((?:19|20)\d{2})年(?:度)?(.*?)(部门|单位)?(预算|决算)(?:信息|情况)?(?:公开|说明|及)?.*$")
_LONGEST_TITLE = 60
_COVER_LINES = 4
_LONGEST_LINE, _LONGEST_NAME = 40, 120  # characters of a line above the title: with stops in it, without
_STOPS = re.compile(r"[。，；：,;:]")
_ONE_SIZE = 0.04  # of the type's size; boxes of one type differ by less
_KIND_WORDS = {"部门": EntityKind.DEPARTMENT, "单位": EntityKind.UNIT}
_ATTACHED = re.compile(r"^附[件表录]\d*[:：]?")
_NO_NAME = re.compile(r"[，,：:、（(\d]|^(?:第|本|公开|预算|部门|单位|年度)")
_CONTENTS = re.compile(r"目\s*录")


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """What the front of a document says. None where it doesn't."""

    name: str | None = None
    kind: EntityKind | None = None
    year: int | None = None
    phase: Phase = Phase.BUDGET


def read_cover(regions: Sequence[Region]) -> Cover:
    """The cover: an entity's name above, in front of or inside `2026年度部门预算公开`, or named in a line of its own.

    The title may break over lines. Where there is none, the titles of the document tell the year.
    """
    lines = [line for line in regions[0].lines() if not is_page_number(line.text)] if regions else []
    texts = [squeezed(line.text) for line in lines]
    titled = next((cover for n, text in enumerate(texts) if (cover := _titled(text, lines[:n]))), None)
    cover = titled or _titled("".join(texts[:_COVER_LINES]), ()) or Cover()
    if (phase := _phase_of([region.title for region in regions if region.name == "statement"])) is not None:
        cover = msgspec.structs.replace(cover, phase=phase)
    holder = read_margin(lines).holder
    if holder is not None:
        cover = msgspec.structs.replace(cover, name=holder)
    if cover.name is None:
        cover = _named_inside(cover, regions)
    if cover.year is None:
        year = _commonest_year(texts + [region.title for region in regions])
        cover = msgspec.structs.replace(cover, year=year)
    return cover


def _phase_of(titles: Sequence[str]) -> Phase | None:
    """Final accounts where most statements are called so; None where they say nothing of it. Tables alone have no cover."""
    final = sum("决算" in title for title in titles)
    return Phase.FINAL_ACCOUNTS if 2 * final > len(titles) else None


def _named_inside(cover: Cover, regions: Sequence[Region]) -> Cover:
    """`cover` with the name that titles inside the document bear (附件：某局2026年度部门预算报表): a cover may be a picture."""
    lines = [squeezed(line.text) for region in regions for line in region.lines()]
    found = [titled for text in lines if "。" not in text and (titled := _titled(_ATTACHED.sub("", text), ()))]
    names = Counter(titled.name for titled in found if titled.name and not _NO_NAME.search(titled.name))
    if not names:
        return cover
    name = names.most_common(1)[0][0]
    titles = [titled for titled in found if titled.name == name]
    kind = cover.kind or next((titled.kind for titled in titles if titled.kind), None)
    return msgspec.structs.replace(cover, name=name, kind=kind, year=cover.year or titles[0].year)


def _titled(text: str, above: Sequence[Line]) -> Cover | None:
    """What a title says, with the lines above it; None for a line that is none."""
    title = _TITLE.match(text)
    if title is None or len(text) > _LONGEST_TITLE:
        return None
    name = title.group(1) or title.group(3) or "".join(_name_lines(above))
    word = title.group(4) or next((word for word in _KIND_WORDS if word in text), None)
    return Cover(
        name=_without_kind_word(name) or None,
        kind=_KIND_WORDS.get(word or ""),
        year=int(title.group(2)),
        phase=Phase.FINAL_ACCOUNTS if title.group(5) == "决算" else Phase.BUDGET,
    )


def entity_of(cover: Cover, statements: Iterable[StatementReading], titles: Iterable[str]) -> Entity | None:
    """The entity: the name that most statements bear, else the cover's. None where nothing names it.

    The cover says whether it is a department or a unit; the word above the statements does where the cover doesn't.
    """
    holders: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for reading in statements:
        if reading.statement.holder:
            holders[reading.statement.holder] += 1
        if reading.holder_kind:
            words[reading.holder_kind] += 1
    name = cover.name or (holders.most_common(1)[0][0] if holders else None)
    if name is None:
        return None
    if not words:
        words.update(word for title in titles for word in _KIND_WORDS if word in title)
    kind = cover.kind or (_KIND_WORDS[words.most_common(1)[0][0]] if words else EntityKind.DEPARTMENT)
    return Entity(name=name, kind=kind)


def _name_lines(lines: Sequence[Line]) -> list[str]:
    """The lines of a name above the title: those that are no sentence, mark, date or contents heading.

    Two at most, as a name may be set, and those above that broke for want of room. What is long enough to be running text has no stops.
    """
    first = max(len(lines) - 2, 0)
    while 0 < first < len(lines) and _broke_off(lines[first - 1], lines[first]):
        first -= 1
    return [text for line in lines[first:] if _may_be_name(text := squeezed(line.text))]


def _may_be_name(text: str) -> bool:
    longest = _LONGEST_LINE if _STOPS.search(text) else _LONGEST_NAME
    return len(text) <= longest and not _YEAR.search(text) and not _CONTENTS.fullmatch(text)


def _broke_off(line: Line, below: Line) -> bool:
    """Whether `line` goes on in `below`: in one type, one right under the other, and the upper one the wider."""
    place, next_place = line.place, below.place
    if place is None or next_place is None or place.box is None or next_place.box is None:
        return False
    left, top, right, bottom = place.box
    next_left, next_top, next_right, next_bottom = next_place.box
    size = bottom - top
    return (
        place.page == next_place.page
        and abs(next_bottom - next_top - size) <= _ONE_SIZE * size
        and 0 <= next_top - bottom <= size
        and next_right - next_left <= right - left + size
    )


def _without_kind_word(name: str) -> str:
    """`name` without what says of whom the document is: 部门 or 单位 at its end, （汇总） for a department with its units."""
    name = re.sub(r"[（(]汇总[)）]$", "", name)
    return re.sub(r"(?:部门|单位)$", "", name) if len(name) > 4 else name


def _commonest_year(texts: Iterable[str]) -> int | None:
    years = Counter(int(year) for text in texts for year in _YEAR.findall(text))
    return years.most_common(1)[0][0] if years else None
