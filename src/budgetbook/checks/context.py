"""What a rule looks things up in, so that its body is only what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from budgetbook.checks.axes import POSITION, Key, parts_without
from budgetbook.checks.cells import Cell
from budgetbook.checks.damaged import Damaged
from budgetbook.checks.index import Book, Index
from budgetbook.checks.narrative.matching import Matcher
from budgetbook.checks.narrative.mentions import Telling, read_section
from budgetbook.checks.narrative.vocabulary import Vocabulary
from budgetbook.checks.parameter import Parameter
from budgetbook.checks.rule import NotJudged
from budgetbook.checks.shelf.beside import Beside, Neighbour
from budgetbook.checks.without_data import says_no_data
from budgetbook.model.coordinates import Coordinates
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.statement import Kind, Statement


class Context:
    """One disclosure under check; `beside` is what stands on the shelf beside it, `damaged` where the reader wasn't sure.

    `limits` are what the policy sets of the numbers of the rule that is running, by name; `remembered` is what `once` keeps, and others in its way.
    """

    def __init__(self, index: Index, beside: Beside | None = None) -> None:
        self.index = index
        self.disclosure: Disclosure = index.disclosure
        self.damaged: Damaged = index.damaged
        self.beside = beside
        self.limits: Mapping[str, Decimal] = {}
        self.remembered: dict[object, Any] = {}
        self._missing: dict[Kind, str | None] = {}
        self._rows: dict[int, dict[int, list[Cell]]] = {}

    def limit(self, parameter: Parameter) -> Decimal:
        """The number that a parameter of the running rule stands for."""
        return self.limits.get(parameter.name, parameter.default)

    @property
    def shelf(self) -> Beside:
        """What stands beside the document, for rules that need it."""
        assert self.beside is not None
        return self.beside

    @property
    def last_year(self) -> Neighbour:
        """Last year's document, for rules that need it."""
        assert self.beside is not None and self.beside.previous is not None
        return self.beside.previous

    @property
    def books(self) -> list[Book]:
        """The sets of statements that belong together: one, unless several holders' statements stand in the document."""
        return self.index.books

    @property
    def book(self) -> Book:
        """The only book. Raises NotJudged where there are several: rules on single cells can't know which is meant."""
        if len(self.books) != 1:
            raise NotJudged("文件中有几套报表，无法判断应以哪一套核对")
        return self.books[0]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words that this disclosure's sentences are made of."""
        return Vocabulary(self.disclosure)

    @cached_property
    def tellings(self) -> tuple[Telling, ...]:
        """The sections of the narrative, read; those that the reader wasn't sure of are left out."""
        return tuple(
            read_section(section, self.vocabulary)
            for number, section in enumerate(self.disclosure.narrative)
            if not self.damaged.within("narrative", number)
        )

    @cached_property
    def matcher(self) -> Matcher:
        """What an amount in words is held against. Raises NotJudged as `book`."""
        return self.matcher_or_none or Matcher(self.disclosure, self.book)

    @cached_property
    def matcher_or_none(self) -> Matcher | None:
        """The matcher, or None where the statements can't be told apart: words are then held against each other alone."""
        return Matcher(self.disclosure, self.books[0]) if len(self.books) == 1 else None

    @cached_property
    def _numbers(self) -> dict[Kind, int]:
        # Of several views of one kind the first printed is the one that forms number.
        return {self.disclosure.statements[number].kind: number for number in reversed(self.book.cells)}

    def number(self, kind: Kind) -> int:
        """The index of the statement of `kind`. Raises NotJudged where it is missing, damaged or empty without saying so."""
        book = self.book
        number = self._numbers.get(kind)
        if number is None or number not in book.cells:
            raise NotJudged(self.missing(kind) or "没有找到所需的报表")
        return number

    def statement(self, kind: Kind) -> Statement:
        """The statement of `kind`; NotJudged as `number`."""
        return self.disclosure.statements[self.number(kind)]

    def missing(self, kind: Kind) -> str | None:
        """Why the statement of `kind` can't be used (Chinese); None where it can."""
        if kind not in self._missing:
            self._missing[kind] = self._why_missing(kind)
        return self._missing[kind]

    def _why_missing(self, kind: Kind) -> str | None:
        printed = [(number, one) for number, one in enumerate(self.disclosure.statements) if one.kind is kind]
        if not printed:
            return f"没有找到{KIND_WORDS[kind]}"
        usable = [(number, one) for number, one in printed if number not in self.index.excluded]
        if not usable:
            return f"{KIND_WORDS[kind]}{self.index.excluded[printed[0][0]]}"
        if all(not one.rows and not says_no_data(one) for _, one in usable):
            return f"{KIND_WORDS[kind]}没有读到任何行"
        return None

    def key(self, at: Coordinates, *, two_sided: bool = False) -> Key:
        """The key that cells at `at` have in this disclosure."""
        return self.book.normal.key(at, two_sided=two_sided)

    def cell(self, kind: Kind, at: Coordinates) -> Cell:
        """The cell of the statement of `kind` at exactly `at`. Raises NotJudged where it isn't printed."""
        number = self.number(kind)
        rows = self.disclosure.statements[number].rows
        two_sided = self.book.normal.flow_apart and any(row.flow is not None for row in rows)
        key = self.key(at, two_sided=two_sided)
        for cell in self.book.by_key.get(key, ()):
            if cell.statement == number:
                return cell
        raise NotJudged(f"{KIND_WORDS[kind]}中没有找到所需的金额")

    def row(self, number: int, row: int) -> list[Cell]:
        """The cells of one row of the statement at `number`."""
        if number not in self._rows:
            rows = self._rows[number] = defaultdict(list)
            for cell in self.book.cells[number]:
                rows[cell.row].append(cell)
        return self._rows[number].get(row, [])

    def cells(self, kind: Kind, at: Coordinates, *, whatever: tuple[str, ...] = ()) -> tuple[Cell, ...]:
        """Every cell of the statement of `kind` at `at`, the dimensions in `whatever` being of any value; empty where none is printed."""
        number, wanted = self.number(kind), self.key(at)
        if not whatever:
            return tuple(cell for cell in self.book.by_key.get(wanted, ()) if cell.statement == number)
        cells = self.book.cells[number]
        for part in parts_without(whatever):
            like = wanted[part]
            cells = [cell for cell in cells if cell.key[part] == like]
        return tuple(cells)

    def cells_by(
        self, dimension: str, kind: Kind, at: Coordinates, *, whatever: tuple[str, ...] = ()
    ) -> dict[object, list[Cell]]:
        """Every cell of the statement of `kind` that is at `at` in all but `dimension` (and `whatever`), by what it says of that."""
        found: dict[object, list[Cell]] = defaultdict(list)
        for cell in self.cells(kind, at, whatever=(dimension, *whatever)):
            found[self.value(cell, dimension)].append(cell)
        return found

    @staticmethod
    def value(cell: Cell, dimension: str) -> object:
        """What the cell's coordinates say along `dimension`; None for all."""
        return cell.key[POSITION[dimension]]

    def whole(self, kind: Kind) -> Statement:
        """The statement of `kind`, every row of it understood: a row that isn't there has no money. Raises NotJudged otherwise."""
        statement = self.statement(kind)
        unclear = self.book.unclear[self.number(kind)]
        if unclear.groups or unclear.all_groups or unclear.columns:
            raise NotJudged(f"{KIND_WORDS[kind]}有未能识别的行或列")
        return statement


KIND_WORDS: dict[Kind, str] = {
    Kind.INCOME_EXPENDITURE: "收支总表",
    Kind.INCOME: "收入总表",
    Kind.EXPENDITURE: "支出总表",
    Kind.APPROPRIATION: "财政拨款收支总表",
    Kind.GENERAL_PUBLIC_EXPENDITURE: "一般公共预算支出表",
    Kind.BASIC_EXPENDITURE: "基本支出分经济科目表",
    Kind.GOVERNMENT_FUND_INCOME: "政府性基金预算收入表",
    Kind.GOVERNMENT_FUND_EXPENDITURE: "政府性基金预算支出表",
    Kind.STATE_CAPITAL: "国有资本经营预算表",
    Kind.PUBLIC_COSTS: "“三公”经费支出表",
    Kind.OPERATING_COSTS: "机关运行经费表",
    Kind.PROJECTS: "项目支出表（本年预算）",
    Kind.CARRIED_OVER_PROJECTS: "项目支出表（上年结转）",
    Kind.OTHER: "其他报表",
}
