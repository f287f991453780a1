"""The exceptions of Budgetbook. A defect of a document is never one of these: it is a Finding, a value.

BudgetbookError          what a caller can show as one clear line; exit status 2
├── UsageError           the call is wrong (an option, a missing file, an output folder that can't be written)
├── UnreadableFile       the file can't be read, or is not what it was taken for
│   ├── NotADisclosure   readable, but no budget disclosure in it
│   ├── TooLarge         beyond the limits set for files from strangers
│   └── UnknownVersion   a disclosure of a newer schema than this program knows
├── LedgerInvalid        the workbook has mistakes; carries all of them, each with sheet, row and column
├── PolicyInvalid        a policy file with mistakes; carries all of them
├── AmountError          text that is no amount
├── FormError            a form folder that contradicts itself or lacks something
└── PublishError         an output that could not be written, or that read back differently
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

# What the operating system says in English, for the officer. Anything else is left as it says it.
_OS_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "上级文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "是文件夹",
    errno.EBUSY: "正被其他程序占用",
    errno.ENAMETOOLONG: "名称太长",
}


class BudgetbookError(Exception):
    """Root of the tree. `str()` is one line in Chinese: what is wrong, where, and what to do."""


class UsageError(BudgetbookError):
    """The call cannot be carried out as it was given."""


class UnreadableFile(BudgetbookError):
    """A file that can't be read.

    Args: `path` as the caller gave it; `reason` what is wrong with it; `advice` what to do.
    """

    def __init__(self, path: str | Path, reason: str, advice: str) -> None:
        self.path, self.reason, self.advice = str(path), reason, advice
        super().__init__(f"{self.path}：{reason}。{advice}")


class NotADisclosure(UnreadableFile):
    """The file opens, but holds no statement, section or form of a budget disclosure."""


class TooLarge(UnreadableFile):
    """The file goes beyond the limits of time, memory, size, pages or nesting set for strangers' files."""


class UnknownVersion(UnreadableFile):
    """A disclosure JSON whose schema is not `budgetbook/disclosure/1`."""


class AmountError(BudgetbookError, ValueError):
    """Text in an amount's place that is no amount. `text` is what stood there."""

    def __init__(self, text: str, reason: str = "") -> None:
        self.text, self.reason = text, reason
        super().__init__(f"“{text}”不是金额" + (f"（{reason}）" if reason else ""))


class FormError(BudgetbookError):
    """A folder under `forms/` that can't be used. Names the file and the entry."""


class PublishError(BudgetbookError):
    """A published file could not be written, or gave other amounts when it was read back."""


class LedgerInvalid(BudgetbookError):
    """A workbook that can't be compiled. `defects` holds every mistake found, in workbook order.

    Each defect is a `budgetbook.model.ledger.LedgerDefect`; `str()` joins their lines. `ledger` is what the whole rows say, where some
    rows could not be read: later checks add what they find in it to the same list.
    """

    def __init__(self, path: str | Path, defects: Sequence[object], *, ledger: object | None = None) -> None:
        self.path, self.defects, self.ledger = str(path), tuple(defects), ledger
        lines = "\n".join(f"  {defect}" for defect in self.defects)
        super().__init__(f"{self.path}：有 {len(self.defects)} 处需要改正，未生成任何文件。\n{lines}")


class PolicyInvalid(BudgetbookError):
    """A policy file that can't be used. `mistakes` holds a line for each mistake found; `str()` joins them."""

    def __init__(self, path: str | Path, mistakes: Sequence[str]) -> None:
        self.path, self.mistakes = str(path), tuple(mistakes)
        if len(self.mistakes) == 1:
            super().__init__(f"{self.path}：{self.mistakes[0]}")
            return
        lines = "\n".join(f"  {mistake}" for mistake in self.mistakes)
        super().__init__(f"{self.path}：检查方案有 {len(self.mistakes)} 处需要改正。\n{lines}")


def os_reason(error: OSError) -> str:
    """Why the operating system refused, in Chinese where it is one of the usual reasons."""
    return _OS_REASONS.get(error.errno or 0) or error.strerror or str(error)
