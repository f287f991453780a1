"""A section read into mentions: each an amount of something understood, with its share, its change against last year, and what it is part of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from budgetbook.checks.narrative.phrases import Said, Saying, said
from budgetbook.checks.narrative.plain import Plain
from budgetbook.checks.narrative.quantities import Measure, Quantity
from budgetbook.checks.narrative.segments import Segment, segments, style
from budgetbook.checks.narrative.vocabulary import Phrase, Vocabulary
from budgetbook.model.narrative import Section


class Change(msgspec.Struct, eq=False):
    """What is said of a change against last year. `direction` 1 more, −1 less, 0 not said; `same` tells that it is said to be none.

    `soft`: 基本持平. `base` is last year's amount where it is stated (比上年100万元增加10万元). `owners` are the mentions it may be of, the
    nearest first: the sentence doesn't always tell. `start` and `end` are positions in the plain text of the section.
    """

    start: int
    end: int
    direction: int = 0
    word: str = ""
    amount: Quantity | None = None
    rate: Quantity | None = None
    rate_direction: int = 0
    rate_word: str = ""
    same: bool = False
    soft: bool = False
    base_year: int | None = None
    base: Quantity | None = None
    owners: tuple[Mention, ...] = ()


class Share(msgspec.Struct, eq=False):
    """`占…的95.99%`. `of` is what the sentence says it is a share of, None where it doesn't."""

    rate: Quantity
    of: Phrase | None
    of_words: str
    start: int
    end: int


class Mention(msgspec.Struct, eq=False):
    """One amount of money of something. `phrase` is None where its words aren't all known. `parent` is what it is said to be part of.

    `free` tells that unknown words stand before it in its sentence, which may narrow what it is about.
    """

    words: str
    phrase: Phrase | None
    quantity: Quantity
    start: int
    parent: Mention | None = None
    free: bool = False
    share: Share | None = None
    changes: list[Change] = msgspec.field(default_factory=list)

    @property
    def end(self) -> int:
        """Where its quantity ends."""
        return self.quantity.end

    def ancestors(self) -> Iterator[Mention]:
        """What it is part of, nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


class Telling(msgspec.Struct, eq=False):
    """A section with what it says, and the segments that it says it in."""

    section: Section
    plain: Plain
    pieces: tuple[Segment, ...]
    mentions: tuple[Mention, ...]
    changes: tuple[Change, ...]

    def quote(self, start: int, end: int) -> str:
        """The printed words from `start` to `end`."""
        return self.plain.quote(start, end)


def read_section(section: Section, vocabulary: Vocabulary) -> Telling:
    """What `section` says."""
    text = Plain(section.text)
    reader = _Reader(vocabulary)
    pieces = tuple(segments(text.text))
    sayings = [said(piece) for piece in pieces]
    for piece, what, following in zip(pieces, sayings, (*sayings[1:], None), strict=True):
        reader.take(piece, what, following)
    return Telling(section, text, pieces, tuple(reader.mentions), tuple(reader.changes))


_TELLS_ON = (Saying.CHANGE, Saying.SAME, Saying.SHARE, Saying.BASE)


class _Reader:
    """Where the reading of a section is: what was mentioned last, and what the next mention is part of."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.mentions: list[Mention] = []
        self.changes: list[Change] = []
        self.last: Mention | None = None  # what shares and changes are of
        self.head: Mention | None = None  # the first mention of this sentence
        self.before: Mention | None = None  # the first mention of the sentence before
        self.group: Mention | None = None  # what the next mention is part of
        self.runs_on = False  # the paragraph before didn't end its sentence
        self.mark = ""  # what the paragraph before ended with
        self.scope: Mention | None = (
            None  # the head of the last paragraph without a number: what numbered ones speak of
        )
        self.strange = False  # unknown words stood before in this sentence
        self.numbered = False  # this paragraph began with a number of its own
        self.list_open = False  # a paragraph ended with an opener: numbered paragraphs follow
        self.opened: Mention | None = None  # whose parts were announced in this sentence
        self.reason = self.purpose = False  # free text: why, or what for
        self.base_year: int | None = None
        self.base: Quantity | None = None  # last year's amount, stated right before a change
        self.heading = ""  # words that name what a sentence without a subject of its own is about
        self.list_group: Mention | None = None  # what numbered paragraphs that were announced are part of
        self.list_groups: dict[str, Mention | None] = {}  # the same for each style of numbers, the outermost first
        self.compares = False
        self.change: Change | None = None
        self.bracketed: Mention | None = None  # whose amount a bracket with other amounts stands behind

    def take(self, piece: Segment, what: Said, following: Said | None) -> None:
        """Read one segment; `following` is what the next one says."""
        self._begin(piece, what)
        self._brackets(piece, what)
        if (piece.before == "；" or (piece.before == "\n" and self.mark == "；")) and self.opened is not None:
            if self.group is self.opened and not any(one.parent is self.opened for one in self.mentions):
                self.group = self.opened.parent  # 主要包括：names without amounts
            self.opened = None
        if self.reason and not self._ends_reason(piece, what, following):
            self._finish(piece)
            return
        _READS[what.kind](self, piece, what, following)
        self._head(piece, what)
        self._finish(piece)

    def _brackets(self, piece: Segment, what: Said) -> None:
        """Behind a bracket one speaks on of what stood before it: 车辆费44万元（购置费0万元，运行费44万元）比上年减少28万元."""
        if piece.before == "（":
            self.bracketed = self.last if self.last is not None and self.last.end == piece.start - 1 else None
        elif piece.before == "）" and self.bracketed is not None:
            if what.kind in _TELLS_ON and not what.subject:
                self.last, self.change = self.bracketed, None
            self.bracketed = None
        elif piece.before in ("。", "\n"):
            self.bracketed = None

    def _head(self, piece: Segment, what: Said) -> None:
        """Remember a heading (（二）公务接待费。, 收入预算：), and forget it after the next words with an amount."""
        if piece.quantity is not None:
            self.heading = ""
        elif what.kind is Saying.OTHER and (piece.enumerated or piece.after == "："):
            phrase = self.vocabulary.phrase(piece.lead)
            self.heading = piece.lead if phrase is not None and not phrase.empty else ""

    def _begin(self, piece: Segment, what: Said) -> None:
        """Forget what ends with a sentence, or with a paragraph."""
        begins = piece.before == "\n"
        self.numbered = self.numbered or (begins and bool(piece.enumerated))
        if piece.before == "。" or (begins and not self.runs_on):
            self.compares, self.change, self.strange, self.base = False, None, False, None
            self.before, self.head = self.head or self.before, None
            if begins:
                self.last = None
            if begins and piece.enumerated and self.list_open:
                self.group = self._listed(style(piece.enumerated))
            else:
                self.group = self.scope if begins and piece.enumerated else None
            if what.within and not self.list_open:
                self.group = self._whole()

    def _listed(self, numbers: str) -> Mention | None:
        """What a numbered paragraph is part of: of a style seen before, what the others of it are; else what was announced last."""
        if numbers in self.list_groups:
            outer = list(self.list_groups)
            for inner in outer[outer.index(numbers) + 1 :]:
                del self.list_groups[inner]
        return self.list_groups.setdefault(numbers, self.list_group)

    def _whole(self) -> Mention | None:
        """What a sentence that begins with 其中 speaks of the parts of: the head of the sentence before, or what that is part of."""
        return (self.before.parent or self.before) if self.before is not None else None

    def _ends_reason(self, piece: Segment, what: Said, following: Said | None) -> bool:
        """Whether the free text of a reason is over: the sentence is, or an amount follows that something more is told of."""
        if piece.before in ("。", "；", "\n"):
            self.reason = False
        elif what.kind is Saying.AMOUNT and following is not None and following.kind in _TELLS_ON:
            phrase = self.vocabulary.phrase(what.subject)
            self.reason = phrase is None or phrase.empty
        elif what.kind is Saying.CHANGE and what.compared and not what.subject and self.purpose:
            self.reason = False
        return not self.reason

    def _finish(self, piece: Segment) -> None:
        """A paragraph that doesn't end its sentence runs on in the next one; one that ends in a colon opens a list of numbered paragraphs."""
        if piece.after != "\n":
            return
        self.mark = piece.before if piece.quantity is None and not piece.lead else ""
        self.runs_on = self.mark in ("；", "，", "：")
        if self.mark == "：":
            self.list_open, self.list_group = True, self.group
            if not self.numbered:
                self.list_groups = {}
        elif not piece.enumerated and not self.numbered:
            self.list_open = False
        self.numbered = False

    def _open(self, piece: Segment, what: Said, following: Said | None) -> None:
        if piece.before in ("。", "\n"):
            self.group = self._whole() or self.group
        elif self.last is not None:
            self.group = self.opened = self.last

    def _skip(self, piece: Segment, what: Said, following: Said | None) -> None:
        if piece.after == "：" and self.last is not None and piece.before not in ("。", "\n"):
            self.group = self.last
        begins = piece.before in ("。", "\n")
        if (begins or not self.strange) and piece.lead and self.vocabulary.phrase(piece.lead) is None:
            self.strange = True
            if begins:
                self.last = None

    def _amount(self, piece: Segment, what: Said, following: Said | None) -> None:
        assert piece.quantity is not None
        if what.within and piece.before not in ("。", "\n"):
            self.group = self.last or self.group
        words = what.subject
        if not words:
            return  # an amount in brackets behind what it belongs to
        phrase = self.vocabulary.phrase(words)
        if phrase is not None and phrase.empty and self.heading and piece.before in ("。", "：", "\n"):
            phrase = self.vocabulary.phrase(self.heading + words)
        mention = Mention(words, phrase, piece.quantity, piece.end - len(words), self.group, self.strange)
        self.mentions.append(mention)
        if not self.numbered and self.head is None and self.group is None:
            self.scope = mention
        self.last, self.head, self.change = mention, self.head or mention, None
        self.compares, self.base = False, None

    def _base(self, piece: Segment, what: Said, following: Said | None) -> None:
        self.compares, self.base_year = True, what.base_year

    def _explain(self, piece: Segment, what: Said, following: Said | None) -> None:
        self.reason, self.purpose = True, what.kind is Saying.PURPOSE

    def _change(self, piece: Segment, what: Said, following: Said | None) -> None:
        if not what.direction and following is not None and following.kind is Saying.CHANGE:
            self.compares, self.base_year, self.base = True, what.base_year, piece.quantity
            return
        change = Change(piece.start, piece.stop, what.direction, what.word, piece.quantity)
        change.base_year, change.base = what.base_year or self.base_year, self.base
        owners = self._owners(what.subject)
        if owners is None:
            self.change = None
            return
        change.owners = owners
        self._add(change)

    def _rate(self, piece: Segment, what: Said, following: Said | None) -> None:
        if self.change is None and (what.compared or self.compares):
            self._rate_alone(piece, what)
            return
        if what.compared:
            return
        if self.change is None or self.change.rate is not None or self.change.same:
            return
        self.change.rate, self.change.rate_direction, self.change.rate_word = (
            piece.quantity,
            what.direction,
            what.word,
        )
        self.change.end = piece.stop

    def _rate_alone(self, piece: Segment, what: Said) -> None:
        """A rate without an amount of change. Its owners don't count it as theirs: an amount that follows is the change that is said of them."""
        change = Change(piece.start, piece.stop, rate=piece.quantity)
        change.rate_direction, change.rate_word = what.direction, what.word
        change.base_year = what.base_year or self.base_year
        change.owners = self._owners("") or ()
        self.changes.append(change)
        self.compares, self.base_year = False, None

    def _same(self, piece: Segment, what: Said, following: Said | None) -> None:
        owners = self._owners(what.subject)
        if owners is None:
            return
        change = Change(piece.start, piece.start + len(what.word), word=what.word, same=True, soft=what.soft)
        change.base_year, change.owners = what.base_year, owners
        self._add(change)

    def _add(self, change: Change) -> None:
        self.changes.append(change)
        for owner in change.owners[:1]:
            owner.changes.append(change)
        self.change, self.compares, self.base_year, self.base = change, False, None, None

    def _owners(self, subject: str) -> tuple[Mention, ...] | None:
        """The mentions that a change may be of; None where its words aren't understood."""
        phrase = self.vocabulary.phrase(subject) if subject else None
        if subject and phrase is None:
            return None
        if phrase is None or phrase.empty:
            found = () if self.last is None else (self.last, *self.last.ancestors())
            return tuple(one for one in found if not one.changes) or found
        same = [one for one in reversed(self.mentions) if one.phrase is not None and one.phrase.says == phrase.says]
        return tuple(same[:1])

    def _share(self, piece: Segment, what: Said, following: Said | None) -> None:
        assert piece.quantity is not None and piece.quantity.measure is Measure.PERCENT
        if self.last is None or self.last.share is not None:
            return
        of = self.vocabulary.phrase(what.subject) if what.subject else None
        self.last.share = Share(piece.quantity, of, what.subject, piece.start, piece.stop)


_READS: dict[Saying, Callable[[_Reader, Segment, Said, Said | None], None]] = {
    Saying.AMOUNT: _Reader._amount,
    Saying.CHANGE: _Reader._change,
    Saying.RATE: _Reader._rate,
    Saying.SHARE: _Reader._share,
    Saying.SAME: _Reader._same,
    Saying.BASE: _Reader._base,
    Saying.REASON: _Reader._explain,
    Saying.PURPOSE: _Reader._explain,
    Saying.OPENER: _Reader._open,
    Saying.OTHER: _Reader._skip,
}
