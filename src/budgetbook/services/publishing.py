"""Publish: every file is made aside, read back, compared, and only then put in place."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from budgetbook import forms
from budgetbook.errors import BudgetbookError, PublishError, UsageError
from budgetbook.model.disclosure import Disclosure, Phase
from budgetbook.services.files import folder_aside, moved_into
from budgetbook.services.readback import amounts_in, differences
from budgetbook.services.reading import disclosure_read
from budgetbook.writers.layout import Layout

FORMATS: tuple[str, ...] = ("pdf", "docx", "xlsx", "html", "json", "data")


class PublishedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file (or for `data` a folder) that was written and read back: `amounts` of them were compared and equal."""

    path: str
    format: str
    size: int
    seconds: float
    amounts: int


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What a call of `document_published` made."""

    disclosure: Disclosure
    files: tuple[PublishedFile, ...]


def document_published(
    *,
    path: str | Path,
    folder: str | Path,
    formats: Sequence[str] = FORMATS,
    progress: Callable[[str], None] = lambda _: None,
) -> Published:
    """Publish the document, ledger or JSON in `path` into `folder`, in `formats`. Same errors as `disclosure_read`, and PublishError."""
    return disclosure_published(
        disclosure=disclosure_read(path=path), folder=folder, formats=formats, progress=progress
    )


def disclosure_published(
    *,
    disclosure: Disclosure,
    folder: str | Path,
    formats: Sequence[str] = FORMATS,
    progress: Callable[[str], None] = lambda _: None,
) -> Published:
    """Write `disclosure` into `folder` in `formats`, all of them or none.

    Raises UsageError for an unknown format, PublishError where a file can't be written or reads back differently.
    """
    from budgetbook.writers.arrangement import arrange

    unknown = [each for each in formats if each not in FORMATS]
    if unknown:
        raise UsageError(f"不认识的输出格式：{'、'.join(unknown)}。可选：{'、'.join(FORMATS)}")
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}：不是文件夹。请用 -o 给出一个文件夹")
    form = forms.load(disclosure.form) if disclosure.form in forms.available() else None
    layout = arrange(disclosure, form)
    stem = file_stem(disclosure)
    made: list[PublishedFile] = []
    with folder_aside(folder) as aside:
        for name in FORMATS:
            if name not in formats:
                continue
            progress(name)
            began = time.perf_counter()
            target = aside / (f"{stem}-开放数据" if name == "data" else f"{stem}.{name}")
            _write(name, layout, disclosure, target)
            amounts = _read_back(name, disclosure, target)
            made.append(
                PublishedFile(
                    path=str(folder / target.name),
                    format=name,
                    size=_size(target),
                    seconds=time.perf_counter() - began,
                    amounts=amounts,
                )
            )
        moved_into(aside, folder)
    return Published(disclosure=disclosure, files=tuple(made))


def file_stem(disclosure: Disclosure) -> str:
    """The name published files share, e.g. `示例局2027年度部门预算公开`; safe on every file system."""
    what = "决算" if disclosure.phase is Phase.FINAL_ACCOUNTS else "预算"
    name = f"{disclosure.entity.name}{disclosure.fiscal_year}年度{disclosure.entity.kind.word}{what}公开"
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).strip(". ")[:80]


def _write(name: str, layout: Layout, disclosure: Disclosure, target: Path) -> None:
    from budgetbook.writers import writer

    writer(name)(layout, disclosure, target)


def _read_back(name: str, disclosure: Disclosure, target: Path) -> int:
    """Read `target` through the project's own reader of its format and return how many amounts were compared."""
    if name == "data":
        from budgetbook.writers.open_data import package_differences

        wrong = package_differences(disclosure, target)
    else:
        from budgetbook.readers import read_document

        try:
            read = read_document(target)
        except BudgetbookError as error:
            raise PublishError(f"{target.name}：写出后无法读回（{error}）。未发布任何文件，请反馈给开发者") from error
        wrong = differences(disclosure, read)
    if wrong:
        shown = "\n".join(f"  {line}" for line in wrong[:10])
        raise PublishError(
            f"{target.name}：读回后有 {len(wrong)} 处与原稿不同，未发布任何文件，请反馈给开发者。\n{shown}"
        )
    return amounts_in(disclosure)


def _size(target: Path) -> int:
    if target.is_dir():
        return sum(each.stat().st_size for each in target.rglob("*") if each.is_file())
    return target.stat().st_size
