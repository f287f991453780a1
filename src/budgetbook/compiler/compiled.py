"""What compiling gives: the disclosure, and what is needed to say where each of its amounts comes from."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.compiler.evaluation import Evaluator
from budgetbook.compiler.mentions import Mention
from budgetbook.forms.form import Form
from budgetbook.model.disclosure import Disclosure
from budgetbook.model.ledger import Ledger, LedgerDefect


@dataclass(frozen=True)
class Compiled:
    """A compiled ledger. `mentions` are the amounts placed in words; `lacking` labels what the officer left out and the text shows as 【待填：…】;
    `notices` are worth a look and forbid nothing."""

    disclosure: Disclosure
    ledger: Ledger
    form: Form
    evaluator: Evaluator
    mentions: tuple[Mention, ...]
    lacking: tuple[str, ...]
    notices: tuple[LedgerDefect, ...]
