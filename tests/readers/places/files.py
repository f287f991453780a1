"""A place's document as files: XLSX, DOCX, HTML, Markdown, text, and PDF with and without rulings."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import typst
import xlsxwriter

from budgetbook.writers.pdf.fonts import font_files
from tests.readers.docx_files import docx, p
from tests.readers.places.place import Place, Table

Span = tuple[int, int, int, int, str]  # row, column, rows down, columns right, text


def spans(rows: Sequence[Sequence[str]]) -> Iterator[Span]:
    """The cells of `rows` that are not covered, with what they span."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            right = next((n for n in range(1, len(row) - c) if row[c + n] != "<"), len(row) - c)
            down = next((n for n in range(1, len(rows) - r) if rows[r + n][c] != "^"), len(rows) - r)
            yield r, c, down, right, text


def _rows(table: Table) -> list[Sequence[str]]:
    return [*table.head, *table.body]


def xlsx(place: Place, path: Path, *, one_sheet: bool = False) -> Path:
    """A workbook: a sheet for the cover and one for each statement, or all on one; titles in merged cells, amounts as numbers."""
    book = xlsxwriter.Workbook(str(path))
    plain, money = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "#,##0.00"})
    sheet = book.add_worksheet("封面")
    at = 0
    for at, line in enumerate(place.cover):
        sheet.write(at, 0, line)
    at += 2
    for number, table in enumerate(place.tables):
        if not one_sheet:
            sheet, at = book.add_worksheet(f"{number + 1}"), 0
        width = len(table.head[0])
        for text in table.over:
            if width > 1 and text == table.title:
                sheet.merge_range(at, 0, at, width - 1, text)
            else:
                sheet.write(at, width - 1 if "单位：" in text[:4] else 0, text)
            at += 1
        for r, c, down, right, text in spans(_rows(table)):
            value: str | float = text
            looks = plain
            if r >= len(table.head) and c in table.numbers and text[-1:].isdigit() and text not in table.foot:
                value, looks = float(text), money
            if down > 1 or right > 1:
                sheet.merge_range(at + r, c, at + r + down - 1, c + right - 1, value, looks)
            elif text:
                sheet.write(at + r, c, value, looks)
            else:
                sheet.write_blank(at + r, c, None, plain)
        at += len(_rows(table))
        for text in table.below:
            sheet.write(at, 0, text)
            at += 1
        at += 1
    if place.words:
        sheet = book.add_worksheet("说明")
        for n, text in enumerate(place.words):
            sheet.write(n, 0, text)
    book.close()
    return path


def word(place: Place, path: Path) -> Path:
    """A DOCX with merged cells; no styles, as conversions leave one."""
    parts = [p(line) for line in place.cover]
    for table in place.tables:
        parts += [p(text) for text in table.over]
        cells = {(r, c): (down, right, text) for r, c, down, right, text in spans(_rows(table))}
        rows = []
        for r, row in enumerate(_rows(table)):
            made, c = "", 0
            while c < len(row):
                top = r
                while (top, c) not in cells and _rows(table)[top][c] == "^":
                    top -= 1
                down, right, text = cells[top, c]
                merge = "" if down == 1 else "<w:vMerge/>" if top < r else '<w:vMerge w:val="restart"/>'
                shown = html.escape(text) if top == r else ""
                made += f'<w:tc><w:tcPr><w:gridSpan w:val="{right}"/>{merge}</w:tcPr>{p(shown)}</w:tc>'
                c += right
            rows.append(f"<w:tr>{made}</w:tr>")
        parts.append(f"<w:tbl>{''.join(rows)}</w:tbl>")
        parts += [p(text) for text in table.below]
    parts += [p(text) for text in place.words]
    return docx(path, "".join(parts))


def web(place: Place, path: Path) -> Path:
    """A page as Office saves one: every paragraph and cell dressed, blanks as &nbsp;."""
    parts = [f"<p class=MsoNormal><b>{html.escape(line)}</b></p>" for line in place.cover]
    for table in place.tables:
        parts += [f"<p class=MsoNormal><span>{html.escape(text)}</span></p>" for text in table.over]
        rows = ["" for _ in _rows(table)]
        for r, _, down, right, text in spans(_rows(table)):
            inner = html.escape(text) or "&nbsp;"
            rows[r] += f'<td colspan="{right}" rowspan="{down}"><p class=MsoNormal><span>{inner}</span></p></td>'
        parts.append("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        parts += [f"<p>{html.escape(text)}</p>" for text in table.below]
    parts += [f"<p>{html.escape(text)}</p>" for text in place.words]
    path.write_text(f"<html><head><meta charset=gb2312></head><body>{''.join(parts)}</body></html>", encoding="gbk")
    return path


def markdown(place: Place, path: Path) -> Path:
    """Markdown as converters write it: pipe tables, whose merged cells are blank, the rule below the first row."""
    lines = [f"# {line}\n" for line in place.cover]
    for table in place.tables:
        lines += [f"{text}\n" for text in (f"## {text}" if text == table.title else text for text in table.over)]
        for n, row in enumerate(_rows(table)):
            lines.append("| " + " | ".join("" if text in ("<", "^") else text for text in row) + " |")
            if n == 0:
                lines.append("|" + " --- |" * len(row))
        lines += ["", *table.below, ""]
    lines += [f"{text}\n" for text in place.words]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def text(place: Place, path: Path) -> Path:
    """Text with tabs between cells."""
    lines = list(place.cover)
    for table in place.tables:
        lines += ["", *table.over, ""]
        lines += ["\t".join("" if text in ("<", "^") else text for text in row) for row in _rows(table)]
        lines += ["", *table.below]
    path.write_text("\n".join([*lines, "", *place.words]), encoding="utf-8")
    return path


def _padded(text: str, width: int) -> str:
    return text + " " * (width - sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text))


def _lines(place: Place, table_lines: Callable[[Table], list[str]]) -> str:
    lines = list(place.cover)
    for table in place.tables:
        lines += ["", *table.over, "", *table_lines(table), "", *table.below]
    return "\n".join([*lines, "", *place.words])


def spaced(place: Place, path: Path) -> Path:
    """Text whose columns are aligned with blanks, as `pdftotext -layout` leaves it."""

    def rows(table: Table) -> list[str]:
        return ["  ".join(_padded("" if text in ("<", "^") else text, 44) for text in row) for row in _rows(table)]

    path.write_text(_lines(place, rows), encoding="utf-8")
    return path


def commas(place: Place, path: Path) -> Path:
    """Comma-separated values."""

    def rows(table: Table) -> list[str]:
        return [",".join("" if text in ("<", "^") else text for text in row) for row in _rows(table)]

    path.write_text(_lines(place, rows), encoding="utf-8")
    return path


def markdown_web(place: Place, path: Path) -> Path:
    """Markdown with tables of HTML, as converters write merged cells."""

    def rows(table: Table) -> list[str]:
        made = ["" for _ in _rows(table)]
        for r, _, down, right, text in spans(_rows(table)):
            made[r] += f'<td rowspan="{down}" colspan="{right}">{html.escape(text)}</td>'
        return ["<table>" + "".join(f"<tr>{row}</tr>" for row in made) + "</table>"]

    path.write_text(_lines(place, rows), encoding="utf-8")
    return path


def pdf(place: Place, path: Path, *, ruled: bool = True, repeat: bool = True, size: float = 8) -> Path:
    """A PDF, landscape where a table is wide; low pages, so that tables run over them."""
    parts = [
        '#set text(font: "Noto Serif SC", size: 8pt)',
        '#set page(width: 210mm, height: 150mm, margin: 15mm, numbering: "1")',
        *(f"#align(center, {_quoted(line)})" for line in place.cover),
    ]
    for table in place.tables:
        width = len(table.head[0])
        flip = f"width: {297 if width > 7 else 210}mm"
        body = [
            f"align(center, text(size: 11pt, {_quoted(text)}))"
            if text == table.title
            else f"align({'right' if text == table.above[-1] else 'center'}, {_quoted(text)})"
            for text in table.over
        ]
        head = ", ".join(_cell(span, table, 0) for span in spans(table.head))
        cells = ", ".join(_cell(span, table, len(table.head)) for span in spans(table.body))
        stroke = "0.5pt" if ruled else "none"
        columns = ", ".join("1fr" if n in table.numbers else "auto" for n in range(width))
        body.append(
            f"text(size: {size if width < 10 else 6}pt, table(columns: ({columns},), stroke: {stroke}, "
            f"table.header(repeat: {str(repeat).lower()}, {head}), {cells}))"
        )
        body += [f"par({_quoted(text)})" for text in table.below]
        parts.append(f"#page({flip}, height: 150mm)[\n" + "\n".join(f"#{each}" for each in body) + "\n]")
    parts += [f"#par({_quoted(text)})" for text in place.words]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=sorted({str(file.parent) for file in font_files()}))
    path.write_bytes(typst.compile("\n".join(parts).encode(), font_paths=fonts, ignore_system_fonts=True))
    return path


def _cell(span: Span, table: Table, below: int) -> str:
    _, column, down, right, text = span
    align = "right" if below and column in table.numbers else "left" if below else "center"
    return f"table.cell(rowspan: {down}, colspan: {right}, align: {align}, {_quoted(text)})"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


FORMATS: dict[str, Callable[[Place, Path], Path]] = {
    "place.xlsx": xlsx,
    "one_sheet.xlsx": lambda place, path: xlsx(place, path, one_sheet=True),
    "place.docx": word,
    "place.html": web,
    "place.md": markdown,
    "place.txt": text,
    "spaced.txt": spaced,
    "commas.csv": commas,
    "web.md": markdown_web,
    "ruled.pdf": pdf,
    "unrepeated.pdf": lambda place, path: pdf(place, path, repeat=False),
}
