"""What a form's reader isn't sure of, before it is known which project of the disclosure the form is."""

from __future__ import annotations

import msgspec

from budgetbook.model.disclosure import Damage
from budgetbook.model.place import Place


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Damage whose `subject` is a pointer inside the form (`/indicators/annual/3`)."""

    what: str
    note: str
    subject: str
    place: Place | None = None

    def under(self, form: str) -> Damage:
        """The damage of the form that `form` points to (`/projects/0`)."""
        return Damage(what=self.what, note=self.note, place=self.place, subject=form + self.subject)
