"""What the tables of the open data hold: every column with its type, its name in Chinese and what it means.

One list feeds the descriptor (`datapackage.json`), the files' headers and the README, so they can't disagree.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from budgetbook.model.coordinates import DIMENSIONS
from budgetbook.model.performance import Funding

Value = Literal["string", "integer", "number"]


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A column. `unit` is what its numbers count; `values` all that may stand in it; `required` that it is never blank."""

    name: str
    title: str
    description: str
    type: Value = "string"
    unit: str | None = None
    values: tuple[str, ...] = ()
    required: bool = False


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A CSV file: its columns, key, and (columns, table, columns there) for each reference to another table."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()

    @property
    def path(self) -> str:
        """The file's name in the package."""
        return f"{self.name}.csv"


_DIMENSION_TITLES = {
    "flow": (
        "收支方向",
        "income 收入，expenditure 支出，closing_balance 年终结转，distribution 结余分配；空白表示收支总计",
    ),
    "fund": (
        "资金来源",
        "general_public 一般公共预算，government_fund 政府性基金预算，state_capital 国有资本经营预算，等",
    ),
    "period": ("资金年度", "current 当年预算安排，carried_over 上年结转"),
    "nature": ("支出性质", "basic 基本支出，personnel 人员经费，operating 公用经费，project 项目支出"),
    "function": ("支出功能分类科目编码", "类 3 位、款 5 位、项 7 位"),
    "economic": ("部门预算支出经济分类科目编码", "类 3 位、款 5 位"),
    "government_economic": ("政府预算支出经济分类科目编码", "类 3 位、款 5 位"),
    "income": ("收入分类科目编码", "3 至 9 位"),
    "public_cost": (
        "“三公”经费项目",
        "overseas 因公出国（境）费，reception 公务接待费，vehicles 公务用车购置及运行费，等",
    ),
    "procurement": ("政府采购", "all 全部，goods 货物，works 工程，services 服务"),
    "institution": ("单位类型", "agency 机关（行政及参公单位），public_institution 事业单位，等"),
    "unit": ("预算单位", "单位名称"),
    "project": ("项目", "项目名称；同一单位内重名的项目后加 #2、#3"),
    "phase": ("预算阶段", "只在一张表并列几个阶段时填写"),
    "year": ("年度", "只在一张表并列几个年度时填写"),
    "of_which": ("其中项", "单独列示、不与其他部分相加的部分，如预留给中小企业的采购"),
}
_LEVELS = {
    "total": "资金总额",
    "central": "中央财政资金",
    "provincial": "省级财政资金",
    "local": "市县（区）财政资金",
    "self_raised": "单位自筹",
    "other": "其他资金",
    "appropriation": "财政拨款（未分级）",
}
_SIDES = {"whole": "实施期", "annual": "年度"}
FUNDING_COLUMNS: tuple[tuple[str, str, str], ...] = tuple(
    (f"{side}_{level}", side, level) for side in _SIDES for level in Funding.__struct_fields__
)

STATEMENTS = Table(
    name="statements",
    title="报表清单",
    description="一张报表一行。",
    fields=(
        Field(
            name="statement", title="报表序号", description="在本文件中的顺序，从 1 起", type="integer", required=True
        ),
        Field(name="number", title="表号", description="按所用格式的编号", type="integer"),
        Field(name="kind", title="报表种类", description="跨地区统一的种类代码", required=True),
        Field(name="title", title="报表名称", description="如原表所印"),
        Field(name="unit", title="金额单位", description="表中金额的单位", values=("元", "万元"), required=True),
        Field(name="holder", title="编制单位", description="表头所印的部门或单位"),
        Field(name="note", title="表注", description="如原表所印"),
        Field(name="file", title="数据文件", description="本表数据所在的文件", required=True),
    ),
    key=("statement",),
)

FACTS = Table(
    name="facts",
    title="金额",
    description="报表中每个印有金额的单元格一行，附其在预算各维度上的位置；空白单元格不列。维度为空白表示“全部”。",
    fields=(
        Field(name="statement", title="报表序号", description="见 statements.csv", type="integer", required=True),
        Field(name="kind", title="报表种类", description="跨地区统一的种类代码", required=True),
        Field(name="statement_title", title="报表名称", description="如原表所印"),
        Field(name="row", title="行号", description="在该报表数据文件中的行，从 1 起", type="integer", required=True),
        Field(name="column", title="列号", description="金额列的顺序，从 1 起", type="integer", required=True),
        Field(name="row_code", title="行的编码", description="如原表所印"),
        Field(name="row_label", title="行的名称", description="如原表所印"),
        Field(name="column_label", title="列的名称", description="表头自上而下，以 / 分隔"),
        *(
            Field(
                name=name,
                title=_DIMENSION_TITLES[name][0],
                description=_DIMENSION_TITLES[name][1],
                type="integer" if name == "year" else "string",
            )
            for name in DIMENSIONS
        ),
        Field(name="amount", title="金额", description="如原表所印，单位见 amount_unit", type="number", required=True),
        Field(name="amount_unit", title="金额单位", description="amount 的单位", values=("元", "万元"), required=True),
        Field(name="yuan", title="金额（元）", description="折合为元", type="number", unit="元", required=True),
        Field(name="page", title="页", description="在来源文件中的页码，从 1 起", type="integer"),
        Field(name="line", title="行", description="在来源文件中的行号，从 1 起（文本文件）", type="integer"),
        Field(name="sheet", title="工作表", description="在来源文件中的工作表"),
        Field(name="cell", title="单元格", description="在来源文件中的单元格"),
    ),
    key=("statement", "row", "column"),
    references=((("statement",), "statements", ("statement",)),),
)

PROJECTS = Table(
    name="projects",
    title="项目绩效目标",
    description="一张项目支出绩效目标表一行。资金单位为元。",
    fields=(
        Field(name="project", title="项目序号", description="在本文件中的顺序，从 1 起", type="integer", required=True),
        Field(name="name", title="项目名称", description="如原表所印"),
        Field(name="unit", title="实施单位", description="如原表所印"),
        Field(name="department_code", title="主管部门编码", description="如原表所印"),
        Field(name="department", title="主管部门", description="如原表所印"),
        Field(name="year", title="年度", description="该表的年度", type="integer"),
        Field(name="attribute", title="项目属性", description="一次性、延续性或经常性"),
        Field(name="duration", title="项目期", description="如 1年"),
        *(
            Field(
                name=column,
                title=f"{_SIDES[side]}{_LEVELS[level]}",
                description=f"{_SIDES[side]}资金中的{_LEVELS[level]}",
                type="number",
                unit="元",
            )
            for column, side, level in FUNDING_COLUMNS
        ),
        Field(name="summary", title="项目概况", description="如原表所印"),
        Field(name="basis", title="立项依据", description="如原表所印"),
        Field(name="necessity", title="项目设立必要性", description="如原表所印"),
        Field(name="safeguards", title="保证项目实施的制度、措施", description="如原表所印"),
        Field(name="plan", title="项目实施计划", description="如原表所印"),
        Field(name="objective_whole", title="实施期目标", description="总体目标"),
        Field(name="objective_annual", title="年度目标", description="年度总体目标"),
    ),
    key=("project",),
)

INDICATORS = Table(
    name="indicators",
    title="绩效指标",
    description="一个指标一行，实施期和年度分开。",
    fields=(
        Field(name="project", title="项目序号", description="见 projects.csv", type="integer", required=True),
        Field(
            name="period",
            title="指标期",
            description="whole 实施期指标，annual 年度指标",
            values=("whole", "annual"),
            required=True,
        ),
        Field(
            name="sequence", title="顺序", description="在该项目该期中的顺序，从 1 起", type="integer", required=True
        ),
        Field(name="level1", title="一级指标", description="产出、效益、满意度"),
        Field(name="level2", title="二级指标", description="数量、质量、时效、成本等"),
        Field(name="name", title="三级指标", description="如原表所印"),
        Field(name="target", title="指标值", description="如原表所印，例如 ≥95%"),
    ),
    key=("project", "period", "sequence"),
    references=((("project",), "projects", ("project",)),),
)

NARRATIVE = Table(
    name="narrative",
    title="文字说明",
    description="概况、情况说明和名词解释的文字，一段一行。",
    fields=(
        Field(
            name="part",
            title="部分",
            description="profile 概况，narrative 情况说明，glossary 名词解释",
            values=("profile", "narrative", "glossary"),
            required=True,
        ),
        Field(name="sequence", title="顺序", description="在该部分中的顺序，从 1 起", type="integer", required=True),
        Field(name="section", title="节号", description="如 一、二"),
        Field(name="title", title="标题", description="节的标题，或所解释的名词"),
        Field(name="text", title="文字", description="一段文字"),
    ),
    key=("part", "sequence"),
)


def descriptor(table: Table, *, size: int, sha256: str) -> dict[str, Any]:
    """`table` as a resource of a data package (Tabular Data Resource). Source: specs.frictionlessdata.io."""
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in table.fields],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [
            {"fields": list(fields), "reference": {"resource": resource, "fields": list(there)}}
            for fields, resource, there in table.references
        ]
    return {
        "name": table.name,
        "profile": "tabular-data-resource",
        "title": table.title,
        "description": table.description,
        "path": table.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "schema": schema,
    }


def _field(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "title": field.title,
        "description": field.description,
    }
    if field.unit:
        described["unit"] = field.unit
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.values:
        constraints["enum"] = list(field.values)
    if constraints:
        described["constraints"] = constraints
    return described
