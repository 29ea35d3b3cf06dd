"""The better sentence: what a good colleague would have written here, with this order's own data."""

from datetime import datetime
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from classroom.scoring.values import CaseFile, Line

_ZONE = ZoneInfo("Asia/Shanghai")
_TIMES = {
    "promised": "promised_ms",
    "paid": "paid_ms",
    "eta": "eta_ms",
    "until": "until_ms",
    "signed": "signed_ms",
}
_WORDS = ("order_no", "carrier", "tracking_no", "hub", "city", "station", "buyer")


@cache
def book(language: str) -> dict[str, Any]:
    """Sentences by rule and, below it, by missing thing or truth."""
    short = "zh" if language.startswith("zh") else "en"
    text = (files("classroom.scoring") / f"better.{short}.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def slots(case: CaseFile) -> dict[str, str]:
    """What a sentence may name: only what the records of this case really hold."""
    facts, known = case.facts, {}
    for name in _WORDS:
        if facts.get(name):
            known[name] = str(facts[name])
    for name, key in _TIMES.items():
        if facts.get(key):
            known[name] = moment(int(facts[key]), case.language)
    credit = int(case.marking.get("money", {}).get("credit_cents", 0))
    if credit:
        known["credit"] = money(credit)
    if facts.get("paid_cents"):
        known["amount"] = money(int(facts["paid_cents"]))
    return known


def moment(ms: int, language: str) -> str:
    at = datetime.fromtimestamp(ms / 1000, _ZONE)
    written = f"{at.hour}:{at.minute:02d}"
    if language.startswith("zh"):
        return book(language)["moment"].format(month=at.month, day=at.day, time=written)  # type: ignore[no-any-return]
    return f"{at.day} {at:%b}, {written}"


def money(cents: int) -> str:
    return f"{cents / 100:.2f}".removesuffix(".00")


def better_sentence(case: CaseFile, fault: Line) -> str:
    """The first sentence for this rule, what was missing and this truth, whose slots can all be filled."""
    known = slots(case)
    entry = book(case.language)["rules"].get(fault.rule, {})
    missing = fault.params.get("missing") or []
    for key in (*(f"{case.truth}/{m}" for m in missing), *missing, case.truth, "default"):
        for sentence in _as_list(entry.get(key)):
            if {field for _, field, _, _ in Formatter().parse(sentence) if field} <= known.keys():
                return sentence.format(**known)
    return ""


def _as_list(entry: Any) -> list[str]:
    return [] if entry is None else [entry] if isinstance(entry, str) else list(entry)
