"""Each mistake that an officer can make is found once, at its cell, with advice; and a sound ledger has none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from budgetbook import forms
from budgetbook.compiler import defects, notices, unit_ledger
from budgetbook.model.coordinates import Flow, Fund, Institution, Nature, Period
from budgetbook.model.disclosure import EntityKind
from budgetbook.model.ledger import Ledger, LedgerDefect, LedgerUnit, PreviousFigure, ProcurementLine, Words
from budgetbook.model.narrative import Profile
from budgetbook.model.performance import Funding, Indicators, NamedAmount, Objective, WholeAndAnnualFunding
from budgetbook.model.place import Place
from tests.compiler.random_ledgers import ledgers
from tests.ledgers import BUREAU, CENTRE, small_ledger

SHANXI = forms.load("shanxi")


def found_in(ledger: Ledger) -> list[LedgerDefect]:
    return list(defects(ledger, SHANXI))


def with_line(cell: str, *, yuan: str | None = None, sheet: str = "支出", **coordinates: object) -> Ledger:
    """The small ledger with the line entered at `cell` changed."""
    ledger = small_ledger()
    lines = []
    for line in ledger.lines:
        if line.place == Place(sheet=sheet, cell=cell):
            line = replace(line, coordinates=replace(line.coordinates, **coordinates))
            line = line if yuan is None else replace(line, yuan=Decimal(yuan))
        lines.append(line)
    assert lines != list(ledger.lines)
    return replace(ledger, lines=tuple(lines))


def with_project(name: str, **changes: object) -> Ledger:
    """The small ledger with the first project of this name changed; keys of its form are written `performance__…`."""
    ledger = small_ledger()
    index = next(i for i, each in enumerate(ledger.projects) if each.name == name)
    project = ledger.projects[index]
    of_form = {
        key.removeprefix("performance__"): value for key, value in changes.items() if key.startswith("performance__")
    }
    rest = {key: value for key, value in changes.items() if not key.startswith("performance__")}
    if of_form:
        assert project.performance is not None
        rest["performance"] = replace(project.performance, **of_form)
    return replace(ledger, projects=(*ledger.projects[:index], replace(project, **rest), *ledger.projects[index + 1 :]))


def with_funding(name: str, column: str, **parts: str | None) -> Ledger:
    performance = next(each.performance for each in small_ledger().projects if each.name == name)
    assert performance is not None
    amounts = {part: None if amount is None else Decimal(amount) for part, amount in parts.items()}
    funding = replace(performance.funding, **{column: replace(getattr(performance.funding, column), **amounts)})
    return with_project(name, performance__funding=funding)


def with_indicators(name: str, **changes: object) -> Ledger:
    performance = next(each.performance for each in small_ledger().projects if each.name == name)
    assert performance is not None
    return with_project(name, performance__indicators=replace(performance.indicators, **changes))


def test_a_sound_ledger_has_no_defect_and_no_notice() -> None:
    assert found_in(small_ledger()) == []
    assert notices(small_ledger(), SHANXI) == ()


@settings(max_examples=15, deadline=None)
@given(ledgers())
def test_random_balanced_ledgers_balance(ledger: Ledger) -> None:
    assert [each.message for each in found_in(ledger) if "收支不平" in each.message] == []


def test_a_place_is_the_cell_of_the_column_that_is_wrong() -> None:
    [defect] = found_in(with_line("A5", function="2079998"))
    assert str(defect).startswith("支出!B5：2027 年没有支出功能分类科目 2079998。请改用当年有效的科目。")


@pytest.mark.parametrize(
    ("ledger", "said", "advised"),
    [
        (with_line("A5", function="9999999"), "没有支出功能分类科目 9999999", "从下拉列表中选取"),
        (
            with_line("A5", function="2070198"),
            "没有支出功能分类科目 2070198",
            "20701 文化和旅游之下有：2070101 行政运行",
        ),
        (with_line("A5", function="20701"), "支出功能分类 20701 文化和旅游只到款级", "请填到项"),
        (with_line("A5", economic="301"), "部门预算支出经济分类 301 工资福利支出只到类级", "请填到款"),
        (with_line("A5", economic="50101"), "没有部门预算支出经济分类科目 50101", "选取"),
        (with_line("A5", government_economic="30101"), "没有政府预算支出经济分类科目 30101", "选取"),
        (with_line("A5", nature=Nature.BASIC), "没有填支出性质", "人员经费、公用经费或项目支出"),
        (with_line("A5", fund=Fund.APPROPRIATION), "没有填具体的资金来源", "选择"),
        (with_line("A5", period=None), "没有填年度", "当年预算或上年结转"),
        (with_line("A5", function=None), "没有填支出功能分类", "7 位"),
        (with_line("A5", economic=None, government_economic=None), "没有填部门预算支出经济分类", "5 位"),
        (with_line("A5", unit="青石市图书馆"), "没有登记过单位“青石市图书馆”", "所属单位"),
        (with_line("A16", project=None), "项目支出没有填项目", "选择"),
        (with_line("A16", project="不存在"), f"{BUREAU}没有登记过项目“不存在”", "先在“项目”表登记"),
        (with_line("A16", project="免费开放补助"), f"{BUREAU}没有登记过项目“免费开放补助”", f"登记在{CENTRE}名下"),
        (with_line("A5", project="业务费"), "填了项目“业务费”，支出性质却不是项目支出", "清空项目"),
        (with_line("A5", yuan="-1204356.20"), "金额 -1,204,356.20 元是负数", "不能为负"),
        (with_line("A5", yuan="1204356.205"), "金额 1204356.205 元不足一分", "两位小数"),
        (with_line("A6", sheet="收入", income=None), "没有填收入分类科目", "收入科目"),
        (with_line("A6", sheet="收入", income="1039999999"), "没有收入分类科目 1039999999", "选取"),
    ],
)
def test_single_lines(ledger: Ledger, said: str, advised: str) -> None:
    found = [each for each in found_in(ledger) if said in each.message]
    assert len(found) == 1, [str(each) for each in found_in(ledger)]
    assert advised in found[0].advice
    assert found[0].place.cell


def test_income_that_differs_from_expenditure() -> None:
    found = found_in(with_line("A5", yuan="1204357.20"))
    assert [each.message for each in found if "收支不平" in each.message] == [
        f"{BUREAU}的一般公共预算（当年预算）收支不平：收入 4,661,281.13 元，支出 4,661,282.13 元，支出多 1.00 元"
    ]


def test_balance_is_by_unit() -> None:
    """Two units may be off by the same amount in opposite directions: the department balances, they don't."""
    found = found_in(with_line("A5", unit=CENTRE))
    assert sum("收支不平" in each.message for each in found) == 2


def test_kinds_of_unit_funds_are_balanced_together() -> None:
    ledger = small_ledger()
    at = replace(ledger.lines[0].coordinates, unit=CENTRE, income=None)
    lines = [
        replace(ledger.lines[0], coordinates=replace(at, fund=fund), yuan=Decimal(amount))
        for fund, amount in ((Fund.BUSINESS_INCOME, 60), (Fund.OTHER_INCOME, 40))
    ]
    spent = next(each for each in ledger.lines if each.coordinates.project == "免费开放补助")
    lines.append(replace(spent, coordinates=replace(spent.coordinates, fund=Fund.UNIT_FUNDS), yuan=Decimal(100)))
    messages = [each.message for each in found_in(replace(ledger, lines=(*ledger.lines, *lines)))]
    assert [each for each in messages if "收支不平" in each] == []


@pytest.mark.parametrize(
    ("ledger", "said"),
    [
        (
            with_funding("业务费", "annual", total="70051", local="70051"),
            "年度资金 70,051 元，支出表中是 70,000 元，相差 51 元",
        ),
        (
            with_funding("业务费", "annual", local="60000"),
            "年度资金总额 70,000 元，各级资金相加 60,000 元，相差 10,000 元",
        ),
        (with_funding("业务费", "annual", total=None, local=None), "没有填年度资金总额"),
        (with_funding("业务费", "whole", total="-5", local="-5"), "实施期资金有负数"),
        (
            with_funding("业务费", "whole", total="80000", local="80000"),
            "一次性项目“业务费”实施期资金 80,000 元，年度资金 70,000 元，两者不等",
        ),
        (with_funding("文化旅游节专项经费", "whole", total="1000000", local="1000000"), "实施期反而少"),
        (with_project("业务费", performance=None), "项目“业务费”没有绩效目标"),
        (with_project("业务费", disclosed=False), "不公开绩效目标，但没有写理由"),
        (with_project("业务费", performance__year=2026), "绩效目标的年度是 2026 年"),
        (with_indicators("业务费", annual=()), "项目“业务费”没有年度绩效指标"),
        (
            with_project("业务费", performance__indicators=Indicators()),
            "项目“业务费”还缺：实施期绩效指标、年度绩效指标",
        ),
        (with_project("业务费", unit="青石市图书馆"), "没有登记过单位“青石市图书馆”"),
    ],
)
def test_projects(ledger: Ledger, said: str) -> None:
    found = [each for each in found_in(ledger) if said in each.message]
    assert len(found) == 1, [str(each) for each in found_in(ledger)]
    assert found[0].place.sheet == "项目"


def test_a_form_may_differ_by_the_rounding_of_the_statement() -> None:
    assert found_in(with_funding("业务费", "annual", total="70000.00", local="70000.00")) == []
    ledger = with_funding("业务费", "annual", total="70050", local="70050")
    performance = ledger.projects[1].performance
    assert performance is not None
    whole = replace(performance.funding, whole=performance.funding.annual)
    assert found_in(with_project("业务费", performance__funding=whole)) == []


def test_a_project_without_money_or_twice() -> None:
    ledger = small_ledger()
    idle = replace(ledger.projects[0], key="空项目", name="空项目", performance=None)
    assert [each.message for each in found_in(replace(ledger, projects=(*ledger.projects, idle)))] == [
        "项目“空项目”没有支出"
    ]
    twice = found_in(replace(ledger, projects=(*ledger.projects, ledger.projects[0])))
    assert [each.message for each in twice] == [f"{BUREAU}的项目“文化旅游节专项经费”登记了 2 次"]


def test_all_that_a_project_lacks_is_one_line() -> None:
    ledger = small_ledger()
    project = ledger.projects[0]
    assert project.performance is not None
    blank = replace(
        project.performance,
        funding=WholeAndAnnualFunding(whole=Funding(), annual=Funding()),
        objective=Objective(),
    )
    idle = replace(project, key="空项目", name="空项目", performance=blank)
    assert [str(each) for each in found_in(replace(ledger, projects=(*ledger.projects, idle)))] == [
        "项目!A5：项目“空项目”还缺：支出、实施期资金总额、年度资金总额、年度总体目标。"
        "请补填；今年不再安排的项目，请删去整行和它的绩效指标"
    ]
    # Before anything is spent, no project is told that nothing is spent on it.
    alone = replace(ledger, lines=(), projects=(replace(idle, performance=None),))
    assert [each.message for each in found_in(alone)] == ["没有填任何收入和支出"]


def test_what_is_missing_has_the_cell_where_it_belongs() -> None:
    ledger = replace(
        small_ledger(),
        words=(),
        places={
            "words/reason.reception": Place(sheet="变动原因与文字", cell="C10"),
            "assets/vehicles": Place(sheet="国有资产", cell="C8"),
        },
    )
    assert ledger.assets is not None
    wrong = replace(ledger, assets=replace(ledger.assets, vehicles=3))
    cells = [(each.place.sheet, each.place.cell) for each in found_in(wrong)]
    assert [cell for cell in cells if cell[1]] == [("国有资产", "C8"), ("变动原因与文字", "C10")]


def test_indicators_without_a_target() -> None:
    performance = small_ledger().projects[1].performance
    assert performance is not None
    first, *rest = performance.indicators.annual
    indicators = Indicators(whole=performance.indicators.whole, annual=(replace(first, target=" "), *rest))
    [defect] = found_in(with_project("业务费", performance__indicators=indicators))
    assert defect.message == "项目“业务费”的年度指标“组织活动场次”没有指标值"


def test_missing_figures_and_reasons() -> None:
    ledger = small_ledger()
    blank = tuple(replace(each, yuan=None) if each.name == "reception" else each for each in ledger.previous)
    [defect] = found_in(replace(ledger, previous=blank))
    assert (defect.place.sheet, defect.message) == ("上年数据", "没有填上年预算数：公务接待费")
    unsaid = tuple(each for each in ledger.words if each.name != "reason.vehicle_purchase")
    [defect] = found_in(replace(ledger, words=unsaid))
    assert defect.message == "公务用车购置费比上年增加 17.98 万元，没有填“公务用车购置费增减原因”"
    assert defect.advice.startswith("有变动必须说明原因。")
    # 因公出国（境）费 is the same as last year: no reason is asked for, though none is given.
    assert "reason.overseas" not in {each.name for each in ledger.words}


def test_repeated_entries() -> None:
    ledger = small_ledger()
    previous = (*ledger.previous, PreviousFigure(name="reception", yuan=Decimal(1)))
    words = (*ledger.words, Words(name="reason.reception", text="又一个"))
    units = (*ledger.units, ledger.units[0])
    messages = [each.message for each in found_in(replace(ledger, previous=previous, words=words, units=units))]
    assert [each for each in messages if "次" in each] == [
        f"单位“{BUREAU}”登记了 2 次",
        "上年数 reception 填了 2 次",
        "文字 reason.reception 填了 2 次",
    ]


def test_the_entity() -> None:
    ledger = small_ledger()
    unit = replace(ledger, entity=replace(ledger.entity, kind=EntityKind.UNIT))
    assert [each.message for each in found_in(unit)] == ["单位预算公开只含本单位，这里登记了 2 个单位"]
    early = replace(ledger, fiscal_year=2020, profile=Profile())
    messages = [each.message for each in found_in(early)]
    assert "山西省部门（单位）预算公开格式适用于2024 年起，不适用于 2020 年" in messages
    assert "没有填主要职责" in messages and "没有填机构设置" in messages
    nameless = found_in(replace(ledger, entity=replace(ledger.entity, name=" ")))
    assert "没有填部门名称" in [each.message for each in nameless]


def test_assets_and_procurement() -> None:
    ledger = small_ledger()
    assert ledger.assets is not None
    assert "没有填国有资产占有使用情况" in [each.message for each in found_in(replace(ledger, assets=None))]
    assets = replace(ledger.assets, vehicles=3, devices_over_1m=5)
    assert [each.message for each in found_in(replace(ledger, assets=assets))] == [
        "车辆实有数 3 辆，各类车辆相加 2 辆",
        "50 万元以上设备 2 台，少于 100 万元以上设备 5 台",
    ]
    bought = (ProcurementLine(unit="青石市图书馆", category="goods", yuan=Decimal(-1)),)
    assert [each.message for each in found_in(replace(ledger, procurement=bought))] == [
        "政府采购金额是负数",
        "没有登记过单位“青石市图书馆”",
    ]


def test_everything_is_told_at_once_in_workbook_order() -> None:
    ledger = with_line("A5", function="2079998")
    ledger = replace(
        ledger, assets=None, units=(*ledger.units, LedgerUnit(name=CENTRE, institution=Institution.AGENCY))
    )
    ledger = replace(ledger, lines=tuple(each for each in ledger.lines if each.coordinates.flow is Flow.EXPENDITURE))
    sheets = [each.place.sheet for each in found_in(ledger)]
    assert sheets == sorted(sheets, key=["所属单位", "支出", "国有资产"].index)  # type: ignore[arg-type]
    assert set(sheets) == {"所属单位", "支出", "国有资产"}


def test_notices_forbid_nothing() -> None:
    odd_pair = with_line("A5", government_economic="50905")
    assert found_in(odd_pair) == []
    [notice] = notices(odd_pair, SHANXI)
    assert notice.message == "部门经济分类 30101 一般不对应政府经济分类 50905"
    assert notice.advice == "对照表中是：50101 工资奖金津补贴。确有依据的可以不改"

    performance = small_ledger().projects[1].performance
    assert performance is not None
    only = tuple(each for each in performance.indicators.annual if each.level2 != "成本指标")
    cheap = with_project("业务费", performance__indicators=Indicators(whole=performance.indicators.whole, annual=only))
    assert [each.message for each in notices(cheap, SHANXI)] == ["项目“业务费”的年度指标没有成本指标"]

    basic = with_line("A19", nature=Nature.OPERATING, project=None)
    [notice] = notices(basic, SHANXI)
    assert notice.message == "上年结转的财政拨款用于基本支出，不列入上年结转的项目支出表"

    assets = small_ledger().assets
    assert assets is not None
    crowded = replace(small_ledger(), assets=replace(assets, vehicle_quota=1))
    assert [each.message for each in notices(crowded, SHANXI)] == ["车辆实有 2 辆，超过编制 1 辆"]


def test_a_units_own_ledger_asks_for_the_units_own_words() -> None:
    ledger = small_ledger()
    words = (*ledger.words, Words(name=f"reason.reception@{CENTRE}", text="接待减少"))
    previous = tuple(PreviousFigure(name=f"{each.name}@{CENTRE}", yuan=Decimal(1)) for each in ledger.previous)
    own = unit_ledger(replace(ledger, words=words, previous=previous), CENTRE)
    assert [each.name for each in own.words] == ["reason.reception"]
    assert [each.name for each in own.previous] == [each.name for each in ledger.previous]
    # Marked entries aren't the department's own, and don't disturb it.
    assert found_in(replace(ledger, words=words, previous=(*ledger.previous, *previous))) == []


def _with_previous(**yuan: str) -> Ledger:
    ledger = small_ledger()
    return replace(
        ledger,
        previous=tuple(
            replace(each, yuan=Decimal(yuan[each.name])) if each.name in yuan else each for each in ledger.previous
        ),
    )


def test_last_years_figures_must_add_up() -> None:
    (defect,) = found_in(_with_previous(public_costs="99000"))
    assert "相加 55,000.00 元，相差 44,000.00 元" in defect.message
    (defect,) = found_in(_with_previous(expenditure_total="12000000"))
    assert "收入总计 12,955,000.00 元，支出总计 12,000,000 元，两者应当相等" in defect.message


def test_last_years_figures_may_be_rounded_as_they_were_published() -> None:
    assert found_in(_with_previous(public_costs="55200")) == []
    assert len(found_in(_with_previous(public_costs="55300"))) == 1


@pytest.mark.parametrize("name", forms.available())
def test_money_of_a_period_that_the_form_does_not_print(name: str) -> None:
    ledger = replace(with_line("A28", period=Period.BALANCES_USED), form=name)
    said = [each.message for each in defects(ledger, forms.load(name)) if each.place.cell == "H28"]
    assert len(said) == 1 and "没有“使用非财政拨款结余”一栏" in said[0]


def test_a_ledger_without_a_line_is_not_ready() -> None:
    said = [each.message for each in found_in(replace(small_ledger(), lines=(), projects=()))]
    assert said == ["没有填任何收入和支出"]


def test_buying_for_more_than_is_spent_is_worth_a_look() -> None:
    ledger = replace(
        small_ledger(), procurement=(ProcurementLine(unit=CENTRE, category="goods", yuan=Decimal("9000000")),)
    )
    (notice,) = notices(ledger, SHANXI)
    assert notice.message.startswith(f"{CENTRE}的政府采购预算 9,000,000 元，超过它的全部支出")


def test_the_overall_form_states_the_ledgers_amounts() -> None:
    ledger = small_ledger()
    assert ledger.overall_performance is not None
    stated = (
        NamedAmount(label="合计", amount=Decimal("1500.02")),
        NamedAmount(label="一般公共预算拨款收入", amount=Decimal("879.01")),
        NamedAmount(label="政府性基金预算拨款收入", amount=Decimal("50.00")),
        NamedAmount(label="上年结转", amount=Decimal("6.02")),
        NamedAmount(label="其他", amount=Decimal("77.00")),
    )
    spent = (NamedAmount(label="基本支出", amount=Decimal("670.53")), NamedAmount(label="项目支出", amount=Decimal(0)))
    said = [
        each.message
        for each in found_in(
            replace(ledger, overall_performance=replace(ledger.overall_performance, income=stated, expenditure=spent))
        )
    ]
    assert said == [
        "整体绩效的收入预算“合计”是 1,500.02 万元，收支明细合计 1,405.02（当年 1,399.01）万元",
        "整体绩效的收入预算“政府性基金预算拨款收入”是 50.00 万元，收支明细合计 500.00 万元",
        "整体绩效的支出预算“项目支出”是 0 万元，收支明细合计 734.50（当年 728.48）万元",
    ]
