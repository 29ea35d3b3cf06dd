"""Finds what a message undertakes:

to be back by a time, to do something, to have something happen by a date.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from helpdesk.promises.rules import DEFAULT_ACTION_MS, DESK_SPAN_MS, Commitment, deadline, without_doubles
from helpdesk.understanding import Act, Statement
from helpdesk.understanding import text as texts

_CLAUSE_END = re.compile(r"[,，]")


@dataclass(frozen=True, slots=True)
class _Tongue:
    reply: re.Pattern[str]
    own_reply: re.Pattern[str]
    others: re.Pattern[str]
    hedge: re.Pattern[str]
    unreal: re.Pattern[str]
    not_meant: re.Pattern[str]
    actions: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _tongue(language: str) -> _Tongue:
    book: dict[str, Any] = yaml.safe_load(
        files("helpdesk.promises").joinpath("commitments.yaml").read_text("utf-8")
    )
    words = book[language]
    return _Tongue(
        reply=re.compile(words["reply"]),
        own_reply=re.compile(words["own_reply"]),
        others=re.compile(words["others"]),
        hedge=re.compile(words["hedge"]),
        unreal=re.compile(words["unreal"]),
        not_meant=re.compile(words["not_meant"]),
        actions=tuple((what, re.compile(rx)) for what, rx in words["actions"].items()),
    )


def commitments(
    message: str,
    acts: Sequence[Act],
    statements: Sequence[Statement],
    *,
    desk_ms: int,
    mall_ms: int,
    action_ms: int = DEFAULT_ACTION_MS,
) -> list[Commitment]:
    """What the message undertakes, one of each kind. What it says is done already is not undertaken."""
    if not message.strip():
        return []
    norm = texts.normalise(message)
    done = {str(s.value) for s in statements if s.kind == "action_done"}
    firm = any(act.name == "promise_deadline" for act in acts)
    found: list[Commitment] = []
    for sentence in texts.sentences(norm):
        tongue = _tongue(texts.language_of(sentence.text))
        if sentence.asks or tongue.unreal.search(sentence.text):
            continue
        low, high = sentence.start, sentence.start + len(sentence.text)
        times = [s for s in statements if s.at and s.kind in ("date", "duration") and low <= s.span[0] < high]
        ahead = [s for s in times if s.at is not None and s.at[1] > mall_ms]
        due = (
            deadline(min(s.at[1] for s in ahead if s.at), said_desk_ms=desk_ms, said_mall_ms=mall_ms)
            if ahead
            else None
        )
        undertaken = [what for what in _actions(sentence.text, tongue) if what not in done]
        for what in undertaken:
            axis, at = due or ("desk", desk_ms + action_ms)
            found.append(Commitment(what, axis, at))
        if undertaken:
            continue
        for statement in ahead:
            vowed = _timed(statement, sentence, tongue, firm, mall_ms)
            if vowed and statement.at:
                axis, at = deadline(statement.at[1], said_desk_ms=desk_ms, said_mall_ms=mall_ms)
                found.append(Commitment(vowed, axis, at))
    return without_doubles(found)


def _actions(sentence: str, tongue: _Tongue) -> Iterator[str]:
    for what, rx in tongue.actions:
        hit = rx.search(sentence)
        if hit is None:
            continue
        clause_start = max((m.end() for m in _CLAUSE_END.finditer(sentence, 0, hit.start())), default=0)
        if not tongue.not_meant.search(sentence[clause_start : hit.end()]):
            yield what


def _timed(
    statement: Statement, sentence: texts.Sentence, tongue: _Tongue, firm: bool, mall_ms: int
) -> str | None:
    """What a time in a sentence without an action promises.

    A reply, or an arrival or dispatch that was vowed. What others said or a page shows promises nothing.
    """
    if statement.at is None or tongue.others.search(sentence.text):
        return None
    at = statement.span[0] - sentence.start
    clauses = texts.clauses(sentence.text)
    clause = next((sentence.text[low:high] for low, high in clauses if low <= at < high), sentence.text)
    short = statement.at[1] - mall_ms < DESK_SPAN_MS
    own = tongue.own_reply.search(clause) is not None
    if statement.about in ("reply", None) or (short and tongue.reply.search(clause)):
        meant = (
            own or statement.about == "reply" or (short and tongue.reply.search(sentence.text) is not None)
        )
        return "reply" if meant and not tongue.hedge.search(clause) else None
    if statement.about in ("arrival", "dispatch") and firm and not short:
        return None if tongue.hedge.search(sentence.text) else statement.about
    return None
