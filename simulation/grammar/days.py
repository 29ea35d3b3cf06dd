"""Days and counts the way people say them: yesterday, on Friday, the 20th; three days, 3 days."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from simulation.grammar.phrasebook import Book


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _local(ms: int, zone: str) -> datetime:
    return datetime.fromtimestamp(ms / 1000, _zone(zone))


def day(book: Book, ms: int, now_ms: int, zone: str) -> str:
    """The day of an instant, seen from now."""
    then, now = _local(ms, zone), _local(now_ms, zone)
    apart = (then.date() - now.date()).days
    near: dict[int, str] = book.words["days"]["near"]
    if apart in near:
        return near[apart]
    if abs(apart) <= 6:
        weekdays: list[str] = book.words["days"]["weekdays"]
        key = "last" if apart < 0 and then.isocalendar()[1] != now.isocalendar()[1] else "this"
        if apart > 0 and then.isocalendar()[1] != now.isocalendar()[1]:
            key = "next"
        return str(book.words["days"][key]).format(day=weekdays[then.weekday()])
    months: list[str] = book.words["days"]["months"]
    return str(book.words["days"]["date"]).format(
        month=months[then.month - 1], day=then.day, th=_th(then.day), number=then.month
    )


def weekday(book: Book, ms: int, zone: str) -> str:
    """The bare weekday of an instant."""
    weekdays: list[str] = book.words["days"]["weekdays"]
    return str(book.words["days"]["this"]).format(day=weekdays[_local(ms, zone).weekday()])


def _th(n: int) -> str:
    return "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def days_between(earlier_ms: int, later_ms: int, zone: str) -> int:
    """Calendar days from one instant to the other."""
    return (_local(later_ms, zone).date() - _local(earlier_ms, zone).date()).days


def counted(book: Book, n: int) -> str:
    """A small number as people write it."""
    numbers: list[str] = book.words["numbers"]
    return numbers[n] if 0 <= n < len(numbers) else str(n)


def short_name(book: Book, title: str) -> str:
    """What a shopper calls the thing: the plain noun in a seller's title."""
    words: list[str] = book.words["nouns"]
    if book.language == "zh-CN":
        head = title.split(" ")[0]
        hits = sorted((w for w in words if w in head), key=lambda w: (-(head.rfind(w) + len(w)), -len(w)))
        if hits:
            return hits[0]
        anywhere = sorted((w for w in words if w in title), key=lambda w: (title.find(w), -len(w)))
        return anywhere[0] if anywhere else head[-3:] if len(head) > 5 else head
    plain = title.split(",")[0].lower()
    for cut in (" for ", " with ", " by ", " in "):
        plain = plain.split(cut)[0]
    parts = plain.split()
    while len(parts) > 1 and (any(c.isdigit() for c in parts[-1]) or parts[-1] in book.words["units"]):
        parts.pop()
    return " ".join(parts[-2:] if parts[-1] in words and len(parts) > 1 else parts[-1:])


def with_article(name: str) -> str:
    """ "a rice cooker", "an air fryer", "sunglasses"."""
    if name.endswith("s") and not name.endswith("ss"):
        return name
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def as_one(name: str) -> str:
    """What verbs in the singular can follow: "rice cooker", "sunglasses order"."""
    return f"{name} order" if name.endswith("s") and not name.endswith("ss") else name
