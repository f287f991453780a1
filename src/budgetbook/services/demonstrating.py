"""The worked example through the whole house: ledger → workbook → compile → check → publish."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from budgetbook import forms
from budgetbook.checks import check
from budgetbook.compiler import Compiled
from budgetbook.errors import UsageError
from budgetbook.model.codec import decode_ledger
from budgetbook.model.finding import Report
from budgetbook.model.ledger import Ledger
from budgetbook.services.compiling import workbook_compiled
from budgetbook.services.files import written_aside
from budgetbook.services.publishing import Published, disclosure_published

EXAMPLES: tuple[str, ...] = ("department", "unit")


class Demonstration(msgspec.Struct, frozen=True, kw_only=True):
    """One example gone through: its workbook, what was compiled, checked and published, and the seconds of each step."""

    ledger: Ledger
    workbook: Path
    compiled: Compiled
    report: Report
    published: Published
    seconds: dict[str, float]


def example_demonstrated(
    *, name: str, folder: str | Path, progress: Callable[[str], None] = lambda _: None
) -> Demonstration:
    """Take the example `name` through the whole job, writing into `folder`: the workbook and what is published, or nothing.

    Raises UsageError where examples are not installed, PublishError as `disclosure_published`.
    """
    from budgetbook.writers.workbook import write_workbook

    folder = Path(folder)
    source = _examples() / name / "ledger.json"
    ledger = decode_ledger(source.read_bytes(), name=str(source))
    seconds: dict[str, float] = {}

    progress("生成填报工作簿")
    began = time.perf_counter()
    workbook = folder / f"{ledger.entity.name}{ledger.fiscal_year}年填报工作簿.xlsx"
    # Put in place last: where publishing fails, no workbook is left that seems to have been gone through.
    with written_aside(workbook) as aside:
        write_workbook(ledger, aside, form=forms.load(ledger.form))
        seconds["workbook"] = time.perf_counter() - began

        progress("读取工作簿并编制")
        began = time.perf_counter()
        compiled = workbook_compiled(path=aside)
        seconds["compile"] = time.perf_counter() - began

        progress("检查")
        began = time.perf_counter()
        report = check(compiled.disclosure)
        seconds["check"] = time.perf_counter() - began

        began = time.perf_counter()
        published = disclosure_published(
            disclosure=compiled.disclosure,
            folder=folder / ledger.entity.name,
            progress=lambda each: progress(f"公开 {each}"),
        )
        seconds["publish"] = time.perf_counter() - began
    return Demonstration(
        ledger=ledger, workbook=workbook, compiled=compiled, report=report, published=published, seconds=seconds
    )


def _examples() -> Path:
    for folder in (Path(__file__).parents[1] / "examples", Path(__file__).parents[3] / "examples"):
        if (folder / EXAMPLES[0] / "ledger.json").is_file():
            return folder
    raise UsageError("找不到示例：示例随源代码提供，请在源代码目录中运行 make demo")
