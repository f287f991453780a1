from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest

from budgetbook.errors import UsageError
from budgetbook.services.reporting import FOLDER, Checked, outputs_planned, reports_written
from tests.readers.pdf.handmade import pdf_bytes, words
from tests.writers.report.reports import report


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "某局.pdf"
    path.write_bytes(pdf_bytes(words("660.53", 40, 200)))
    return path


def test_the_suffix_says_what_is_written(tmp_path: Path, document: Path) -> None:
    outputs = ["a.json", "a.jsonl", "a.HTML", "a.htm", "a.xlsx", "a.pdf", "结果", f"{tmp_path}", "a.b/"]
    planned = outputs_planned(documents=[[document]], outputs=outputs)
    assert [each.form for each in planned] == ["json", "json", "html", "html", "xlsx", "pdf", FOLDER, FOLDER, FOLDER]


@pytest.mark.parametrize(
    ("output", "why"),
    [
        (
            "报告.docx",
            r"-o 报告.docx：不认识后缀“.docx”。可以用 .json .jsonl .html .xlsx .pdf，或给出文件夹（名称后加 /），全部写入其中",
        ),
        ("{folder}/某局.pdf", r"-o {folder}/某局.pdf：这是要检查的文件，不能覆盖。请换一个文件名"),
        ("{folder}/../{name}/某局.pdf", r"-o {folder}/../{name}/某局.pdf：这是要检查的文件，不能覆盖。请换一个文件名"),
    ],
)
def test_what_can_not_be_written_is_refused_before_anything_is_read(
    tmp_path: Path, document: Path, output: str, why: str
) -> None:
    filled = {"folder": tmp_path, "name": tmp_path.name}
    with pytest.raises(UsageError) as caught:
        outputs_planned(documents=[[document]], outputs=[output.format(**filled)])
    assert str(caught.value) == why.format(**filled)


def test_a_pdf_is_marked_only_for_one_document_that_is_one(tmp_path: Path, document: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("预算", encoding="utf-8")
    with pytest.raises(UsageError, match=r"不是 PDF，不能在原页上标注。请改用 -o 报告.html"):
        outputs_planned(documents=[[text]], outputs=["b.pdf"])
    with pytest.raises(UsageError, match=r"现在要检查 2 份。请给出文件夹"):
        outputs_planned(documents=[[document], [text]], outputs=["b.pdf"])
    assert len(outputs_planned(documents=[[text, document]], outputs=["b.pdf"])) == 1


def test_a_folder_gets_all_that_applies_and_loses_nothing(tmp_path: Path, document: Path) -> None:
    text = tmp_path / "某局-标注.pdf"  # checked too, though its name is that of an output
    text.write_text("预算", encoding="utf-8")
    (tmp_path / "别的.txt").write_text("留下", encoding="utf-8")
    checked = [Checked(paths=(document,), report=report()), Checked(paths=(text,), report=report("乙"))]
    planned = outputs_planned(documents=[[document], [text]], outputs=[str(tmp_path)])
    written = reports_written(checked=checked, outputs=planned)
    assert sorted(path.name for path in written.files) == sorted(
        [
            "某局-检查报告.html",
            "某局-检查表.xlsx",
            "某局-检查结果.json",
            "某局-标注-2.pdf",
            "某局-标注-检查报告.html",
            "某局-标注-检查表.xlsx",
            "某局-标注-检查结果.json",
            "检查汇总.xlsx",
        ]
    )
    assert text.read_text(encoding="utf-8") == "预算"
    assert (tmp_path / "别的.txt").read_text(encoding="utf-8") == "留下"
    assert json.loads((tmp_path / "某局-检查结果.json").read_bytes())["findings"][0]["id"] == report().findings[0].id
    with pikepdf.open(io.BytesIO((tmp_path / "某局-标注-2.pdf").read_bytes())) as pdf:
        assert len(pdf.pages[0].Annots) == 2 * sum(max(1, len(each.places)) for each in report().findings)


def test_one_pdf_that_can_not_be_marked_does_not_cost_the_rest(tmp_path: Path) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    planned = outputs_planned(documents=[[broken]], outputs=[str(tmp_path / "结果")])
    written = reports_written(checked=[Checked(paths=(broken,), report=report())], outputs=planned)
    assert [path.name for path in written.files] == ["坏-检查报告.html", "坏-检查表.xlsx", "坏-检查结果.json"]
    assert written.failed == (f"{broken}：PDF 已损坏或不完整，无法打开。请重新下载或导出后再试",)
