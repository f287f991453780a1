"""Disclosure JSON: what this program wrote itself is decoded, not interpreted."""

from __future__ import annotations

from pathlib import Path

from budgetbook.model.codec import decode_disclosure
from budgetbook.model.disclosure import Disclosure

NAME = "json"


def recognises(head: bytes, path: Path) -> bool:
    """Whether the file begins as a JSON object. So does RTF, but for what follows."""
    first, _, rest = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").partition(b"{")
    return not first and not rest.startswith(b"\\")


def read(path: Path) -> Disclosure:
    """The disclosure. Raises UnknownVersion for another version, UnreadableFile for what is or holds something else."""
    return decode_disclosure(path.read_bytes().removeprefix(b"\xef\xbb\xbf"), name=str(path))
