"""Reports as files: what the name of an output asks for, and all of them written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec

from budgetbook.checks import catalogue
from budgetbook.errors import BudgetbookError, UsageError
from budgetbook.model.codec import encode
from budgetbook.model.finding import Report
from budgetbook.services.files import folder_aside, moved_into, written_aside
from budgetbook.services.marking import document_marked, is_pdf
from budgetbook.services.reading import names_of
from budgetbook.writers.report.material import Material, RuleWords

FOLDER = "folder"
SUFFIXES = {".json": "json", ".jsonl": "json", ".html": "html", ".htm": "html", ".xlsx": "xlsx", ".pdf": "pdf"}
SUMMARY = "检查汇总.xlsx"
_LONGEST_NAME = 60  # characters; 255 bytes are what file systems take
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_NOT_PDF = "请改用 -o 报告.html 或 -o 检查表.xlsx；要在原页上标注的，请检查它公开的 PDF（工作簿可先用 publish 生成）"


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """A file to write, or with the form FOLDER a folder to write all into that applies."""

    path: Path
    form: str


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A document, of one file or several, and the report on it."""

    paths: tuple[Path, ...]
    report: Report


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """The files that were written, and a line for each that could not be (only in a folder: one odd PDF must not cost the rest)."""

    files: tuple[Path, ...]
    failed: tuple[str, ...] = ()


def outputs_planned(*, documents: Sequence[Sequence[str | Path]], outputs: Sequence[str]) -> tuple[Output, ...]:
    """What `outputs` ask for, told by their suffixes; `documents` are the files of each document that will be checked.

    Raises UsageError for a suffix of no known form, an output that is one of the files, or a PDF that can't be marked.
    """
    planned = []
    for named in outputs:
        path = Path(named)
        form = _form(named, path)
        if form != FOLDER:
            _must_not_be_checked(path, documents)
        if form == "pdf":
            _must_be_markable(documents)
        planned.append(Output(path=path, form=form))
    return tuple(planned)


def reports_written(
    *, checked: Sequence[Checked], outputs: Sequence[Output], files: Sequence[str | Path] = ()
) -> Written:
    """Write the reports on `checked` as `outputs` ask for; nothing in a folder replaces one of the `files` that were checked.

    Raises PublishError where it can't be written, UnreadableFile where a PDF can't be marked.
    """
    material = material_of([one.report for one in checked])
    inputs = [*files, *(path for one in checked for path in one.paths)]
    written: list[Path] = []
    failed: list[str] = []
    for output in outputs:
        if output.form == FOLDER:
            made, missed = _folder_written(output.path, checked, material, inputs)
            written += made
            failed += missed
        else:
            with written_aside(output.path) as aside:
                _write(output.form, aside, checked, material)
            written.append(output.path)
    return Written(files=tuple(written), failed=tuple(failed))


def material_of(reports: Sequence[Report], *, made_at: str | None = None) -> Material:
    """`reports` with the words of every rule, as the report writers want them; `made_at` is now where not given."""
    rules = {
        each.id: RuleWords(id=each.id, title=each.title, source=each.source, hint=each.fix) for each in catalogue()
    }
    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    return Material(reports=tuple(reports), rules=rules, made_at=now if made_at is None else made_at)


def reports_encoded(reports: Sequence[Report]) -> bytes:
    """The reports as JSON: one laid out for reading, several one in a line."""
    return b"\n".join(encode(report, indent=1 if len(reports) == 1 else 0) for report in reports) + b"\n"


def _form(named: str, path: Path) -> str:
    if path.is_dir() or named.endswith(("/", "\\")) or not path.suffix:
        if path.exists() and not path.is_dir():
            raise UsageError(f"-o {named}：不是文件夹。请换一个名称，或加上后缀 {_known()}")
        return FOLDER
    form = SUFFIXES.get(path.suffix.lower())
    if form is None:
        raise UsageError(
            f"-o {named}：不认识后缀“{path.suffix}”。可以用 {_known()}，或给出文件夹（名称后加 /），全部写入其中"
        )
    return form


def _known() -> str:
    return " ".join(suffix for suffix in SUFFIXES if suffix != ".htm")


def _must_not_be_checked(path: Path, documents: Sequence[Sequence[str | Path]]) -> None:
    if any(_same(path, Path(each)) for document in documents for each in document):
        raise UsageError(f"-o {path}：这是要检查的文件，不能覆盖。请换一个文件名")


def _must_be_markable(documents: Sequence[Sequence[str | Path]]) -> None:
    if len(documents) > 1:
        raise UsageError(f"标注的 PDF 每份文件各一个，现在要检查 {len(documents)} 份。请给出文件夹，如 -o 检查结果/")
    present = [Path(each) for each in documents[0] if Path(each).is_file()]
    if len(present) < len(documents[0]):
        return  # reading them will say which is missing
    pdfs = [each for each in present if is_pdf(each)]
    if not pdfs:
        raise UsageError(f"{present[0]}：不是 PDF，不能在原页上标注。{_NOT_PDF}")
    if len(pdfs) > 1:
        raise UsageError(f"有 {len(pdfs)} 个 PDF 要标注。请给出文件夹，如 -o 检查结果/，各写一个")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return one.absolute() == other.absolute()


def _write(form: str, target: Path, checked: Sequence[Checked], material: Material) -> None:
    if form == "json":
        target.write_bytes(reports_encoded([one.report for one in checked]))
    elif form == "html":
        from budgetbook.writers.report.html import write_html

        write_html(material, target)
    elif form == "xlsx":
        from budgetbook.writers.report.checklist import write_checklist

        write_checklist(material, target)
    else:
        (path,) = [path for path in checked[0].paths if is_pdf(path)]
        target.write_bytes(_marked(path, checked[0], material))


def _marked(path: Path, one: Checked, material: Material) -> bytes:
    file = names_of(one.paths)[one.paths.index(path)] if len(one.paths) > 1 else None
    titles = {rule: words.title for rule, words in material.rules.items()}
    return document_marked(path=path, report=one.report, titles=titles, file=file)


def _folder_written(
    folder: Path, checked: Sequence[Checked], material: Material, inputs: Sequence[str | Path]
) -> tuple[list[Path], list[str]]:
    """All that applies for each document, and the summary of several."""
    names = _Names(folder, inputs)
    made: list[Path] = []
    failed: list[str] = []
    with folder_aside(folder) as aside:
        for one in checked:
            alone = msgspec.structs.replace(material, reports=(one.report,))
            for form, what, write in _all_of(one, alone):
                name = names.name(one.paths[0].stem, what, form)
                try:
                    write(aside / name)
                except BudgetbookError as error:
                    failed.append(str(error))
                else:
                    made.append(folder / name)
        if len(checked) > 1:
            name = names.name("", SUMMARY.removesuffix(".xlsx"), "xlsx")
            _write("xlsx", aside / name, checked, material)
            made.append(folder / name)
        moved_into(aside, folder)
    return made, failed


def _all_of(one: Checked, material: Material) -> Iterator[tuple[str, str, Callable[[Path], object]]]:
    """What there can be of a document: the form, what its name says, and what writes it."""
    for form, what in (("html", "-检查报告"), ("xlsx", "-检查表"), ("json", "-检查结果")):
        yield form, what, partial(_written_alone, form, one, material)
    for path in one.paths:
        if is_pdf(path):
            yield "pdf", "-标注", partial(_marked_into, path, one, material)


def _written_alone(form: str, one: Checked, material: Material, target: Path) -> None:
    _write(form, target, [one], material)


def _marked_into(path: Path, one: Checked, material: Material, target: Path) -> None:
    target.write_bytes(_marked(path, one, material))


class _Names:
    """Names in a folder: safe on every file system, each once, and none of a file that was checked."""

    def __init__(self, folder: Path, inputs: Sequence[str | Path]) -> None:
        self._folder, self._inputs = folder, [Path(each) for each in inputs]
        self._taken: set[str] = set()

    def name(self, stem: str, what: str, suffix: str) -> str:
        """`stem` cut to a length that fits, what it is, and a number where the name is taken."""
        safe = _FORBIDDEN.sub("_", stem).strip(". ")[:_LONGEST_NAME]
        number = 1
        while True:
            name = f"{safe}{what}{f'-{number}' if number > 1 else ''}.{suffix}"
            used = any(_same(self._folder / name, each) for each in self._inputs)
            if name.casefold() not in self._taken and not used:
                self._taken.add(name.casefold())
                return name
            number += 1
