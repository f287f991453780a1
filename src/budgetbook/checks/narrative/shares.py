"""What a stated share is a share of."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.checks.narrative.mentions import Mention, Share, Telling


def wholes_of(telling: Telling, mention: Mention, share: Share) -> Iterator[Mention]:
    """The mentions that the share may be of, the likeliest first."""
    if not share.of_words:
        yield from mention.ancestors()
        return
    if share.of is None:
        return
    for other in reversed(telling.mentions):
        if (
            other.phrase is not None
            and other.start < mention.start
            and (other.phrase.says, other.phrase.functions) == (share.of.says, share.of.functions)
        ):
            yield other
