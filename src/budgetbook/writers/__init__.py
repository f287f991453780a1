"""Disclosure and its Layout to files. A format is one module here and one line in WRITERS."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from budgetbook.model.disclosure import Disclosure
from budgetbook.writers.layout import Layout

Writer = Callable[[Layout, Disclosure, Path], None]

# format → module and function; imported when first used, since Typst and XlsxWriter take time to load
WRITERS: dict[str, tuple[str, str]] = {
    "pdf": ("budgetbook.writers.pdf", "write_pdf"),
    "docx": ("budgetbook.writers.docx", "write_docx"),
    "xlsx": ("budgetbook.writers.xlsx", "write_xlsx"),
    "html": ("budgetbook.writers.html", "write_html"),
    "json": ("budgetbook.writers.json", "write_json"),
    "data": ("budgetbook.writers.open_data", "write_open_data"),
}


def writer(name: str) -> Writer:
    """The writer of a format: `(layout, disclosure, path)`; for `data`, path is a folder it makes."""
    module, function = WRITERS[name]
    return cast(Writer, getattr(import_module(module), function))
