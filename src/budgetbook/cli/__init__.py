"""The command line. One command a file; each loads what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run `budgetbook`. Exit status 0 fine, 1 findings of severity error, 2 the call is wrong or a file can't be read."""
    from budgetbook.cli.outcome import status_of
    from budgetbook.cli.read_json import disclosure_printed, files_asked

    files = files_asked(sys.argv[1:])
    if files is not None:
        status = status_of(lambda: disclosure_printed(files))
        # Everything is written and cleaned up. What Python would still do is take the document apart, piece by piece.
        os._exit(status)
    from budgetbook.cli.app import run

    sys.exit(run(sys.argv[1:]))
