"""What several rules ask of one document, or of one form of it, is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar


class Remembering(Protocol):
    """What answers are kept in: they live as long as what they are about."""

    @property
    def remembered(self) -> dict[object, Any]:
        """Answers by the function that gave them."""


_Asked = TypeVar("_Asked", bound=Remembering)
_Answer = TypeVar("_Answer")


def once(worked_out: Callable[[_Asked], _Answer]) -> Callable[[_Asked], _Answer]:
    """`worked_out`, called once for each that it is asked of. No answer may be None, and nobody may change one."""

    @wraps(worked_out)
    def of(asked: _Asked) -> _Answer:
        known: _Answer | None = asked.remembered.get(worked_out)
        if known is None:
            known = asked.remembered[worked_out] = worked_out(asked)
        return known

    return of
