"""PDF files written by hand, as small as they can be, and what the reader makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from budgetbook.readers import pdf
from budgetbook.readers.blocks import Grid, Line, SourceDocument

WIDTH, HEIGHT = 400, 300
# The characters of the typeface `/T`: 9001 and on 预 算 表, 9010 总.
UNICODE = """begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <9001> <9003> [<9884> <7B97> <8868>] endbfrange
1 beginbfchar <9010> <603B> endbfchar endcmap"""


def pdf_bytes(
    *contents: str, rotate: int = 0, box: str = "", form: str = "", form_matrix: str = "1 0 0 1 0 0"
) -> bytes:
    """A file with one page for each of `contents` (operators in a page 400 × 300 points, origin below on the left).

    `/F` is a typeface with figures 0.556 em wide; `/T` is not
    in the file (see UNICODE). `form` is the content of the form XObject `/X`; `box` replaces the page's box.
    """
    first = 9
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(contents)} /Kids [{' '.join(f'{first + 2 * n} 0 R' for n in range(len(contents)))}] >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        5: "<< /Type /Font /Subtype /Type0 /BaseFont /Title /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        6: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Title /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /FontDescriptor 7 0 R /DW 1000 >>",
        7: "<< /Type /FontDescriptor /FontName /Title /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 "
        "/Descent -120 /CapHeight 700 /StemV 80 >>",
        8: _stream(UNICODE, ""),
        4: _stream(
            form,
            f"/Type /XObject /Subtype /Form /BBox [-1000 -1000 2000 2000] /Matrix [{form_matrix}] /Resources << /Font << /F 3 0 R >> >>",
        ),
    }
    for n, content in enumerate(contents):
        media = box or f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
        objects[first + 2 * n] = (
            f"<< /Type /Page /Parent 2 0 R {media} /Rotate {rotate} /Contents {first + 2 * n + 1} 0 R "
            "/Resources << /Font << /F 3 0 R /T 5 0 R >> /XObject << /X 4 0 R >> >> >>"
        )
        objects[first + 2 * n + 1] = _stream(content, "")
    data = b"%PDF-1.7\n"
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(data)
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{offsets[number]:010} 00000 n \n".encode() for number in sorted(objects))
    return data + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


def _stream(content: str, entries: str) -> str:
    return f"<< {entries} /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream"


def words(text: str, x: float, y: float, size: float = 10) -> str:
    """Operators that print `text` at (x, y)."""
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def lines(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Operators that draw a whole grid of strokes."""
    across = [f"{xs[0]} {y} m {xs[-1]} {y} l S\n" for y in ys]
    upright = [f"{x} {ys[0]} m {x} {ys[-1]} l S\n" for x in xs]
    return "0.5 w\n" + "".join(across + upright)


def read(folder: Path, data: bytes) -> SourceDocument:
    """What the reader makes of a file of these bytes."""
    path = folder / "made.pdf"
    path.write_bytes(data)
    return pdf.read(path)


def texts(grid: Grid) -> list[list[str | None]]:
    """The texts of a grid, None for covered positions."""
    return [[None if cell.covered else cell.text for cell in row] for row in grid.rows]


def grids(document: SourceDocument) -> list[list[list[str | None]]]:
    """The tables of a document."""
    return [texts(block) for block in document.blocks if isinstance(block, Grid)]


def said(document: SourceDocument) -> list[str]:
    """The lines of a document."""
    return [block.text for block in document.blocks if isinstance(block, Line)]
