"""Compile a ledger: workbook in, Disclosure out, with a trace from any cell to its lines."""

from __future__ import annotations

import hashlib
from pathlib import Path

from budgetbook import forms
from budgetbook.compiler import Compiled, compile_ledger, defects, unit_ledger
from budgetbook.errors import LedgerInvalid, UsageError
from budgetbook.model.disclosure import Disclosure, Source
from budgetbook.model.ledger import Ledger
from budgetbook.services.opening import file_opened


def workbook_compiled(*, path: str | Path, unit: str | None = None) -> Compiled:
    """The compiled ledger in `path` (workbook or ledger JSON); `unit` compiles that unit's own disclosure out of a department's ledger.

    Raises LedgerInvalid with everything that is wrong at once, UsageError where `path` holds no ledger or no such unit.
    """
    opened = file_opened(path=path)
    if not isinstance(opened, Ledger):
        raise UsageError(f"{path}：这是一份已成文的公开文件，不是填报工作簿。请用 budgetbook new 生成工作簿后填报")
    return ledger_compiled(ledger=opened, path=path, unit=unit)


def complete(compiled: Compiled, *, path: str | Path) -> Disclosure:
    """The disclosure of `compiled`; raises UsageError, naming every gap, where the officer left out what the words need."""
    if compiled.lacking:
        whose = compiled.disclosure.entity.name
        raise UsageError(
            f"{path}：{whose}的文字还缺 {len(compiled.lacking)} 处：{'、'.join(compiled.lacking)}。"
            "请在工作簿“上年数据”“变动原因与文字”中补填后再公开"
        )
    return compiled.disclosure


def ledger_compiled(*, ledger: Ledger, path: str | Path, unit: str | None = None) -> Compiled:
    """`ledger` compiled; `path` is where it came from, for messages and the source record."""
    form = forms.load(ledger.form)
    found = defects(ledger, form)
    if found:
        raise LedgerInvalid(path, found)
    if unit is not None:
        names = [each.name for each in ledger.units]
        if unit not in names:
            raise UsageError(f"{path}：没有名为“{unit}”的单位。可选：{'、'.join(names)}")
        ledger = unit_ledger(ledger, unit)
    file = Path(path)
    source = Source(
        name=file.name,
        sha256=hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "",
        format="ledger",
    )
    return compile_ledger(ledger, form, source)
