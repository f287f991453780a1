"""Small documents to check: statements made from ledger lines by their coordinates, so that they are consistent by construction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from budgetbook.model.coordinates import Coordinates, Flow, Fund, Nature, Period, lies_at, merged, without
from budgetbook.model.disclosure import Damage, Disclosure, Entity, EntityKind
from budgetbook.model.money import MoneyUnit, in_unit
from budgetbook.model.statement import Column, Kind, Role, Row, Statement

C = Coordinates
INCOME, SPENT = Flow.INCOME, Flow.EXPENDITURE
CURRENT, CARRIED = Period.CURRENT, Period.CARRIED_OVER
BASIC, PROJECT, PERSONNEL, OPERATING = Nature.BASIC, Nature.PROJECT, Nature.PERSONNEL, Nature.OPERATING
GENERAL, ACCOUNT, APPROPRIATION = Fund.GENERAL_PUBLIC, Fund.FISCAL_ACCOUNT, Fund.APPROPRIATION
FUNDS = {"一般公共预算": GENERAL, "政府性基金预算": Fund.GOVERNMENT_FUND, "国有资本经营预算": Fund.STATE_CAPITAL}
OTHER_FUNDS = {"财政专户管理资金": ACCOUNT, "单位资金": Fund.UNIT_FUNDS}

Line = tuple[Coordinates, Decimal]
"""Where exact yuan lie: every dimension set that any statement splits by."""


def line(function: str, yuan: int | str, **at: object) -> Line:
    """A line of current, general public, personnel basic expenditure unless `at` says otherwise."""
    values = {"fund": GENERAL, "period": CURRENT, "nature": PERSONNEL} | at
    return C(function=function, **values), Decimal(yuan)  # type: ignore[arg-type]


LINES: tuple[Line, ...] = (
    line("2050305", 12_000_000, economic="30101"),
    line("2050305", 340_000, nature=OPERATING, economic="30217"),
    line("2050305", 2_500_000, nature=PROJECT, project="实训楼维修"),
    line("2050305", 900_000, nature=PROJECT, fund=ACCOUNT, project="学费安排设备购置"),
    line("2050305", 600_000, nature=PROJECT, period=CARRIED, project="技能竞赛"),
    line("2080505", 1_100_000, economic="30108"),
    line("2210201", 870_000, economic="30113"),
)


def statements(lines: Sequence[Line], unit: MoneyUnit = MoneyUnit.WAN) -> tuple[Statement, ...]:
    """Statements 1, 2, 3, 4, 5, 6, 12 and 13 of `lines`."""
    codes = sorted({at.function for at, _ in lines if at.function})
    tree = sorted({code[:digits] for code in codes for digits in (3, 5, 7)})
    classes = [code for code in tree if len(code) == 3]

    def made(number: int, kind: Kind, title: str, columns: Iterable[Column], rows: Iterable[Row]) -> Statement:
        header = tuple(columns)
        return Statement(
            kind=kind,
            number=number,
            title=title,
            unit=unit,
            columns=header,
            rows=tuple(replace(row, amounts=_amounts(row, header, lines, unit)) for row in rows),
        )

    def function_rows(base: Coordinates) -> list[Row]:
        rows = [_row("合计", base, Role.TOTAL)]
        roles = {3: Role.GROUP, 5: Role.GROUP, 7: Role.ITEM}
        for code in tree:
            at = replace(base, function=code)
            rows.append(_row(f"科目{code}", at, roles[len(code)], code=code, level=(len(code) - 1) // 2))
        return rows

    natures = [_column("合计"), _column("基本支出", nature=BASIC), _column("项目支出", nature=PROJECT)]
    left = [
        _row(label, C(flow=INCOME, fund=fund, period=CURRENT), flow=INCOME)
        for label, fund in {**FUNDS, **OTHER_FUNDS}.items()
    ]
    left += [
        _row("本年收入合计", C(flow=INCOME, period=CURRENT), Role.TOTAL, flow=INCOME),
        _row("上年结转", C(flow=INCOME, period=CARRIED), flow=INCOME),
        _row("收入总计", C(), Role.TOTAL, flow=INCOME),
    ]
    right = [_row(f"科目{code}", C(flow=SPENT, function=code), flow=SPENT) for code in classes]
    right += [
        _row("本年支出合计", C(flow=SPENT), Role.TOTAL, flow=SPENT),
        _row("年终结转", C(flow=Flow.CLOSING_BALANCE), flow=SPENT),
        _row("支出总计", C(), Role.TOTAL, flow=SPENT),
    ]
    appropriated = [
        _row(label, C(flow=INCOME, fund=fund, period=period), flow=INCOME)
        for period in (CURRENT, CARRIED)
        for label, fund in {"合计": APPROPRIATION, **FUNDS}.items()
    ]
    appropriated.append(_row("收入总计", C(fund=APPROPRIATION), Role.TOTAL, flow=INCOME))
    fund_columns = [_column(label, fund=fund) for label, fund in FUNDS.items()]
    basic = C(flow=SPENT, fund=GENERAL, period=CURRENT)
    economics = sorted({at.economic for at, _ in lines if at.economic})
    subjects = [_row("合计", basic, Role.TOTAL)]
    for group in sorted({code[:3] for code in economics}):
        subjects.append(_row(f"经济{group}", replace(basic, economic=group), Role.GROUP, level=1))
        subjects += [
            _row(f"经济{code}", replace(basic, economic=code), level=2) for code in economics if code.startswith(group)
        ]
    return (
        made(
            1,
            Kind.INCOME_EXPENDITURE,
            "收支总表",
            [
                Column(label="收入/金额", flow=INCOME),
                Column(label="支出/合计", flow=SPENT),
                Column(label="支出/当年", coordinates=C(period=CURRENT), flow=SPENT),
                Column(label="支出/结转", coordinates=C(period=CARRIED), flow=SPENT),
            ],
            left + right,
        ),
        made(
            2,
            Kind.INCOME,
            "收入总表",
            [_column("合计", period=CURRENT)]
            + [_column(label, fund=fund, period=CURRENT) for label, fund in {**FUNDS, **OTHER_FUNDS}.items()]
            + [_column("上年结转", period=CARRIED)],
            function_rows(C(flow=INCOME)),
        ),
        made(3, Kind.EXPENDITURE, "支出总表", natures, function_rows(C(flow=SPENT))),
        made(
            4,
            Kind.APPROPRIATION,
            "财政拨款收支总表",
            [
                Column(label="收入/金额", flow=INCOME),
                Column(label="支出/小计", coordinates=C(fund=APPROPRIATION), flow=SPENT),
            ]
            + [replace(column, flow=SPENT, label=f"支出/{column.label}") for column in fund_columns],
            appropriated + right,
        ),
        made(5, Kind.GENERAL_PUBLIC_EXPENDITURE, "一般公共预算支出表", natures, function_rows(basic)),
        made(
            6,
            Kind.BASIC_EXPENDITURE,
            "基本支出表",
            [
                _column("合计", nature=BASIC),
                _column("人员经费", nature=PERSONNEL),
                _column("公用经费", nature=OPERATING),
            ],
            subjects,
        ),
        made(
            12,
            Kind.PROJECTS,
            "项目支出表（本年预算）",
            [_column("合计"), *fund_columns, *(_column(label, fund=fund) for label, fund in OTHER_FUNDS.items())],
            _project_rows(lines, CURRENT),
        ),
        made(
            13,
            Kind.CARRIED_OVER_PROJECTS,
            "项目支出表（上年结转）",
            [_column("合计", fund=APPROPRIATION), *fund_columns],
            _project_rows(lines, CARRIED),
        ),
    )


def _column(label: str, **at: object) -> Column:
    return Column(label=label, coordinates=C(**at))  # type: ignore[arg-type]


def _row(
    label: str,
    at: Coordinates,
    role: Role = Role.ITEM,
    *,
    flow: Flow | None = None,
    code: str | None = None,
    level: int = 0,
) -> Row:
    return Row(label=label, coordinates=at, role=role, flow=flow, code=code, level=level, amounts=())


def _project_rows(lines: Sequence[Line], period: Period) -> list[Row]:
    base = C(flow=SPENT, nature=PROJECT, period=period)
    names = dict.fromkeys(at.project for at, _ in lines if at.project and at.period is period)
    rows = [_row("合计", base, Role.TOTAL)]
    return rows + [_row(str(name), replace(base, project=name), level=2) for name in names]


def _amounts(row: Row, columns: Sequence[Column], lines: Sequence[Line], unit: MoneyUnit) -> tuple[Decimal | None, ...]:
    found: list[Decimal | None] = []
    for column in columns:
        at = merged(row.coordinates, column.coordinates)
        other_side = row.flow is not None and column.flow is not None and row.flow != column.flow
        if other_side or at.flow is Flow.CLOSING_BALANCE:
            found.append(None)
            continue
        yuan = sum((amount for where, amount in lines if lies_at(where, without(at, "flow"))), Decimal(0))
        found.append(in_unit(yuan, unit) if yuan else None)
    return tuple(found)


def document(lines: Sequence[Line] = LINES, *, kind: EntityKind = EntityKind.UNIT, **fields: object) -> Disclosure:
    """A consistent disclosure of `lines`; `fields` replace its own."""
    made = Disclosure(
        entity=Entity(name="示例学院", kind=kind), fiscal_year=2027, form="shanxi", statements=statements(lines)
    )
    return replace(made, **fields)


def with_amount(disclosure: Disclosure, number: int, row: str, column: str, amount: str | None) -> Disclosure:
    """`disclosure` with another amount in statement `number`, the first row and column of these labels (of the row's side)."""
    index, statement = _numbered(disclosure, number)
    at = next(i for i, one in enumerate(statement.rows) if one.label == row)
    place = next(i for i, one in enumerate(statement.columns) if one.label == column)
    old = statement.rows[at]
    value = None if amount is None else Decimal(amount)
    new = replace(old, amounts=(*old.amounts[:place], value, *old.amounts[place + 1 :]))
    return with_statement(
        disclosure, index, replace(statement, rows=(*statement.rows[:at], new, *statement.rows[at + 1 :]))
    )


def with_statement(disclosure: Disclosure, index: int, statement: Statement | None) -> Disclosure:
    """`disclosure` with another statement at `index`, or none."""
    new = () if statement is None else (statement,)
    return replace(disclosure, statements=(*disclosure.statements[:index], *new, *disclosure.statements[index + 1 :]))


def without_statement(disclosure: Disclosure, number: int) -> Disclosure:
    """`disclosure` without statement `number`."""
    return with_statement(disclosure, _numbered(disclosure, number)[0], None)


def pointer(disclosure: Disclosure, number: int, row: str, column: str | None = None) -> str:
    """The JSON pointer of a row, or of its amount in a column."""
    index, statement = _numbered(disclosure, number)
    at = next(i for i, one in enumerate(statement.rows) if one.label == row)
    if column is None:
        return f"/statements/{index}/rows/{at}"
    place = next(i for i, one in enumerate(statement.columns) if one.label == column)
    return f"/statements/{index}/rows/{at}/amounts/{place}"


def with_damage(disclosure: Disclosure, *subjects: str) -> Disclosure:
    """`disclosure` damaged at these pointers."""
    return replace(disclosure, damage=tuple(Damage(what="garbled", note="字迹不清", subject=one) for one in subjects))


def _numbered(disclosure: Disclosure, number: int) -> tuple[int, Statement]:
    return next((i, one) for i, one in enumerate(disclosure.statements) if one.number == number)
