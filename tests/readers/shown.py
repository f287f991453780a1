"""What a reader found, as plain texts to compare."""

from __future__ import annotations

from budgetbook.readers.blocks import Line, SourceDocument


def shown(document: SourceDocument) -> list[object]:
    """Lines as their text, grids as rows of text with ~ for covered cells."""
    return [
        block.text
        if isinstance(block, Line)
        else [["~" if cell.covered else cell.text for cell in row] for row in block.rows]
        for block in document.blocks
    ]
