"""Whether an intervention runs in a year: by the years on record, and by the words of its status.

The status is free text that each source put in its own words. Only words that plainly say something count;
where they say nothing, the years decide.
"""

from __future__ import annotations

NEVER = ("not implemented", "announced", "legislating", "proposed")
"""So begins the status of what was not carried out, or not yet."""
PARTLY = "partly delivered"
DONE = "completed"
"""So begins the status of what has ended; without a year, nobody knows when."""
GOES_ON = ("mainstreamed", "extended", "continued")
"""The status of an intervention that was completed and yet goes on says so."""


def runs(status: str | None, start: str | None, end: str | None, year: str) -> bool:
    """Whether it runs in a year (YYYY), as far as the record says; years are None where none is known."""
    words = (status or "").casefold()
    if words.startswith(NEVER) and PARTLY not in words:
        return False
    if words.startswith(DONE) and end is None and not any(each in words for each in GOES_ON):
        return False
    return (start or year) <= year <= (end or year)
