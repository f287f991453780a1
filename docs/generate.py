"""The pages of docs/ that are made from the code: commands, statements, rules, JSON Schemas.

`make docs` writes them; a test compares them with what this would write. Usage: generate.py [FOLDER]
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
from pathlib import Path

from budgetbook import forms
from budgetbook.checks import catalogue
from budgetbook.checks.context import KIND_WORDS
from budgetbook.checks.rule import RuleInfo
from budgetbook.cli import check, compare, compile, demo, new, publish, read, rules
from budgetbook.cli.app import run
from budgetbook.forms.form import Form, FormStatement
from budgetbook.model.codec import json_schema
from budgetbook.model.comparison import Comparison
from budgetbook.model.disclosure import Disclosure, Phase
from budgetbook.model.finding import Report, Severity
from budgetbook.model.ledger import Ledger
from budgetbook.model.statement import Kind

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.checks.examples import example

MADE = "<!-- 由 make docs 生成，请勿手工修改 -->\n\n"
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
PHASES = {Phase.BUDGET: "预算", Phase.FINAL_ACCOUNTS: "决算"}
FAMILIES = {
    "assets": "国有资产",
    "classification": "科目",
    "form": "格式",
    "identity": "勾稽关系",
    "narrative": "情况说明",
    "performance": "绩效目标",
    "shelf": "几份文件之间",
}
NEEDS = {
    "statements": "报表",
    "narrative": "情况说明",
    "project_forms": "项目支出绩效目标表",
    "overall_performance": "整体支出绩效目标申报表",
    "procurement": "政府采购预算",
    "assets": "国有资产占有使用情况",
    "contents": "目录",
    "previous": "上年的文件",
    "units": "所属单位的文件",
    "other_version": "另一个版本",
}
SCHEMAS = {"comparison": Comparison, "disclosure": Disclosure, "ledger": Ledger, "report": Report}


def pages() -> dict[str, str]:
    """Every generated page: path under docs/ → text."""
    made = {f"schema/{name}-1.schema.json": _schema(kind) for name, kind in SCHEMAS.items()}
    made["commands.md"] = _commands()
    made["statements.md"] = _statements()
    made["rules.md"] = _rules()
    return made


def _schema(kind: type[Comparison] | type[Disclosure] | type[Ledger] | type[Report]) -> str:
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _commands() -> str:
    parts = [MADE + "# 命令\n\n退出状态：0 正常；1 检查发现错误；2 命令用错或文件读不了（一行说明原因和办法）。\n"]
    for command in (new, compile, check, compare, publish, read, rules, demo):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            run([command.NAME, "--help"])
        parts.append(f"## budgetbook {command.NAME}\n\n```\n{printed.getvalue().strip()}\n```\n")
    return "\n".join(parts)


def _statements() -> str:
    parts = [MADE + "# 报表\n\n每张表的行、列都有坐标；同一坐标的数只来自一处，所以各表不会互相矛盾。\n"]
    for name in forms.available():
        form = forms.load(name)
        parts.append(f"## {form.label}（`{name}`，{form.first_year} 年起）\n")
        parts += [_statement(form, statement) for statement in form.statements]
    return "\n".join(parts)


def _statement(form: Form, statement: FormStatement) -> str:
    lines = [
        f"### {statement.number}. {statement.title}\n",
        f"`{statement.kind}`，{statement.unit}\n",
        "| 列 | 坐标 |",
        "|---|---|",
    ]
    for side in statement.sides:
        for column in side.columns:
            header = "/".join(part for part in (side.heading, *column.header) if part)
            at = {k: str(v) for k, v in json.loads(_coordinates(column)).items()}
            lines.append(f"| {header} | {'，'.join(f'{k}={v}' for k, v in at.items()) or '全部'} |")
    return "\n".join(lines) + "\n"


def _coordinates(column: object) -> bytes:
    import msgspec

    return msgspec.json.encode(column.coordinates)  # type: ignore[attr-defined]


def _rules() -> str:
    rules = catalogue()
    families = list(dict.fromkeys(one.family for one in rules))
    parts = [
        MADE + "# 检查规则\n",
        "没有把握的不算通过：所需的表或数缺失、受损时，规则标为“未检查”并说明原因。\n",
        "每条规则的“例”是程序对一份虚构文件的真实输出：在一份没有问题的文件里只改动一处。",
        "参数可以在检查方案里设置（见[使用手册](guide.md)）；没有列出参数的规则没有可调的数。\n",
    ]
    for family in families:
        listed = "、".join(f"[`{one.id}`](#{_anchor(one)})" for one in rules if one.family == family)
        parts.append(f"**{FAMILIES[family]}**：{listed}\n")
    for family in families:
        parts.append(f"## {FAMILIES[family]}\n")
        parts += [_rule(one) for one in rules if one.family == family]
    return "\n".join(parts)


def _anchor(info: RuleInfo) -> str:
    return info.id.replace(".", "-")


def _rule(info: RuleInfo) -> str:
    passport = info.passport
    lines = [f'<a id="{_anchor(info)}"></a>', f"### {info.title}\n", f"`{info.id}` · {SEVERITIES[info.severity]}\n"]
    about = {
        "依据": info.source,
        "需要": "、".join(_need(one) for one in passport.needs),
        "适用": "、".join([*(f"`{one}` 格式" for one in passport.forms), *(PHASES[one] for one in passport.phases)]),
        "怎样改正": info.fix,
    }
    lines += [f"- {word}：{text}" for word, text in about.items() if text]
    if passport.parameters:
        lines += ["\n| 参数 | 默认 | 单位 | 意思 |", "|---|---|---|---|"]
        lines += [f"| `{one.name}` | {one.default} | {one.unit} | {one.meaning} |" for one in passport.parameters]
    finding = example(info.id)
    told = [f"**{SEVERITIES[finding.severity]}** {_literal(finding.message)}"]
    values = {"应为": finding.expected, "实为": finding.found, "差": finding.difference}
    if any(one is not None for one in values.values()):
        told.append("，".join(f"{word} {_literal(str(one))}" for word, one in values.items() if one is not None))
    return "\n".join([*lines, "", "例：\n", "> " + "  \n> ".join(told), ""])


def _literal(text: str) -> str:
    """`text` as Markdown that prints it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)


def _need(need: str) -> str:
    if need in {kind.value for kind in Kind}:
        return KIND_WORDS[Kind(need)]
    return NEEDS.get(need) or f"情况说明第{need.removeprefix('narrative.')}部分"


def main(folder: Path) -> None:
    for name, text in pages().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
