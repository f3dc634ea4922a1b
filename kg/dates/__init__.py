"""Arabic time expressions: finds them in running text and tells which time they mean.

One engine for Gregorian dates with Levantine, Egyptian and Maghrebi month names, Hijri dates (Umm al-Qura calendar,
by the library hijridate), weekdays, today and yesterday, parts of the day, nights between two days, hours, and
times counted from the day of publication or from a day that the text named before:

>>> from datetime import date
>>> from kg import dates
>>> (found,) = dates.find("قُصفت القاعدة مساء أمس الاثنين", date(2024, 1, 23))
>>> found.when.start.isoformat(), found.when.precision, found.when.text
('2024-01-22T17:00:00', 'part', 'مساء أمس الاثنين')
>>> dates.parse_dateline("الحسكة - ٧ شوال ١٤٤٣ هـ / ٨ أيار ٢٠٢٢")
datetime.date(2022, 5, 8)

Nothing is invented: what depends on a day that is not known has no time. Hours of the parts of a day and all words and
patterns are in `words.toml`.
"""

from kg.dates.engine import Expression, find, parse_dateline, resolve

__all__ = ["Expression", "find", "parse_dateline", "resolve"]
