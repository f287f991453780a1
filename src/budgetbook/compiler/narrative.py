"""The sections of part three, from the form's sentence templates. Jinja in a sandbox, and a name it doesn't know is an error."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from budgetbook import forms
from budgetbook.compiler.evaluation import Evaluator
from budgetbook.compiler.mentions import Mention
from budgetbook.compiler.statements import filled
from budgetbook.compiler.wording import Wording
from budgetbook.errors import FormError
from budgetbook.forms.form import Form
from budgetbook.model.ledger import Ledger
from budgetbook.model.narrative import Section

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


def narrative(
    ledger: Ledger, form: Form, evaluator: Evaluator
) -> tuple[tuple[Section, ...], tuple[Mention, ...], tuple[str, ...]]:
    """The sections of `form`, every amount placed in them, and the labels of what the officer has not filled in."""
    lacking: list[str] = []
    sections: list[Section] = []
    mentions: list[Mention] = []
    for each in form.sections:
        wording = Wording(ledger, form, evaluator, lacking)
        try:
            marked = _template(form.name, each.template).render(wording.context())
        except TemplateError as error:
            raise FormError(f"表样 {form.name}：文字模板 {each.template} 有误：{error}") from error
        text, said = wording.marks.lifted(each.section, _paragraphs(marked))
        sections.append(Section(section=each.section, title=filled(each.title, ledger), text=text))
        mentions += said
    return tuple(sections), tuple(mentions), tuple(dict.fromkeys(lacking))


def _paragraphs(rendered: str) -> str:
    """A template breaks its lines where it likes; only an empty line begins a paragraph."""
    paragraphs = ("".join(line.strip() for line in part.splitlines()) for part in _PARAGRAPHS.split(rendered))
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


@cache
def _template(form: str, file: str) -> Template:
    return _environment(form).get_template(file)


@cache
def _environment(form: str) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda file: forms.template(form, file)),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=(),
    )
