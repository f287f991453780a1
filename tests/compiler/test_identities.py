"""Every identity of DOMAIN §5 holds in what any balanced ledger compiles to, within rounding; agreements hold to the last digit."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from budgetbook import forms
from budgetbook.compiler import compile_ledger
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.ledger import Ledger
from budgetbook.model.statement import Role
from tests.compiler.printed import BLANK, Printed, close
from tests.compiler.random_ledgers import ledgers

SHANXI = forms.load("shanxi")
FIVE = ("一般公共预算", "政府性基金预算", "国有资本经营预算", "财政专户管理资金", "单位资金")
IN_2 = ("一般公共预算", "政府性基金", "国有资本经营预算", "财政专户管理资金", "单位资金")
THREE = FIVE[:3]
ITEMS = ("公务接待费", "公务用车购置及运行费", "因公出国（境）费")
LEFT, RIGHT = "收入/2027年", "支出/2027年合计"


def income_and_expenditure_balance(ledger: Ledger, p: Printed) -> None:
    current, total = p.amount(1, "本年收入合计", LEFT), p.amount(1, "收入总计", LEFT)
    carried = p.amount(1, "上年结转", LEFT)
    classes = [row for row in p.rows(1) if row.coordinates.function]
    assert len(classes) == 30
    close(current, [p.amount(1, fund, LEFT) for fund in FIVE])
    close(total, [current, carried])
    for row in classes:
        close(p.amount(1, row, RIGHT), [p.amount(1, row, "当年预算安排"), p.amount(1, row, "上年结转安排")])
    for column in (RIGHT, "当年预算安排", "上年结转安排"):
        close(p.amount(1, "本年支出合计", column), [p.amount(1, row, column) for row in classes])
        assert p.amount(1, "本年支出合计", column) == p.amount(1, "支出总计", column)
    assert total == p.amount(1, "支出总计", RIGHT)
    assert current == p.amount(1, "支出总计", "当年预算安排")
    assert carried == p.amount(1, "支出总计", "上年结转安排")


def function_trees_add_up_and_agree(ledger: Ledger, p: Printed) -> None:
    for number in (2, 3, 5, 8):
        statement = p.statements[number]
        for index, column in enumerate(statement.columns):
            cells = {
                row.code: BLANK if (printed := row.amounts[index]) is None else printed
                for row in statement.rows
                if row.code
            }
            total = next(row for row in statement.rows if row.role is Role.TOTAL)
            close(total.amounts[index] or Decimal(0), [v for code, v in cells.items() if len(code) == 3], what=column)
            for code, amount in cells.items():
                below = [v for other, v in cells.items() if other[:-2] == code and len(other) == len(code) + 2]
                if below:
                    close(amount, below, what=(number, code))
    for row in p.rows(2):
        close(p.amount(2, row, "合计"), [p.amount(2, row, fund) for fund in IN_2])
        if row.code:
            close(p.amount(3, row.code, "合计"), [p.amount(2, row, "合计"), p.amount(2, row, "上年结转")])
            assert p.amount(5, row.code, "合计") == p.amount(2, row, "一般公共预算")
    for number in (3, 5, 8):
        for row in p.rows(number):
            close(p.amount(number, row, "合计"), [p.amount(number, row, "基本支出"), p.amount(number, row, "项目支出")])
    assert p.codes(3) == p.codes(2)
    assert p.codes(5) <= p.codes(2)


def statements_agree_with_each_other(ledger: Ledger, p: Printed) -> None:
    for fund, in_2 in zip(FIVE, IN_2, strict=True):
        assert p.amount(2, "合计", in_2) == p.amount(1, fund, LEFT)
    assert p.amount(2, "合计", "上年结转") == p.amount(1, "上年结转", LEFT)
    assert p.amount(3, "合计", "合计") == p.amount(1, "支出总计", RIGHT)
    for row in p.rows(1):
        if row.coordinates.function:
            code = row.coordinates.function
            assert p.amount(2, code, "合计") == p.amount(1, row, "当年预算安排")
            assert p.amount(2, code, "上年结转") == p.amount(1, row, "上年结转安排")
            assert p.amount(3, code, "合计") == p.amount(1, row, RIGHT)
            assert p.amount(4, row.label, "小计") <= p.amount(1, row, RIGHT)
    assert p.amount(5, "合计", "合计") == p.amount(1, "一般公共预算", LEFT)
    assert (
        p.amount(7, "合计", "政府性基金收入预算") == p.amount(1, "政府性基金预算", LEFT) == p.amount(8, "合计", "合计")
    )
    capital = p.amount(9, "合计", "国有资本经营收入预算"), p.amount(9, "合计", "合计", which=1)
    assert capital == (p.amount(1, "国有资本经营预算", LEFT),) * 2
    assert p.amount(6, "合计", "合计") == p.amount(5, "合计", "基本支出")


def appropriation(ledger: Ledger, p: Printed) -> None:
    total = p.amount(4, "收入总计", "收入/金额")
    close(total, [p.amount(4, "本年收入合计", "收入/金额"), p.amount(4, "上年财政拨款结转", "收入/金额")])
    assert total == p.amount(4, "支出总计", "小计")
    for row in p.rows(4):
        if row.coordinates.function:
            close(p.amount(4, row, "小计"), [p.amount(4, row, fund) for fund in THREE])
    for fund in THREE:
        current, carried = p.row(4, fund), p.row(4, fund, which=1)
        assert p.amount(4, current, "收入/金额") == p.amount(1, fund, LEFT)
        close(p.amount(4, "支出总计", fund), [p.amount(4, row, "收入/金额") for row in (current, carried)])
        assert p.amount(13, p.rows(13)[0], fund) == p.amount(4, carried, "收入/金额")


def basic_expenditure_public_and_operating_costs(ledger: Ledger, p: Printed) -> None:
    rows = p.rows(6)
    groups = [row for row in rows if row.role is Role.GROUP]
    for column in ("合计", "人员经费", "公用经费"):
        close(p.amount(6, rows[0], column), [p.amount(6, row, column) for row in groups])
        for group in groups:
            below = [
                row
                for row in rows
                if row.level == 2 and (row.coordinates.economic or "")[:3] == group.coordinates.economic
            ]
            close(p.amount(6, group, column), [p.amount(6, row, column) for row in below])
    for row in rows:
        close(p.amount(6, row, "合计"), [p.amount(6, row, "人员经费"), p.amount(6, row, "公用经费")])
    for column in ("合计", *THREE):
        close(p.amount(10, "合计", column), [p.amount(10, item, column) for item in ITEMS])
        purchase, upkeep = (p.amount(10, item, column) for item in ("①公务用车购置费", "②公务用车运行维护费"))
        close(p.amount(10, "公务用车购置及运行费", column), [purchase, upkeep])
        total, *units = p.rows(11)
        close(p.amount(11, total, column), [p.amount(11, row, column) for row in units])
    # Projects may pay reception too, and carry-over: only "at least" is safe. Several rows of one 款 round one by one.
    for item, code in (("公务接待费", "30217"), ("②公务用车运行维护费", "30231")):
        basic = [p.amount(6, row, "合计") for row in rows if row.coordinates.economic == code]
        assert p.amount(10, item, "合计") >= sum(basic) - Decimal("0.005") * (len(basic) + 1)


def projects(ledger: Ledger, p: Printed) -> None:
    for number, funds in ((12, FIVE), (13, THREE)):
        total, *rest = p.rows(number)
        units = [row for row in rest if row.role is Role.GROUP]
        assert bool(units) == (bool(rest) and ledger.entity.kind is EntityKind.DEPARTMENT)
        for column in ("合计", *funds):
            close(p.amount(number, total, column), [p.amount(number, row, column) for row in units or rest])
            for unit in units:
                own = [row for row in rest if row is not unit and row.coordinates.unit == unit.coordinates.unit]
                close(p.amount(number, unit, column), [p.amount(number, row, column) for row in own])
        for row in p.rows(number):
            close(p.amount(number, row, "合计"), [p.amount(number, row, fund) for fund in funds])
    assert p.amount(12, p.rows(12)[0], "一般公共预算") == p.amount(5, "合计", "项目支出")
    assert p.amount(12, p.rows(12)[0], "政府性基金预算") == p.amount(8, "合计", "项目支出")


def the_closing_identity(ledger: Ledger, p: Printed) -> None:
    """DOMAIN §5, last: what basic and project expenditure leave over is the money that no project table holds."""
    basic = [p.amount(3, "合计", "基本支出"), -p.amount(5, "合计", "基本支出"), -p.amount(8, "合计", "基本支出")]
    basic.append(-p.amount(9, "合计", "基本支出", which=1))
    totals = p.rows(12)[0], p.rows(13)[0]
    project = [p.amount(3, "合计", "项目支出"), -p.amount(12, totals[0], "合计"), -p.amount(13, totals[1], "合计")]
    funds = [p.amount(1, fund, LEFT) - p.amount(12, totals[0], fund) for fund in FIVE[3:]]
    right = sum(funds) + p.amount(1, "上年结转", LEFT) - p.amount(13, totals[1], "合计")
    assert abs(sum(basic) + sum(project) - right) <= Decimal("0.005") * 14


IDENTITIES = (
    income_and_expenditure_balance,
    function_trees_add_up_and_agree,
    statements_agree_with_each_other,
    appropriation,
    basic_expenditure_public_and_operating_costs,
    projects,
    the_closing_identity,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers())
def test_every_identity_holds(ledger: Ledger) -> None:
    printed = Printed(compile_ledger(ledger, SHANXI).disclosure)
    for identity in IDENTITIES:
        identity(ledger, printed)
