"""PDF through Typst: PDF/A-3a and PDF/UA-1, tagged, with the disclosure JSON attached.

The template is a fixed file; everything said comes to it as JSON strings, which Typst never reads as code or markup.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from budgetbook.errors import PublishError, os_reason
from budgetbook.model.codec import encode
from budgetbook.model.disclosure import Disclosure
from budgetbook.writers.layout import Layout
from budgetbook.writers.pdf.data import document_data
from budgetbook.writers.pdf.fonts import font_files

if TYPE_CHECKING:
    import typst

_COMPILATIONS_REMEMBERED = 10
_TEMPLATES = Path(__file__).parent / "typst"


def write_pdf(layout: Layout, disclosure: Disclosure, path: Path, *, created: datetime | None = None) -> None:
    """Write `layout` to `path`, with `disclosure` as its attachment. The same input gives the same bytes.

    `created` is the date that the file states; without it SOURCE_DATE_EPOCH, else the first day of the fiscal year, since the date
    of the run would make every run another file. Raises UsageError without typefaces and PublishError where Typst refuses.
    """
    import typst

    stated = created or _source_date() or datetime(min(max(layout.fiscal_year, 1), 9999), 1, 1, tzinfo=UTC)
    if _fonts.cache_info().currsize:  # this process has set a document before
        _forget()
    try:
        compiler = typst.Compiler(
            input=str(_TEMPLATES / "document.typ"),
            root=str(_TEMPLATES),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={
                "document": json.dumps(document_data(layout, disclosure, stated.date()), ensure_ascii=False),
                "disclosure": encode(disclosure).decode(),
            },
        )
        # a-3a: archivable, tagged, with attachments; ua-1: usable with a screen reader.
        data = compiler.compile(format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=stated)
    except typst.TypstError as error:
        hints = "；".join(error.hints)
        raise PublishError(
            f"{path.name}：排版失败（{error.message}{'；' + hints if hints else ''}），请反馈给开发者"
        ) from error
    assert isinstance(data, bytes)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise PublishError(f"{path.name}：写不进去（{os_reason(error)}）。请检查输出文件夹的权限和剩余空间") from error


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The typefaces, loaded once a process: they take 45 MB."""
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(each.parent) for each in font_files()],
    )


def _forget() -> None:
    """Free what Typst remembers of documents before, 180 MB for a hundred pages, which a long running process would heap up.

    Typst drops what the last ten compilations didn't use, so ten empty ones make room.
    """
    import typst

    for _ in range(_COMPILATIONS_REMEMBERED + 1):
        typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True)


def _source_date() -> datetime | None:
    """The moment that SOURCE_DATE_EPOCH names. Source: reproducible-builds.org."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() else None
