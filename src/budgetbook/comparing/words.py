"""Word-level difference of two texts: sentences first, then the words of sentences that differ.

Chinese writes no blanks, so a word here is a number with its unit sign, a run of letters, or one character; bits of equal text too short to
mean anything between two changes count as changed. Sentences first keeps the work linear for long sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from budgetbook.comparing.names import likeness, pairs_of
from budgetbook.model.comparison import Piece, PieceKind

_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
_TOKEN = re.compile(r"20\d\d(?=年)|\d[\d,]*(?:\.\d+)?%?|[A-Za-z]+|.", re.DOTALL)
_YEAR = re.compile(r"20\d\d")
_PUNCTUATION = str.maketrans(",;:()?!“”‘’＂", '，；：（）？！""\'\'"')
_LEAST_EQUAL = 2  # letters between two changes that are worth keeping apart
_LEAST_LIKE = 0.35
_MOST_TOKENS = 1500  # a longer sentence is a table's remains: shown whole
_AHEAD = 12  # how many sentences further on a partner is looked for


def difference(old: str, new: str, *, old_year: int, new_year: int) -> tuple[Piece, ...]:
    """The pieces that `old` and `new` are made of, in order; one equal piece (or none) where they say the same."""
    before, after = _sentences(old), _sentences(new)
    left = [_comparable(one, old_year) for one in before]
    right = [_comparable(one, new_year) for one in after]
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Piece(PieceKind.EQUAL, one) for one in after[c:d]]
        else:
            found += _replaced(before[a:b], after[c:d], old_year, new_year)
    return _joined(found)


def differs(pieces: Sequence[Piece]) -> bool:
    """Whether anything but blanks and punctuation differs."""
    return any(piece.kind is not PieceKind.EQUAL and any(map(str.isalnum, piece.text)) for piece in pieces)


def _sentences(text: str) -> list[str]:
    return [one for one in _SENTENCE.findall(text) if one]


def _comparable(text: str, year: int) -> str:
    return "".join(_normal(token, year) for token in _TOKEN.findall(text))


def _normal(token: str, year: int) -> str:
    """A token as it is compared: blanks are nothing, years count from the fiscal year, separators of thousands are nothing."""
    if token.isspace():
        return ""
    if len(token) == 4 and _YEAR.fullmatch(token):
        return f"<{int(token) - year}>"
    return token.replace(",", "") if token[0].isdigit() else token.translate(_PUNCTUATION)


def _replaced(before: list[str], after: list[str], old_year: int, new_year: int) -> Iterator[Piece]:
    """Sentences that differ: each with the partner it resembles, in order; those without one are removed or added whole."""
    at = 0
    pairs = [pairs_of(_comparable(one, new_year)) for one in after]
    for sentence in before:
        mine = pairs_of(_comparable(sentence, old_year))
        reach = range(at, min(len(after), at + _AHEAD))
        partner = max(reach, key=lambda number: likeness(mine, pairs[number]), default=None)
        if partner is None or likeness(mine, pairs[partner]) < _LEAST_LIKE:
            yield Piece(PieceKind.REMOVED, sentence)
            continue
        for one in after[at:partner]:
            yield Piece(PieceKind.ADDED, one)
        yield from _tokens(sentence, after[partner], old_year, new_year)
        at = partner + 1
    for one in after[at:]:
        yield Piece(PieceKind.ADDED, one)


def _tokens(old: str, new: str, old_year: int, new_year: int) -> Iterator[Piece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _MOST_TOKENS:
        yield from (Piece(PieceKind.REMOVED, old), Piece(PieceKind.ADDED, new))
        return
    left, right = [_normal(one, old_year) for one in before], [_normal(one, new_year) for one in after]
    runs = [
        (tag == "equal", "".join(before[a:b]), "".join(after[c:d]))
        for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    ]
    last = len(runs) - 1
    kept = [
        (equal and not (0 < number < last and len(now.strip("，、的为是")) < _LEAST_EQUAL), was, now)
        for number, (equal, was, now) in enumerate(runs)
    ]
    for equal, group in groupby(kept, key=lambda run: run[0]):
        same = list(group)
        if equal:
            yield from (Piece(PieceKind.EQUAL, now) for _, _, now in same)
            continue
        yield Piece(PieceKind.REMOVED, "".join(was for _, was, _ in same))
        yield Piece(PieceKind.ADDED, "".join(now for _, _, now in same))


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one kind as one piece; within a run of changes what was removed stands before what was added."""
    found: list[Piece] = []
    for equal, group in groupby(pieces, key=lambda piece: piece.kind is PieceKind.EQUAL):
        run = list(group)
        if equal:
            found.append(Piece(PieceKind.EQUAL, "".join(piece.text for piece in run)))
            continue
        for kind, same in groupby(run, key=lambda piece: piece.kind):
            text = "".join(piece.text for piece in same)
            if text:
                found.append(Piece(kind, text))
    return tuple(found)
