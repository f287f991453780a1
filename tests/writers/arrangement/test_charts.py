"""Which slices a chart gets."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.forms.form import ChartForm, Slice, Tree
from budgetbook.model.coordinates import Coordinates, Flow, Fund, Period
from budgetbook.model.disclosure import Disclosure, Entity, EntityKind
from budgetbook.model.money import MoneyUnit
from budgetbook.model.statement import Column, Kind, Row, Statement
from budgetbook.writers.arrangement.charts import pie_chart
from budgetbook.writers.arrangement.words import words_of
from budgetbook.writers.layout import Chart

SPENT = Coordinates(flow=Flow.EXPENDITURE)


def _chart(slices: tuple[Slice, ...], rows: tuple[Row, ...], unit: MoneyUnit = MoneyUnit.WAN) -> Chart | None:
    statement = Statement(kind=Kind.EXPENDITURE, title="支出表", unit=unit, columns=(Column(label="合计"),), rows=rows)
    disclosure = Disclosure(
        entity=Entity(name="青石市档案馆", kind=EntityKind.UNIT), fiscal_year=2027, statements=(statement,)
    )
    form = ChartForm(title="{year}年支出构成", kind=Kind.EXPENDITURE, slices=slices)
    return pie_chart(form, disclosure, words_of(disclosure, None))


def _row(label: str, amount: str | None, **at: object) -> Row:
    return Row(
        label=label,
        coordinates=Coordinates(flow=Flow.EXPENDITURE, **at),  # type: ignore[arg-type]
        amounts=(None if amount is None else Decimal(amount),),
    )


def test_slices_of_a_tree_are_its_highest_rows_with_money() -> None:
    rows = (
        _row("合计", "10.00"),
        _row("二、外交支出", None, function="202"),
        _row("五、教育支出", "7.50", function="205"),
        _row("普通教育", "7.50", function="20502"),
        _row("二十、住房保障支出", "2.50", function="221"),
    )
    chart = _chart((Slice(tree=Tree.FUNCTION_CLASSES, coordinates=SPENT),), rows)
    assert chart is not None
    assert chart.title == "2027年支出构成"
    assert [(each.label, each.amount, each.share) for each in chart.slices] == [
        ("教育支出", Decimal("7.50"), Decimal("75.00")),
        ("住房保障支出", Decimal("2.50"), Decimal("25.00")),
    ]
    assert chart.description == "2027年支出构成（饼图）：教育支出7.50万元，占75.00%；住房保障支出2.50万元，占25.00%。"


def test_a_fixed_slice_is_the_widest_cell_at_its_coordinates() -> None:
    rows = (
        _row("基金", "3.00", fund=Fund.GOVERNMENT_FUND),
        _row("基金·当年", "2.00", fund=Fund.GOVERNMENT_FUND, period=Period.CURRENT),
        _row("一般", "1.00", fund=Fund.GENERAL_PUBLIC),
    )
    slices = tuple(
        Slice(label=label, coordinates=Coordinates(flow=Flow.EXPENDITURE, fund=fund))
        for label, fund in (("基金", Fund.GOVERNMENT_FUND), ("一般", Fund.GENERAL_PUBLIC), ("国资", Fund.STATE_CAPITAL))
    )
    chart = _chart(slices, rows)
    assert chart is not None
    assert [(each.label, each.amount) for each in chart.slices] == [
        ("基金", Decimal("3.00")),
        ("一般", Decimal("1.00")),
    ]


def test_amounts_in_yuan_are_shown_in_ten_thousands() -> None:
    chart = _chart((Slice(label="全部", coordinates=SPENT),), (_row("合计", "123456.00"),), MoneyUnit.YUAN)
    assert chart is not None
    assert [(each.amount, each.share) for each in chart.slices] == [(Decimal("12.35"), Decimal("100.00"))]


def test_no_chart_without_money() -> None:
    assert _chart((Slice(label="全部", coordinates=SPENT),), (_row("合计", "0.00"),)) is None
    assert _chart((Slice(label="全部", coordinates=SPENT),), (_row("合计", None),)) is None
    assert (
        _chart((Slice(label="国资", coordinates=Coordinates(fund=Fund.STATE_CAPITAL)),), (_row("合计", "1.00"),))
        is None
    )


def test_many_slices_are_gathered() -> None:
    rows = tuple(_row(f"第{each}类", f"{each}.00", function=str(200 + each)) for each in range(1, 21))
    chart = _chart((Slice(tree=Tree.FUNCTION_CLASSES, coordinates=SPENT),), rows)
    assert chart is not None
    assert len(chart.slices) == 12
    assert (chart.slices[-1].label, chart.slices[-1].amount) == ("其余9项", Decimal("45.00"))
    assert sum(each.amount for each in chart.slices) == Decimal("210.00")
