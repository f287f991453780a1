"""Forms as data: what a province prints, in which order, with which titles, columns, sentences and notes."""

from budgetbook.forms.loading import available, load, load_folder, template

__all__ = ["available", "load", "load_folder", "template"]
