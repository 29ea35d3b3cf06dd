"""What an agent's words amount to: which facts were told, which messages say something, which were not
understood.

The recogniser's silence never costs points. A message it made nothing of is "unread", and a rule that would
have
marked down what is missing does not apply when the missing thing may stand in an unread message.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from classroom.scoring.values import CaseFile, Said
from helpdesk.chats.rules import says_something

# What a shopper may have to be told, by code; facts.*.yaml says how each is usually put.
FACTS = frozenset(
    {
        "parcel_whereabouts",
        "cause_backlog",
        "cause_storm",
        "force_majeure",
        "not_sent_yet",
        "not_collected_yet",
        "our_fault",
        "signed_by",
        "promise_not_passed",
        "promised_date",
        "intercept_uncertain",
        "refund_after_return",
        "next_step",
    }
)
_BESIDES = frozenset({"our_fault", "next_step", "insult", "alternative"})
_TELLING = frozenset({"status", "date", "tracking_no"})


@cache
def fact_patterns(language: str) -> dict[str, re.Pattern[str]]:
    """How each required fact is usually put into words. Raises FileNotFoundError for an unknown language."""
    short = "zh" if language.startswith("zh") else "en"
    text = (files("classroom.scoring") / f"facts.{short}.yaml").read_text("utf-8")
    book: dict[str, str] = yaml.safe_load(text)
    return {code: re.compile(pattern, re.IGNORECASE) for code, pattern in book.items()}


def long_enough(text: str) -> bool:
    """Whether there is enough in a text for it to have said something."""
    wide = sum(1 for ch in text if ord(ch) > 0x2E80)
    return wide >= 4 or len(text.split()) >= 3


def unread(said: Said) -> bool:
    """Neither act nor statement was found in a text that is long enough to hold one."""
    return said.kind == "text" and not said.acts and not said.statements and long_enough(said.text)


def substantive(said: Said) -> bool:
    """Says more than a greeting or "please wait", as the desk's own figures have it; or names a fact."""
    news = [(s.kind, s.about) for s in said.statements]
    if says_something(said.kind, said.text, {act.name for act in said.acts}, news):
        return True
    return any(
        pattern.search(said.text)
        for language in ("zh-CN", "en")
        for fact, pattern in fact_patterns(language).items()
        if fact not in _BESIDES
    )


def any_unread(messages: tuple[Said, ...]) -> bool:
    return any(unread(m) for m in messages)


def insults(said: Said) -> bool:
    """An abusive message: a forbidden phrase found by a pattern, with a word of abuse in it."""
    if not any(a.name == "forbidden_phrase" and a.reason.startswith("pattern:") for a in said.acts):
        return False
    return any(fact_patterns(language)["insult"].search(said.text) for language in ("zh-CN", "en"))


def opens_a_way(case: CaseFile, said: Said) -> bool:
    """Whether a message says what can be done, what happens next, or lets the shopper choose."""
    book = fact_patterns(case.language)
    return any(book[name].search(said.text) for name in ("alternative", "next_step"))


def told(case: CaseFile, fact: str) -> Said | None:
    """The first message that tells the shopper this fact, or None. A contradicted message tells nothing."""
    pattern = fact_patterns(case.language).get(fact)
    for said in case.agent:
        if any(s.verdict == "contradicted" for s in said.statements):
            continue
        if _by_record(case, fact, said) or pattern is not None and pattern.search(said.text):
            return said
    return None


def _by_record(case: CaseFile, fact: str, said: Said) -> bool:
    facts = case.facts
    supported = [s for s in said.statements if s.verdict == "supported"]
    card = (said.card or {}).get("type")
    if fact == "parcel_whereabouts":
        return card == "tracking" or any(s.kind in _TELLING for s in supported) or _names(said, facts, "hub")
    if fact in ("promised_date", "promise_not_passed"):
        return any(s.kind == "date" for s in supported)
    if fact == "not_sent_yet":
        return any(s.kind == "status" and s.value == "not_shipped" for s in supported)
    if fact == "signed_by":
        return _names(said, facts, "station") or any(
            s.kind == "status" and s.value == "delivered" for s in supported
        )
    if fact == "our_fault":
        return said.has("apologise")
    if fact == "next_step":
        return said.has("promise_deadline", "offer_refund", "offer_reship", "offer_return")
    return False


def _names(said: Said, facts: dict[str, Any], key: str) -> bool:
    name = facts.get(key)
    return isinstance(name, str) and len(name) > 1 and name in said.text
