"""Whether a form pays one part of something larger: a contract partly paid before, a last instalment, a settled total."""

from __future__ import annotations

import re
from decimal import Decimal

from budgetbook.checks.once import once
from budgetbook.checks.performance.forms import Form
from budgetbook.checks.performance.money_in_text import amounts

_PART = re.compile(
    r"尾款|质保金|已(?:支付|付|拨付|支出|拨)|未支付|剩余(?:资金|价款|款项|\d)|余款|进度款|分期|分年|合同(?:总)?(?:价|金额|额)|中标价|工程总价|总投资|"
    r"决算|审定|结算审计|预算批复|批复(?:金额)?为|评审(?:金额|结果|经费|价)"
)
_SETTLED = re.compile(r"(?:决算|审定|结算)[^。;；,，\d]{0,10}(?:金额|总额|造价|价)?(?:为|是|:)?$")


@once
def pays_a_part(form: Form) -> bool:
    """Whether the words say that the year's money is a part of a contract or project that is larger."""
    return any(_PART.search(text.text) for text in form.texts)


def settled_amount(form: Form) -> tuple[Decimal, Decimal, str] | None:
    """The amount that a final audit settled (决算审计金额为836.43万元) as yuan, half a step, and quotation; None where the words name none."""
    for one in form.texts:
        text = one.text
        if not ("决算" in text or "审定" in text or "结算" in text):
            continue  # what most texts are, so their amounts are not asked for
        for amount in amounts(text):
            if match := _SETTLED.search(text, max(0, amount.start - 24), amount.start):
                return amount.yuan, amount.half, match.group() + amount.text
    return None
