"""An invented Layout with every kind of block: merged headers, a landscape table, a form over several pages, a chart, awkward names."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.model.disclosure import Disclosure, Entity, EntityKind
from budgetbook.writers.layout import (
    CellKind,
    Chart,
    ChartSlice,
    Heading,
    Layout,
    Paragraph,
    Table,
    TableCell,
    TableRole,
)

AWKWARD = "</script><b>&amp; “引号” 'x' \x0b制\x00表"
DISCLOSURE = Disclosure(entity=Entity(name="青石市文化和旅游局", kind=EntityKind.DEPARTMENT), fiscal_year=2027)


def head(column: int, text: str, across: int = 1, down: int = 1) -> TableCell:
    return TableCell(column=column, text=text, kind=CellKind.HEAD, column_span=across, row_span=down)


def amount(column: int, text: str) -> TableCell:
    value = Decimal(text.replace(",", "")) if text else None
    return TableCell(column=column, text=text, kind=CellKind.AMOUNT, amount=value)


def statement(rows: int = 60) -> Table:
    """A function tree: code, name and three amounts under a merged head."""
    header = (
        (head(0, "科目编码", down=2), head(1, "科目名称", down=2), head(2, "2027年预算数", across=3)),
        (head(2, "合计"), head(3, "基本支出"), head(4, "项目支出")),
    )
    body = [
        (TableCell(column=0, text="合计", column_span=2, strong=True), *(amount(at, "14,171.00") for at in (2, 3, 4)))
    ]
    for number in range(rows):
        code = f"207{number:02d}"
        body.append(
            (
                TableCell(column=0, text=code, kind=CellKind.CODE),
                TableCell(column=1, text=f"文化和旅游第{number}款", indent=number % 3),
                amount(2, f"{number}.50"),
                amount(3, ""),
                amount(4, f"{number}.50"),
            )
        )
    return Table(
        role=TableRole.STATEMENT,
        title="2027年预算支出总表",
        marker="预算公开表3",
        left="部门名称：青石市文化和旅游局",
        right="单位：万元",
        header=header,
        body=tuple(body),
        widths=(2, 5, 2, 2, 2),
        statement=0,
    )


def wide() -> Table:
    """Ten columns, landscape, with an index row."""
    names = (
        "单位名称",
        "项目名称",
        "合计",
        "一般公共预算",
        "政府性基金预算",
        "国有资本经营预算",
        "财政专户管理资金",
        "单位资金",
    )
    header = (
        tuple(head(at, name) for at, name in enumerate(names)),
        tuple(TableCell(column=at, text=str(at + 1), kind=CellKind.INDEX) for at in range(len(names))),
    )
    body = tuple(
        (
            TableCell(column=0, text="青石市群众艺术馆"),
            TableCell(column=1, text=f"{AWKWARD}第{number}项"),
            *(amount(at, f"{1000 + number}.0{at}") for at in range(2, 8)),
        )
        for number in range(30)
    )
    return Table(
        role=TableRole.STATEMENT,
        title="2027年项目支出预算表（本年预算）",
        left="部门名称：青石市文化和旅游局",
        right="单位：万元",
        header=header,
        body=body,
        widths=(3, 4, 2, 2, 2, 2, 2, 2),
        landscape=True,
        note="注：本表仅为测试",
        statement=1,
    )


def form(number: int) -> Table:
    """A performance form: no header, fields merged downwards."""

    def field(column: int, text: str, across: int = 1, down: int = 1) -> TableCell:
        return TableCell(column=column, text=text, kind=CellKind.FIELD, column_span=across, row_span=down)

    def words(column: int, text: str, across: int = 1) -> TableCell:
        return TableCell(column=column, text=text, kind=CellKind.TEXT, column_span=across)

    body = (
        (field(0, "项目名称"), words(1, f"流动文化馆 {AWKWARD} 第{number}期", across=4)),
        (
            field(0, "项目资金（元）", down=2),
            TableCell(column=1, text="实施期资金总额："),
            amount(2, "14,171.00"),
            TableCell(column=3, text="年度资金总额："),
            amount(4, "7,000"),
        ),
        (
            TableCell(column=1, text="其中：中央财政资金"),
            amount(2, ""),
            TableCell(column=3, text="其中：中央财政资金"),
            amount(4, "0"),
        ),
        (field(0, "项目概况"), words(1, "目标1：送戏下乡。\n目标2：" + "全民艺术普及覆盖全部乡镇，" * 12, across=4)),
        (
            field(0, "绩效指标", down=3),
            field(1, "二级指标"),
            field(2, "三级指标"),
            field(3, "指标值"),
            field(4, "备注"),
        ),
        (field(1, "数量指标", down=2), words(2, "演出场次"), words(3, "≥30场"), words(4, "")),
        (words(2, "培训人数"), words(3, "≥1,200人"), words(4, "")),
    )
    return Table(
        role=TableRole.PROJECT_FORM,
        title="青石市市级部门项目支出绩效目标表",
        subtitle="（2027年度）",
        header=(),
        body=body,
        widths=(2, 3, 3, 3, 3),
        project=number,
    )


CHART = Chart(
    title="2027年收入预算构成",
    slices=(
        ChartSlice(label="一般公共预算", amount=Decimal("12029.53"), share=Decimal("84.89")),
        ChartSlice(label="政府性基金预算", amount=Decimal("2000.00"), share=Decimal("14.11")),
        ChartSlice(label="单位资金", amount=Decimal("141.47"), share=Decimal("1.00")),
        ChartSlice(label="国有资本经营预算", amount=Decimal("0.00"), share=Decimal("0.00")),
    ),
    description="收入预算构成：一般公共预算84.89%，政府性基金预算14.11%，单位资金1.00%。",
)


def layout(*, forms: int = 2, rows: int = 60) -> Layout:
    sentence = "2027年度青石市文化和旅游局预算收入总计14171.00万元，其中：本年收入14000.00万元，上年结转171.00万元。"
    return Layout(
        entity="青石市文化和旅游局",
        title="2027年度部门预算公开",
        fiscal_year=2027,
        blocks=(
            Heading(text="第一部分 概况", level=1, new_page=True),
            Heading(text="一、本部门职责", level=2),
            *(Paragraph(text=f"（{number}）{sentence}") for number in range(1, 15)),
            Heading(text="第二部分 2027年部门预算报表", level=1, new_page=True),
            Heading(text="2027年预算支出总表", level=2, of_table=True),
            statement(rows),
            Heading(text="2027年项目支出预算表（本年预算）", level=2, of_table=True),
            wide(),
            Heading(text="第三部分 2027年度部门预算情况说明", level=1, new_page=True),
            Heading(text="二、收入预算情况说明", level=2),
            Paragraph(text=sentence),
            CHART,
            Heading(text="十、绩效管理情况", level=2),
            Heading(text="（一）项目绩效目标", level=3),
            Paragraph(text=sentence + "\n第二行。"),
            *(form(number) for number in range(forms)),
            Heading(text="第四部分 名词解释", level=1, new_page=True),
            Paragraph(text="一般公共预算：以税收为主体的财政收入。", strong_until=7),
        ),
    )
