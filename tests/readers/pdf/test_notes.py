import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetbook.errors import UnreadableFile
from budgetbook.readers.child.messages import Note
from budgetbook.readers.limited import mark_limited
from budgetbook.readers.pdf.placing import Placing
from tests.readers.pdf.handmade import HEIGHT, WIDTH, pdf_bytes, words

TWO_LINES = words("alpha beta, gamma", 40, 200) + words("delta 12.50 epsilon", 40, 186)


def note(**fields: object) -> Note:
    given: dict[str, Any] = {
        "name": "n1",
        "subject": "错误",
        "contents": "说明",
        "colour": (198, 40, 40),
        "title": "错误",
    }
    return Note(**(given | fields))


def marked(folder: Path, data: bytes, *notes: Note) -> pikepdf.Pdf:
    path = folder / "made.pdf"
    path.write_bytes(data)
    return pikepdf.open(io.BytesIO(mark_limited(path, notes)))


def annotations(pdf: pikepdf.Pdf, page: int = 1) -> list[Any]:
    return [each for each in pdf.pages[page - 1].get("/Annots", []) if each.Subtype != "/Popup"]


def numbers(array: Any) -> list[float]:
    return [float(each) for each in array]


@given(
    st.tuples(*[st.floats(0, 50)] * 2),
    st.integers(0, 3),
    st.tuples(*[st.floats(0, 300)] * 4),
)
def test_the_page_s_own_coordinates_undo_what_is_shown(
    corner: tuple[float, float], turns: int, box: tuple[float, float, float, float]
) -> None:
    placing = Placing(*corner, 500, 700, turns)
    assert placing.box(*placing.own(box)) == pytest.approx(box)


def test_words_are_found_over_a_line_break_whatever_the_punctuation(tmp_path: Path) -> None:
    pdf = marked(tmp_path, pdf_bytes(TWO_LINES), note(page=1, text="“gamma，delta12.50”", box=(0, 0, 5, 5)))
    (made,) = annotations(pdf)
    assert (str(made.Subtype), str(made.NM), str(made.Contents), str(made.Subj)) == ("/Highlight", "n1", "说明", "错误")
    points = numbers(made.QuadPoints)
    assert len(points) == 16
    assert points[9] < 210 and 195 < points[1] < 215
    assert made.Popup.Parent.NM == made.NM
    assert made.AP.N.BBox is not None


def test_words_that_begin_on_the_page_before_are_found_on_the_next(tmp_path: Path) -> None:
    data = pdf_bytes(words("nothing", 40, 200), TWO_LINES)
    pdf = marked(tmp_path, data, note(page=1, text="epsilon"), note(name="n2", text="alpha"))
    assert annotations(pdf, 1) == []
    assert [str(each.NM) for each in annotations(pdf, 2)] == ["n1", "n2"]


def test_a_cell_is_framed_where_it_is_and_nothing_looked_for(tmp_path: Path) -> None:
    pdf = marked(tmp_path, pdf_bytes(TWO_LINES), note(page=1, text="alpha", box=(100, 50, 160, 70), boxed=True))
    (made,) = annotations(pdf)
    assert str(made.Subtype) == "/Square"
    assert numbers(made.Rect) == pytest.approx([98.5, HEIGHT - 71.5, 161.5, HEIGHT - 48.5])


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_and_cropped_pages_show_the_mark_on_the_words(tmp_path: Path, rotate: int) -> None:
    """The reader's box and the words found must be the same spot of the page."""
    from budgetbook.readers import pdf as reader

    data = pdf_bytes(TWO_LINES, rotate=rotate, box=f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /CropBox [20 30 390 280]")
    path = tmp_path / "made.pdf"
    path.write_bytes(data)
    read = next(block for block in reader.read(path).blocks if "alpha" in block.text)  # type: ignore[union-attr]
    assert read.place is not None
    made = marked(
        tmp_path,
        data,
        note(page=1, text="alpha beta"),
        note(name="n2", page=1, box=read.place.box, boxed=True),
        note(name="n3", page=1),
    )
    found, framed, margin = (numbers(each.Rect) for each in annotations(made))
    assert found[0] < 42 and 80 < found[2] < 100 and found[1] < 200 < found[3] < 215
    assert framed[0] < 45 and framed[1] < 205 < framed[3] + 6
    assert all(20 <= margin[side] <= 390 for side in (0, 2)) and all(30 <= margin[side] <= 280 for side in (1, 3))


def test_what_has_no_place_goes_to_the_margin_of_the_first_page_side_by_side(tmp_path: Path) -> None:
    pdf = marked(tmp_path, pdf_bytes("", ""), note(), note(name="n2", text="nowhere"), note(name="n3", page=9))
    made = annotations(pdf)
    assert [str(each.Subtype) for each in made] == ["/Text"] * 3
    assert [numbers(each.Rect)[0] for each in made] == [10, 30, 50]


def test_what_was_in_the_file_stays(tmp_path: Path) -> None:
    source = pikepdf.open(io.BytesIO(pdf_bytes(TWO_LINES)))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], NM="old")
    source.pages[0].obj.Annots = pikepdf.Array([source.make_indirect(link)])
    with source.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("第一章", 0))
    data = io.BytesIO()
    source.save(data)
    pdf = marked(tmp_path, data.getvalue(), note(page=1), note(name="n1.2", page=1, title=None))
    assert [str(each.NM) for each in annotations(pdf)] == ["old", "n1", "n1.2"]
    assert pdf.pages[0].Contents.read_bytes() == source.pages[0].Contents.read_bytes()
    with pdf.open_outline() as outline:
        assert [(item.title, [below.title for below in item.children]) for item in outline.root] == [
            ("第一章", []),
            ("检查结果（1）", ["错误"]),
        ]


def test_a_file_that_is_no_pdf_or_is_locked_is_refused_in_one_line(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("预算", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"不是 PDF，不能在原页上标注"):
        mark_limited(text, [note()])
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(io.BytesIO(pdf_bytes(""))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(UnreadableFile, match=r"PDF 设有打开密码"):
        mark_limited(locked, [note()])
    with pikepdf.open(io.BytesIO(pdf_bytes(""))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user=""))
    assert mark_limited(locked, [note()]).startswith(b"%PDF")
