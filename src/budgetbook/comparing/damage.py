"""What the reader wasn't sure of takes no part in a comparison."""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.model.disclosure import Damage


class Doubts:
    """The places of one disclosure that are in doubt, asked by the parts of a JSON pointer."""

    def __init__(self, damage: Iterable[Damage]) -> None:
        self._at = {tuple(one.subject.strip("/").split("/")) for one in damage if one.subject}
        self._above = {at[:end] for at in self._at for end in range(1, len(at) + 1)}

    def covers(self, *parts: object) -> bool:
        """Whether the place, or something that it lies in, is in doubt."""
        at = tuple(str(part) for part in parts)
        return bool(self._at) and any(at[:end] in self._at for end in range(1, len(at) + 1))

    def touches(self, *parts: object) -> bool:
        """Whether the place, something above it or anything inside it is in doubt."""
        return self.covers(*parts) or tuple(str(part) for part in parts) in self._above
