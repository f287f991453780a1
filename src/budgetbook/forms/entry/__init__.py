"""The entry workbook as data: what the sheets of a ledger workbook hold, and the way between them and a Ledger.

No file format here: `writers.workbook` and `readers.workbook` share this room.
"""

from budgetbook.forms.entry.assembly import ledger_from
from budgetbook.forms.entry.empty import empty_ledger
from budgetbook.forms.entry.entered import EnteredRow, EnteredSheet, Mistakes, beside, column_letter, same_words
from budgetbook.forms.entry.marker import Marker, marker_from, marker_of
from budgetbook.forms.entry.records import Record, Value, records_of
from budgetbook.forms.entry.sheets import (
    UNFINISHED,
    Choice,
    Entry,
    EntryColumn,
    EntryField,
    EntrySheet,
    Guide,
    Holds,
    Need,
    load_entry,
    load_guide,
)

__all__ = [
    "UNFINISHED",
    "Choice",
    "EnteredRow",
    "EnteredSheet",
    "Entry",
    "EntryColumn",
    "EntryField",
    "EntrySheet",
    "Guide",
    "Holds",
    "Marker",
    "Mistakes",
    "Need",
    "Record",
    "Value",
    "beside",
    "column_letter",
    "empty_ledger",
    "ledger_from",
    "load_entry",
    "load_guide",
    "marker_from",
    "marker_of",
    "records_of",
    "same_words",
]
