"""A mutated copy of a file: bytes anywhere, and where a format has a structure, inside of it. The same `Random` gives the same copy."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.fuzz.biff_records import mutated_xls
from tests.fuzz.json_values import mutated_json
from tests.fuzz.pdf_objects import mutated_pdf
from tests.fuzz.text_lines import mutated_text
from tests.fuzz.xml_nodes import mutated_html
from tests.fuzz.zip_members import mutated_zip

Mutation = Callable[[bytes, Random], bytes]

_INSERTED = (
    b"\x00", b"\xff" * 8, b"\xef\xbb\xbf", b"<", b"]]>", b"<!--", b"&#0;", b"\t" * 50, b"\n" * 50, b"|" * 30, b"(" * 500, b"[" * 3_000,
    b"9" * 400, b"-", b"1e999", b"0x", "２０２７年".encode(), "一、".encode() * 40, "　".encode() * 100, "\u202e".encode(), b"\xed\xa0\x80",
    "年度部门预算公开".encode(), "合计\t".encode() * 20, "第三部分 情况说明\n".encode(), "预算收支总表\n".encode(),
)  # fmt: skip


def mutated(content: bytes, kind: str, random: Random) -> bytes:
    """A mutated copy of `content`, a file of the format `kind`: mostly in its structure, now and then its bytes as they are."""
    structured = _STRUCTURED.get(kind)
    if structured is None or random.random() < 0.25:
        return mutated_bytes(content, random)
    return structured(content, random)


def mutated_bytes(content: bytes, random: Random) -> bytes:
    """`content` with a few runs of bytes changed, dropped, doubled, moved or put in; now and then cut off."""
    data = bytearray(content)
    for _ in range(random.choice((1, 1, 1, 2, 4, 16))):
        if not data:
            break
        at = random.randrange(len(data))
        length = min(random.choice((1, 1, 2, 4, 16, 64, 1024)), len(data) - at)
        match random.randrange(8):
            case 0:
                data[at] ^= 1 << random.randrange(8)
            case 1:
                data[at : at + length] = random.randbytes(length)
            case 2:
                del data[at : at + length]
            case 3:
                data[at:at] = data[at : at + length] * random.choice((1, 2, 30))
            case 4:
                data[at:at] = random.choice(_INSERTED)
            case 5:
                to = random.randrange(len(data))
                data[to:to] = data[at : at + length]
            case 6:
                data[at : at + length] = bytes(length)
            case _:
                if random.random() < 0.2:
                    del data[at:]
    return bytes(data)


def _zip(content: bytes, random: Random) -> bytes:
    return mutated_zip(content, random, mutated_bytes)


_STRUCTURED: dict[str, Mutation] = {
    "text": mutated_text,
    "docx": _zip,
    "xls": mutated_xls,
    "xlsx": _zip,
    "workbook": _zip,
    "html": mutated_html,
    "pdf": mutated_pdf,
    "json": mutated_json,
}
