"""Lines that stand above a table: where a picture follows one, the table is in the picture."""

from __future__ import annotations

import re

_ANNOUNCES = re.compile(r"表(?:[（(][^）)]{1,20}[）)])?$|单位[:：]\s*(?:人民币)?(?:百万|千|万)?元")
_LONGEST = 60  # characters; a sentence that ends in 表 is longer
LEAST_WIDE, LEAST_HIGH = 9.0, 3.0  # centimetres of a picture that may hold a table; less is a logo or a seal


def announces_table(line: str) -> bool:
    """Whether `line` is a statement's title, or tells its unit of money."""
    plain = "".join(line.split())
    return len(plain) <= _LONGEST and _ANNOUNCES.search(plain) is not None
