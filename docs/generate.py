"""The pages of docs/ that are made from the code: commands, statements, rules, JSON Schemas.

`make docs` writes them; a test compares them with what this would write. Usage: generate.py FOLDER
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path

from budgetbook import forms
from budgetbook.checks import catalogue
from budgetbook.cli import check, compile, demo, new, publish, read, rules
from budgetbook.cli.app import run
from budgetbook.forms.form import Form, FormStatement
from budgetbook.model.codec import json_schema
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.finding import Report
from budgetbook.model.ledger import Ledger

MADE = "<!-- 由 make docs 生成，请勿手工修改 -->\n\n"
SCHEMAS = {"disclosure": Disclosure, "ledger": Ledger, "report": Report}


def pages() -> dict[str, str]:
    """Every generated page: path under docs/ → text."""
    made = {f"schema/{name}-1.schema.json": _schema(kind) for name, kind in SCHEMAS.items()}
    made["commands.md"] = _commands()
    made["statements.md"] = _statements()
    made["rules.md"] = _rules()
    return made


def _schema(kind: type[Disclosure] | type[Ledger] | type[Report]) -> str:
    return json.dumps(json_schema(kind), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _commands() -> str:
    parts = [MADE + "# 命令\n\n退出状态：0 正常；1 检查发现错误；2 命令用错或文件读不了（一行说明原因和办法）。\n"]
    for command in (new, compile, check, publish, read, rules, demo):
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
    parts = [MADE + "# 检查规则\n\n没有把握的不算通过：所需的表或数缺失、受损时，规则标为“未检查”并说明原因。\n"]
    parts.append("| 规则 | 级别 | 检查什么 | 依据 | 怎样改正 |\n|---|---|---|---|---|")
    parts += [f"| `{each.id}` | {each.severity} | {each.title} | {each.source} | {each.fix} |" for each in catalogue()]
    return "\n".join(parts) + "\n"


def main(folder: Path) -> None:
    for name, text in pages().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
