"""A comparison as one accessible page that needs nothing else and prints well."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from budgetbook.model.comparison import Comparison
from budgetbook.writers.comparison.view import view


def write_html(found: Comparison, path: Path) -> None:
    """Write `found` to `path` as a page. Raises OSError where it can't be written."""
    path.write_text(page(found), encoding="utf-8", newline="\n")


def page(found: Comparison) -> str:
    """The page. Every text goes through Jinja's escaping; only the style is put in as it is."""
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(_resource("page.jinja"))
    return template.render(style=Markup(_resource("page.css")), **view(found))  # noqa: S704 - our own file


def _resource(name: str) -> str:
    return (files("budgetbook.writers.comparison") / name).read_text(encoding="utf-8")
