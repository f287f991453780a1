"""The seed corpus: a small invented document in every format that is read, made anew each time; no binaries are kept."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from budgetbook import forms
from budgetbook.compiler import compile_ledger
from budgetbook.model.disclosure import Disclosure
from budgetbook.writers import writer
from budgetbook.writers.arrangement import arrange
from budgetbook.writers.workbook import write_workbook
from tests import libreoffice
from tests.ledgers import small_ledger

FORMATS = ("text", "docx", "xlsx", "xls", "html", "pdf", "json", "workbook")
_WRITTEN = ("docx", "xlsx", "html", "pdf", "json")


@cache
def small_disclosure() -> Disclosure:
    """A two-sided statement, one with a tree, the project table, two sections and one performance form: every kind of shape once."""
    ledger = small_ledger()
    whole = compile_ledger(ledger, forms.load(ledger.form), None).disclosure
    return msgspec.structs.replace(
        whole,
        statements=(whole.statements[0], whole.statements[2], whole.statements[11]),
        narrative=whole.narrative[:2],
        projects=whole.projects[:1],
        glossary=whole.glossary[:2],
    )


def write_seeds(folder: Path) -> dict[str, Path]:
    """A file of each of FORMATS in `folder`, by format; XLS only where LibreOffice is there to save it."""
    made = {name: folder / f"seed.{name}" for name in FORMATS}
    disclosure = small_disclosure()
    layout = arrange(disclosure, forms.load("shanxi"))
    for name in _WRITTEN:
        writer(name)(layout, disclosure, made[name])
    ledger = small_ledger()
    write_workbook(ledger, made["workbook"], form=forms.load(ledger.form))
    if libreoffice.is_there:
        libreoffice.saved_as(made["xlsx"], "xls", folder)
    else:
        del made["xls"]
    made["text"].write_text(_text(disclosure), encoding="utf-8")
    return made


def _text(disclosure: Disclosure) -> str:
    """The disclosure as people copy it out of a document: lines, and tables with tabs."""
    entity = disclosure.entity
    lines = [f"{entity.name}{disclosure.fiscal_year}年度部门预算公开", "第二部分 预算报表"]
    for statement in disclosure.statements:
        lines += [statement.title, f"部门名称：{entity.name}\t单位：万元"]
        lines.append("\t".join(["科目编码", "科目名称", *(column.label for column in statement.columns)]))
        for row in statement.rows:
            amounts = ["" if amount is None else f"{amount:,}" for amount in row.amounts]
            lines.append("\t".join([row.code or "", row.label, *amounts]))
    lines.append("第三部分 情况说明")
    for section in disclosure.narrative:
        lines += [f"{section.section}、{section.title}", section.text]
    for project in disclosure.projects:
        lines += ["项目支出绩效目标表", f"项目名称\t{project.name}", f"项目单位\t{project.unit}"]
        lines += [f"{each.level1}\t{each.level2}\t{each.name}\t{each.target}" for each in project.indicators.annual]
    return "\n".join(lines)
