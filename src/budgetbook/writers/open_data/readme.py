"""The README of the open data, in Chinese: how to open it, and what every column means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetbook.writers.open_data.schema import Field, Table

_TYPES = {"string": "文字", "integer": "整数", "number": "数字"}

_INTRODUCTION = """\
本文件夹是一个数据包（Frictionless Data Package），可以用 Excel、WPS 或任何数据分析工具打开。
各文件的字段、类型和主键写在 `datapackage.json` 中，下表是同样内容的中文说明。

## 使用须知

- 金额如原文件所印，保留所印的小数位数；`yuan` 列为折合成元的金额。各单元格分别四舍五入，合计与分项之和可能有尾差。
- 空白表示原文件中该处没有印数字，不是 0。
- CSV 文件为 UTF-8 编码（带 BOM，Excel 和 WPS 可直接打开而不乱码），字段以逗号分隔，行以 CRLF 结束（RFC 4180）。
- 为防止电子表格把文字当作公式执行，以 `=`、`+`、`-`、`@`（含全角）、制表符、回车或 `'` 开头的文字前加了一个 `'`，使用时去掉这一个即得原文。数字不受影响。
- 科目编码在 Excel 中会显示为数字；如需保留原样，请用“数据 → 自文本/CSV”导入并设为文本。
- `disclosure.json` 是同一份公开文件的全部内容。表中的负责人、经办人和电话未列入各 CSV 文件。
- 许可：由发布单位决定。请在 `datapackage.json` 的顶层加入 `licenses`，例如
  `"licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "知识共享 署名 4.0"}]`。
"""


def readme(title: str, tables: Sequence[Table]) -> str:
    """The README as Markdown."""
    return "\n".join([f"# {title}", "", _INTRODUCTION, "## 文件", "", *_files(tables), "", *_columns(tables)]) + "\n"


def _files(tables: Sequence[Table]) -> Iterator[str]:
    yield "| 文件 | 内容 | 说明 |"
    yield "|---|---|---|"
    for table in tables:
        yield f"| `{table.path}` | {_cell(table.title)} | {_cell(table.description)} |"


def _columns(tables: Sequence[Table]) -> Iterator[str]:
    yield "## 各列的含义"
    for table in tables:
        yield ""
        yield f"### {table.path}：{_cell(table.title)}"
        yield ""
        yield f"主键：{'、'.join(f'`{name}`' for name in table.key)}"
        for fields, resource, there in table.references:
            yield f"关联：`{'、'.join(fields)}` → `{resource}.csv` 的 `{'、'.join(there)}`"
        yield ""
        yield "| 列 | 名称 | 类型 | 单位 | 含义 |"
        yield "|---|---|---|---|---|"
        for field in table.fields:
            yield _row(field)


def _row(field: Field) -> str:
    return (
        f"| `{_cell(field.name)}` | {_cell(field.title)} | {_TYPES[field.type]} | {field.unit or ''} "
        f"| {_cell(field.description)} |"
    )


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "｜").split())
