"""Compare two documents: what changed between two years, two versions, or two bodies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budgetbook.comparing import compare
from budgetbook.errors import UsageError
from budgetbook.model.codec import encode
from budgetbook.model.comparison import Comparison
from budgetbook.services.files import written_aside
from budgetbook.services.reading import Listener, disclosure_read

SUFFIXES: tuple[str, ...] = (".html", ".xlsx", ".json")


def documents_compared(*, paths: Sequence[str | Path], progress: Listener | None = None) -> Comparison:
    """What changed between the two documents at `paths`, the earlier year being the old one whatever the order; of one year the first is.

    Errors as `disclosure_read`.
    """
    first, second = (disclosure_read(path=path, progress=progress) for path in paths)
    return compare(second, first) if second.fiscal_year < first.fiscal_year else compare(first, second)


def comparison_written(*, comparison: Comparison, path: str | Path) -> None:
    """Write `comparison` to `path` in the format that its suffix names (SUFFIXES).

    Raises UsageError for another suffix and PublishError where it can't be written; then nothing is left there.
    """
    path = Path(path)
    suffix = suffix_known(path)
    with written_aside(path) as aside:
        if suffix == ".json":
            aside.write_bytes(encode(comparison, indent=1) + b"\n")
        elif suffix == ".html":
            from budgetbook.writers.comparison.html import write_html

            write_html(comparison, aside)
        else:
            from budgetbook.writers.comparison.xlsx import write_xlsx

            write_xlsx(comparison, aside)


def suffix_known(path: str | Path) -> str:
    """The suffix of `path`; UsageError where it names no format that a comparison is written in."""
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"{path}：对比结果只能写成 {'、'.join(SUFFIXES)}，请改用其中一种扩展名")
    return suffix
