"""Mutations of a PDF by its objects: numbers, names, keys, references, and the operators of what is drawn."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from random import Random
from typing import Any

import pikepdf

_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"3",
    b"65536",
    b"2147483647",
    b"-2147483648",
    b"99999999999999999999",
    b"0.000001",
    b"1e9",
    b"null",
)
_TOKENS = (
    b"q", b"Q", b"BT", b"ET", b"re", b"f", b"S", b"m", b"l", b"h", b"c", b"Do", b"Tj", b"TJ", b"cm", b"Tm", b"Td", b"Tf", b"W", b"n",
    b"/F1", b"[", b"]", b"<<", b">>", b"(", b")", b"<", b">", b"3 Tr", b"BI ID EI",
)  # fmt: skip
_WORD = re.compile(rb"[^\s\[\]<>()/]+|/[^\s\[\]<>()/]*|[\[\]()]|<<|>>")
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_OBJECT = re.compile(rb"(?<=\n)\d+ 0 obj.*?endobj", re.DOTALL)


def mutated_pdf(content: bytes, random: Random) -> bytes:
    """A mutated copy of a PDF, uncompressed first so that what is changed is read."""
    data = bytearray(_plain(content))
    for _ in range(random.choice((1, 1, 2, 4, 10, 40))):
        start, end = random.choice(_objects(content))
        start, end = min(start, len(data)), min(end, len(data))
        words = [
            match.span()
            for match in (_NUMBER if random.random() < 0.5 else _WORD).finditer(data, start, min(end, start + 20_000))
        ]
        if not words:
            continue
        at, until = random.choice(words)
        match random.randrange(7):
            case 0 | 1:
                data[at:until] = random.choice(_NUMBERS)
            case 2:
                data[at:until] = random.choice(_TOKENS)
            case 3:
                del data[at:until]
            case 4:
                data[at:at] = bytes(data[at:until]) + b" "
            case 5:
                other, other_end = random.choice(words)
                data[at:until] = bytes(data[other:other_end])
            case _:
                line_end = data.find(b"\n", at)
                line = bytes(data[at:line_end])[:200]
                data[at:at] = (line + b"\n") * random.choice((1, 10, 2_000 if random.random() < 0.1 else 100))
    return bytes(data)


@lru_cache(maxsize=2)
def _plain(content: bytes) -> bytes:
    """`content` without compression and object streams."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        for name in ("/AF", "/Names", "/Metadata"):  # the data attached is no part of what is read
            if name in document.Root:
                del document.Root[name]
        settings: Any = {
            "compress_streams": False,
            "stream_decode_level": pikepdf.StreamDecodeLevel.generalized,
            "object_stream_mode": pikepdf.ObjectStreamMode.disable,
        }
        document.save(out, **settings)
    return out.getvalue()


@lru_cache(maxsize=2)
def _objects(content: bytes) -> tuple[tuple[int, int], ...]:
    """Where the objects of the uncompressed copy begin and end; typefaces, which are most of it, left out."""
    plain = _plain(content)
    return tuple(match.span() for match in _OBJECT.finditer(plain) if b"/Length1" not in match.group()[:300])
