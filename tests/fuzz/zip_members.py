"""Mutations inside a zip: the XML of a member, its bytes, or the archive's own shape."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from random import Random

from tests.fuzz.xml_nodes import mutated_xml

# Parts that hold what is read; the others matter less.
_TELLING = (
    "document.xml",
    "styles.xml",
    "numbering.xml",
    "sharedStrings.xml",
    "workbook.xml",
    "/sheet",
    ".rels",
    "custom.xml",
)


def mutated_zip(content: bytes, random: Random, mutated_bytes: Callable[[bytes, Random], bytes]) -> bytes:
    """A mutated copy of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    at = _chosen([name for name, _ in members], random)
    name, data = members[at]
    match random.randrange(10):
        case 0:
            del members[at]
        case 1:
            members.append((name, data))  # twice the same name
        case 2:
            other = random.randrange(len(members))
            members[at] = (name, members[other][1])
        case 3:
            members[at] = (name, mutated_bytes(data, random))
        case _:
            members[at] = (name, mutated_xml(data, random) or mutated_bytes(data, random))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as made:
        for name, data in members:
            made.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _chosen(names: list[str], random: Random) -> int:
    telling = [at for at, name in enumerate(names) if any(word in name for word in _TELLING)]
    return random.choice(telling) if telling and random.random() < 0.9 else random.randrange(len(names))
