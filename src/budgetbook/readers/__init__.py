"""From a file to a Disclosure: format readers give lines and grids, `meaning` gives them their sense.

A format reader is a module with `NAME`, `recognises(head, path)` and `read(path)`; a new one is one name in `_FORMATS`.
"""

from __future__ import annotations

import importlib
import importlib.util
from pathlib import Path
from typing import Protocol, cast

from budgetbook.errors import NotADisclosure, UnreadableFile, UsageError
from budgetbook.model.disclosure import Disclosure
from budgetbook.readers.ahead import prepared_by
from budgetbook.readers.blocks import SourceDocument

# Asked in this order; the first that recognises the content reads it. Text comes last: it takes whatever is no other format.
_FORMATS = ("disclosure_json", "docx", "xlsx", "xls", "libreoffice", "html", "web_archive", "pdf", "scan", "text")
# These beginnings leave no doubt: the other formats, some of which take long to load, need not be asked.
_CERTAIN = {b"%PDF-": "pdf"}
_HEAD_BYTES = 4096


class FormatReader(Protocol):
    """A module of this package that reads one format."""

    NAME: str

    def recognises(self, head: bytes, path: Path) -> bool:
        """Whether the file is of this format, told by its first bytes; `path` for those that must look further inside."""

    def read(self, path: Path) -> SourceDocument | Disclosure:
        """The file as blocks, or as the disclosure it is. Raises UnreadableFile."""


def read_document(path: str | Path, *, fiscal_year: int | None = None) -> Disclosure:
    """The disclosure in the file at `path`, whatever its format and its name.

    `fiscal_year` is taken where the file names none. Raises UsageError where there is no such file, UnreadableFile where it is empty, binary or broken, NotADisclosure where
    it opens but says nothing of a budget.
    """
    path = Path(path)
    with prepared_by(_prepare):
        found = _reader_of(path).read(path)
    if isinstance(found, Disclosure):
        return found
    from budgetbook.readers.meaning import interpret

    try:
        return interpret(found, fiscal_year=fiscal_year)
    except NotADisclosure as error:
        raise NotADisclosure(path, error.reason, error.advice) from None


def _prepare() -> None:
    from budgetbook.readers.meaning.preparing import prepare

    prepare()


def _reader_of(path: Path) -> FormatReader:
    head = _head(path)
    certain = tuple(name for start, name in _CERTAIN.items() if head.startswith(start))
    for name in certain or _FORMATS:
        reader = _loaded(name)
        if reader is not None and reader.recognises(head, path):
            return reader
    from budgetbook.readers.unknown import refusal

    raise refusal(path, head)


def _head(path: Path) -> bytes:
    if not path.exists():
        raise UsageError(f"{path}：找不到这个文件。请检查路径和文件名")
    if not path.is_file():
        raise UsageError(f"{path}：不是文件。请给出一个文件，而不是文件夹")
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise UnreadableFile(path, f"无法打开（{error.strerror}）", "请检查文件权限，或是否被其他程序占用") from error
    if not head.strip():
        raise UnreadableFile(path, "文件是空的", "请重新下载或导出后再试")
    return head


def _loaded(name: str) -> FormatReader | None:
    """The module of a format; None for one of the list that this installation doesn't have."""
    spec = importlib.util.find_spec(f"{__name__}.{name}")
    if spec is None or spec.origin is None:
        return None
    return cast(FormatReader, importlib.import_module(spec.name))
