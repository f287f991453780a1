"""Runs → the cells of a lattice. What stands across a ruling is parted by words; a word across one is marked, never cut."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from budgetbook.model.place import Place
from budgetbook.readers.blocks import Cell
from budgetbook.readers.pdf.lattice import Lattice
from budgetbook.readers.pdf.runs import Run
from budgetbook.readers.pdf.words import cell_text, text_lines

_TOLERANCE = 1.5  # points over a ruling that mean nothing
_WORD_GAP = 0.3  # em between words of one run
_FULL = 2.5  # em, both sides together, that a full line may leave free
_PIECE_GAP = 0.12  # em between pieces of one number
_TALLER = 1.5  # times as high as its cell is no type that anybody sets in it
_FIGURES = frozenset("0123456789.,")
_ACROSS = "文字越过了单元格的边线，可能属于相邻的单元格"
_COVERED = Cell(covered=True)


class Filling:
    """The runs of one lattice's cells."""

    def __init__(self, lattice: Lattice, characters: Callable[[Run], list[Run]]) -> None:
        self.lattice = lattice
        self._characters = characters
        self.runs: list[list[Run]] = [[] for _ in lattice.slots]
        self._doubtful: dict[int, str] = dict(lattice.doubtful)

    def take(self, runs: Iterable[Run]) -> list[Run]:
        """Put what stands in the lattice into its cells; returns the rest."""
        rest: list[Run] = []
        xs, ys, slots, owner = self.lattice.xs, self.lattice.ys, self.lattice.slots, self.lattice.owner
        left, top, right, bottom = xs[0], ys[0], xs[-1], ys[-1]
        before: Run | None = None
        home = -1
        for run in runs:
            run_left, run_right = run.left, run.right
            x, y = (run_left + run_right) / 2, (run.top + run.bottom) / 2
            if not (left <= x < right and top <= y < bottom):
                rest.append(run)
                continue
            number = owner[bisect_right(ys, y) - 1][bisect_right(xs, x) - 1]
            row, column, down, across = slots[number]
            over = run_left < xs[column] - _TOLERANCE or run_right > xs[column + across] + _TOLERANCE
            if over and run.bottom - run.top > _TALLER * (ys[row + down] - ys[row]):
                continue  # wider and higher than the cell: a watermark
            if over and len(run.text) > 1:
                number = self._part(run, number)
            elif before is not None and home != number and _is_one_number(before, run):
                number = self._together(before, home, run, number)
            else:
                self.runs[number].append(run)
            before, home = run, number
        return rest

    def rows(self, page: int) -> list[list[Cell]]:
        """The cells, each with its text and place on `page`."""
        lattice = self.lattice
        width = len(lattice.xs) - 1
        grid = [[_COVERED] * width for _ in range(len(lattice.ys) - 1)]
        found = self.runs
        xs, ys = [round(x, 1) for x in lattice.xs], [round(y, 1) for y in lattice.ys]
        for number, (row, column, down, across) in enumerate(lattice.slots):
            right = xs[column + across]
            runs = found[number]
            grid[row][column] = Cell(
                text=cell_text(runs, right) if runs else "",
                row_span=down,
                column_span=across,
                place=Place(page=page, box=(xs[column], ys[row], right, ys[row + down])),
                doubtful=self._doubtful.get(number) if self._doubtful else None,
            )
        return grid

    def full_columns(self) -> tuple[int, ...]:
        """The columns of the last row whose text fills its last line, so that it may go on elsewhere."""
        lattice = self.lattice
        full = []
        for number, (row, column, down, across) in enumerate(lattice.slots):
            if row + down == len(lattice.ys) - 1 and self.runs[number]:
                line = text_lines(self.runs[number])[-1]
                room = lattice.xs[column + across] - lattice.xs[column] - (line.right - line.left)
                if room < _FULL * line.size:
                    full.append(column)
        return tuple(full)

    def _together(self, before: Run, home: int, run: Run, number: int) -> int:
        """Put a number that was drawn in pieces over a border into the cell of its greater part; returns that cell."""
        pieces = [run]
        while self.runs[home] and _is_one_number(self.runs[home][-1], pieces[-1]):
            pieces.append(self.runs[home].pop())
        kept = sum(piece.right - piece.left for piece in pieces[1:]) >= run.right - run.left
        whole = home if kept else number
        self.runs[whole] += reversed(pieces)
        self._doubtful[whole] = _ACROSS
        return whole

    def _part(self, run: Run, home: int) -> int:
        """Give each word of `run` to the cell that holds most of it; returns the cell of the last."""
        for word in _words(self._characters(run)):
            homes = [self.lattice.at((char.left + char.right) / 2, (char.top + char.bottom) / 2) for char in word]
            inside = [number for number in homes if number is not None]
            if not inside:
                inside = [home]
            most = max(dict.fromkeys(inside), key=inside.count)
            if len(set(homes)) > 1:
                self._doubtful[most] = _ACROSS
            self.runs[most].append(_whole(word))
            home = most
        return home


def _is_one_number(before: Run, after: Run) -> bool:
    """Whether two runs are pieces of one number: figures that follow each other on a line without a gap."""
    return (
        before.text[-1] in _FIGURES
        and after.text[0] in _FIGURES
        and abs(after.left - before.right) < _PIECE_GAP * (after.bottom - after.top)
        and abs(after.bottom - before.bottom) < 1
    )


def _words(characters: Sequence[Run]) -> list[list[Run]]:
    words: list[list[Run]] = []
    for char in characters:
        gap = char.left - words[-1][-1].right if words else 0.0
        if not words or gap > _WORD_GAP * (char.bottom - char.top) or gap < -2 * (char.bottom - char.top):
            words.append([])
        words[-1].append(char)
    return words


def _whole(word: Sequence[Run]) -> Run:
    return Run(
        "".join(char.text for char in word),
        min(char.left for char in word),
        min(char.top for char in word),
        max(char.right for char in word),
        max(char.bottom for char in word),
        word[0].first,
        word[-1].last,
    )
