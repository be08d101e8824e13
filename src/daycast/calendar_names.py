"""Days and months by their English names, as running text has them; `MONTH` and `WEEKDAY` are patterns of any."""

from __future__ import annotations

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
MONTH = f"(?:{'|'.join(MONTHS)})"
DAYS_AND_MONTHS = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS))
