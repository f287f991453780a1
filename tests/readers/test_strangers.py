"""Files made to harm: each ends in one line, soon, in little memory. Those that a mutated file showed are the smallest that do."""

from __future__ import annotations

import io
import json
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from budgetbook import forms
from budgetbook.errors import BudgetbookError, TooLarge, UnreadableFile
from budgetbook.forms.performance_terms import performance_terms
from budgetbook.model.codec import decode_disclosure, encode
from budgetbook.model.money import share
from budgetbook.readers.limited import Limits, open_limited
from budgetbook.readers.meaning.performance.form_rows import FormCell, FormRow
from budgetbook.readers.meaning.performance.indicator_cells import Head, by_columns
from budgetbook.readers.meaning.unit_tree import unit_tree
from budgetbook.readers.opening import open_file
from budgetbook.writers.workbook import write_workbook
from tests.fuzz.seeds import small_disclosure
from tests.ledgers import small_ledger

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _zip(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _xlsx(sheet: str) -> bytes:
    def relation(kind: str, target: str) -> str:
        return f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'

    book = f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>'
    return _zip(
        {
            "_rels/.rels": relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": relation("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}">{sheet}</worksheet>',
        }
    )


def _merged_over_and_over() -> bytes:
    cell = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return _xlsx(cell + "<mergeCells>" + '<mergeCell ref="A1:AZ9000"/>' * 5_000 + "</mergeCells>")


def _member_before_the_file() -> bytes:
    """The central directory says that it lies further on than it does, so that members begin before the file does."""
    data = bytearray(_xlsx("<sheetData/>"))
    end = data.rindex(b"PK\x05\x06")
    (offset,) = struct.unpack_from("<L", data, end + 16)
    struct.pack_into("<L", data, end + 16, offset + 100_000)
    return bytes(data)


def _newer_zip() -> bytes:
    """Members that ask for version 19.7 of the zip format."""
    data = bytearray(_xlsx("<sheetData/>"))
    data[data.index(b"PK\x01\x02") + 6] = 197
    return bytes(data)


def _cell_of_another_row() -> bytes:
    """In row 1 a cell that says it is the last of the sheet."""
    cell = '<c r="{}" t="inlineStr"><is><t>x</t></is></c>'
    return _xlsx(f'<sheetData><row r="1">{cell.format("A1")}{cell.format("XFD1048576")}</row></sheetData>')


def _encrypted_members(content: bytes) -> bytes:
    data = bytearray(content)
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def _docx(body: str) -> bytes:
    return _zip({"word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'})


def _pdf(
    content: bytes, *, pages: int = 1, filters: str = "", box: str = "0 0 595 842", extra: bytes = b"<<>>"
) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{'3 0 R ' * pages}]/Count {pages}>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>".encode(),
        f"<</Length {len(content)}{filters}>>stream\n".encode() + content + b"\nendstream",
        extra,
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(out),
    )  # fmt: skip


def _endless_form() -> bytes:
    """A form that draws itself twice."""
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream"
    return _pdf(b"/X Do", extra=form)


def _twice_packed(size: int) -> bytes:
    packed = zlib.compress(zlib.compress(bytes(size), 9), 9)
    return _pdf(packed, filters="/Filter[/FlateDecode/FlateDecode]")


@pytest.mark.parametrize(
    "make",
    [
        _merged_over_and_over,
        _member_before_the_file,
        _newer_zip,
        _cell_of_another_row,
        lambda: _encrypted_members(_xlsx("<sheetData/>")),
        lambda: _encrypted_members(_docx("")),
        lambda: _docx("<w:tbl><w:tr><w:tc>" * 2_000 + "</w:tc></w:tr></w:tbl>" * 2_000),
        lambda: _xlsx("<sheetData>" + "<row>" * 5_000 + "</row>" * 5_000 + "</sheetData>"),
        lambda: b"<html>" + b"<table><tr><td>" * 3_000,
        lambda: b"<html><table><tr>" + b"<td colspan=1000>" * 50,
        lambda: b'{"schema": "budgetbook/disclosure/1", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        lambda: b'{"schema": "budgetbook/ledger/1", "x": "\xff"}',
        lambda: _pdf(b"", pages=6_000),
        lambda: _pdf(b"BT ET", box="0 0 1e9 1e9"),
        lambda: _pdf(b"BT ET", box="-1e38 -1e38 1e38 1e38"),
        lambda: _twice_packed(2**27),
        lambda: _pdf(b"BT ET")[:300],
    ],
)
def test_ends_soon_in_one_line(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(make())
    began = time.perf_counter()
    with pytest.raises(UnreadableFile) as error:
        open_limited(path)
    assert str(error.value).isprintable()
    assert "解析时出错" not in str(error.value)
    assert time.perf_counter() - began < 15


@pytest.mark.slow
def test_what_never_ends_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_endless_form())
    with pytest.raises(TooLarge):
        open_limited(path, Limits(seconds=2, memory=2**29))


@pytest.mark.parametrize("amount", ["1e999999999", "NaN", "-Infinity", "9" * 30, "0." + "0" * 30 + "1"])
def test_amounts_beyond_reach_are_refused(amount: str) -> None:
    """To print 1e999999999 takes a gigabyte, and it would be the caller who prints it."""
    whole = json.loads(encode(small_disclosure()))
    whole["statements"][0]["rows"][0]["amounts"][0] = amount
    with pytest.raises(UnreadableFile, match="不是金额"):
        decode_disclosure(json.dumps(whole).encode())
    whole = json.loads(encode(small_disclosure()))
    whole["projects"][0]["funding"]["annual"]["total"] = amount
    with pytest.raises(UnreadableFile, match="不是金额"):
        decode_disclosure(json.dumps(whole).encode())


def test_texts_like_numbers_are_texts() -> None:
    whole = json.loads(encode(small_disclosure()))
    whole["statements"][0]["rows"][0]["label"] = "1e999999999"
    assert decode_disclosure(json.dumps(whole).encode()).statements[0].rows[0].label == "1e999999999"


def test_in_this_process_too_only_our_errors_come_out(tmp_path: Path) -> None:
    """The corpus runs many documents in processes of its own."""
    path = tmp_path / "a"
    for make in (_member_before_the_file, lambda: _encrypted_members(_xlsx("")), lambda: b'{"a": "\xff"}'):
        path.write_bytes(make())
        with pytest.raises(BudgetbookError):
            open_file(path)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("ledger") / "a.xlsx"
    write_workbook(small_ledger(), path, form=forms.load("shanxi"))
    return path.read_bytes()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet3.xml", b"</sheetData>", b"<x></sheetData>"),
        ("xl/worksheets/sheet3.xml", b'<row r="', b'<row r="x'),
        ("xl/worksheets/sheet3.xml", b't="s"><v>', b't="s"><v>99'),
        ("xl/worksheets/sheet3.xml", b' s="', b' s="9999'),
        ("xl/worksheets/sheet1.xml", b't="s"><v>', b't="s"><v>99'),
        ("xl/styles.xml", b"numFmtId", b"numFmtNo"),
        ("xl/workbook.xml", b"sheetId", b"sheetNo"),
    ],
)
def test_a_broken_workbook_is_one_line(workbook: bytes, part: str, old: bytes, new: bytes, tmp_path: Path) -> None:
    """openpyxl raises whatever its own parts raise."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    content = members[part]
    assert isinstance(content, bytes)
    assert old in content
    members[part] = content.replace(old, new)
    path = tmp_path / "a.xlsx"
    path.write_bytes(_zip(members))
    with pytest.raises(UnreadableFile, match="另存"):
        open_file(path)


def test_more_level_columns_than_names_make_no_row() -> None:
    """A head with two columns of second-level indicators and one of names has one side: the second column is none's."""
    head = Head(columns={0: ("level2", 0), 1: ("level2", 1), 2: ("name", 0), 3: ("target", 0)}, sides=1)
    cells = (FormCell(0, "数量指标"), FormCell(1, "质量指标"), FormCell(2, "件数"), FormCell(3, "≥3件"))
    assert by_columns(FormRow(cells=cells), head, performance_terms()) is None
    reached = by_columns(FormRow(cells=cells[2:], from_above={1: "质量指标"}), head, performance_terms())
    assert reached is not None
    assert [part.pairs for part in reached.parts] == [[("件数", "≥3件")]]


def test_projects_without_amounts_have_standings() -> None:
    assert len(unit_tree(["合计", "馆", "业务费"], [(), (), ()], frozenset({"馆"}))) == 3


def test_a_share_of_the_smallest_in_the_largest() -> None:
    assert share(Decimal("9" * 20), Decimal("0.01")) == Decimal("9" * 20) * 10_000


def test_a_page_named_pdf_that_is_html(tmp_path: Path) -> None:
    path = tmp_path / "公开.pdf"
    path.write_text(
        "<!DOCTYPE html><html><head><meta charset='gb2312'></head><body><p>2027年度青石市档案馆单位预算公开</p>"
        "<h2>2027年预算支出总表</h2><p>单位：万元</p><table><tr><th>科目编码<th>科目名称<th>合计</tr>"
        "<tr><td><td>合计<td>3.00</tr><tr><td>201<td>一般公共服务支出<td>3.00</tr></table>",
        encoding="gb18030",
    )
    read = open_limited(path)
    assert read.entity.name == "青石市档案馆"
    assert read.source is not None  # type: ignore[union-attr]
    assert read.source.format == "html"  # type: ignore[union-attr]
