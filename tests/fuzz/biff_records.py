"""XLS files with records changed: their kind, their length, the values in them, or one in another's place."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from random import Random

_BEGINS = b"\x09\x08\x10\x00"  # the record that every stream of a workbook begins with
_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF)
_MOST = 8_224  # bytes of a record. Source: [MS-XLS] 2.1.4


def mutated_xls(content: bytes, random: Random) -> bytes:
    """`content` with one to eight of its records changed in place."""
    data = bytearray(content)
    records = list(_records(content))
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        if not records:
            break
        at, length = random.choice(records)
        match random.randrange(5):
            case 0:
                data[at : at + 2] = struct.pack("<H", random.randrange(0x1000))
            case 1:
                data[at + 2 : at + 4] = struct.pack("<H", random.choice((*_EXTREMES, length + 1, max(length - 1, 0))))
            case 2 if length >= 2:
                place = at + 4 + random.randrange(length - 1)
                data[place : place + 2] = struct.pack("<H", random.choice(_EXTREMES))
            case 3:
                data[at + 4 : at + 4 + length] = random.randbytes(length)
            case _:
                other, its_length = random.choice(records)
                taken = min(length, its_length) + 4
                data[at : at + taken] = content[other : other + taken]
    return bytes(data)


def _records(content: bytes) -> Iterator[tuple[int, int]]:
    """Where each record begins, and how many bytes of its own it has; streams lie in one piece, as LibreOffice writes small files."""
    at = content.find(_BEGINS)
    while 0 <= at <= len(content) - 4:
        kind, length = struct.unpack_from("<HH", content, at)
        if not kind or length > _MOST:
            return
        yield at, length
        at += 4 + length
