"""Marked cases as the page of results shows them."""

from collections.abc import Mapping
from typing import Any

from classroom.scoring.blocks.outcome import given
from classroom.scoring.blocks.truth import contradictions
from classroom.scoring.figures import first_reply_ms, substantive_ms, turns_of
from classroom.scoring.marking import Mark, first_fault, mark
from classroom.scoring.values import CaseFile
from core.wire import at

_FACTS = ("carrier", "tracking_no", "signed_by", "disruption", "last_scan")
_FIGURES = (
    "csat",
    "rated",
    "first_reply_ms",
    "substantive_ms",
    "average_reply_ms",
    "answered_30s",
    "answered_3m",
    "turns",
)
_TIMES = {
    "promised_at": "promised_ms",
    "paid_at": "paid_ms",
    "dispatch_due": "dispatch_due_ms",
    "stuck_since": "stuck_since_ms",
    "signed_at": "signed_ms",
}


def result_of(
    files: list[CaseFile], people: Mapping[int, dict[str, Any]], figures: Mapping[str, Any]
) -> dict[str, Any]:
    """Summary and cases. The score of a mall is the mean of its scored cases: each shopper counts the same.

    `figures` are the desk's own, by the definitions of helpdesk.kpi.
    """
    marks = [(case, mark(case)) for case in files]
    scores = [marked.score for _, marked in marks if marked.score is not None]
    money = [d for case in files for d in given(case)]
    summary = {
        "score": round(sum(scores) / len(scores), 1) if scores else None,
        "cases_scored": len(scores),
        **{name: figures[name] for name in _FIGURES},
        "contradicted": sum(len(contradictions(case)) for case in files),
        "knock_outs": sum(1 for _, marked in marks if marked.knock_out is not None),
        "payouts_cents": sum(d.amount_cents for d in money if d.what in ("late_credit", "payout")),
        "coupons_cents": sum(d.amount_cents for d in money if d.what == "coupon"),
    }
    return {
        "summary": summary,
        "cases": [case_result(case, marked, people.get(case.order_id, {})) for case, marked in marks],
    }


def case_result(case: CaseFile, marked: Mark, head: Mapping[str, Any]) -> dict[str, Any]:
    """One case with every line and what it rests on. A shopper who has not come keeps their secret."""
    common = {
        "code": case.code,
        "shopper": head.get("shopper", {"nick": "", "name": "", "hue": 0}),
        "order_no": head.get("order_no"),
        "truth": case.truth,
        "persona": case.persona,
        "conversation_id": case.conversation_id,
        "scored": marked.score is not None,
        "score": marked.score,
        "knock_out": marked.knock_out.rule if marked.knock_out else None,
        "outcome": outcome_of(case),
        "rating": case.rating,
    }
    if case.arrived_desk_ms is None:
        return common | {
            "blocks": [], "mood": [], "first_fault": None, "truth_facts": [], "transcript": [],
            "figures": {"first_reply_ms": None, "substantive_ms": None, "average_reply_ms": None},
        }  # fmt: skip
    waits = [turn.waited_ms for turn in turns_of(case)]
    return common | {
        "blocks": _blocks(marked),
        "mood": _moods(case),
        "first_fault": first_fault(case, marked) if marked.score is not None else None,
        "truth_facts": truth_facts(case),
        "transcript": [{**said.view, "acts": _acts(said.view), "seq": said.seq} for said in case.said],
        "figures": {
            "first_reply_ms": first_reply_ms(case),
            "substantive_ms": substantive_ms(case),
            "average_reply_ms": sum(waits) // len(waits) if waits else None,
        },
    }


def outcome_of(case: CaseFile) -> str:
    if case.outcome:
        return case.outcome
    return "not_arrived" if case.arrived_desk_ms is None else "still_open"


def _acts(view: Mapping[str, Any]) -> list[Any]:
    return list(view.get("acts", []))


def _blocks(marked: Mark) -> list[dict[str, Any]]:
    """The blocks with their lines; a knock-out is a line without points at the head of the communication
    block
    (of the outcome block when it is about money).
    """
    fatal = marked.knock_out
    home = None
    if fatal is not None:
        home = "outcome" if fatal.rule == "knockout.unauthorised_money" else "communication"
    return [
        {
            "block": block.name,
            "weight": block.weight,
            "score": None if block.score is None else round(block.score, 1),
            "lines": [
                one.as_json()
                for one in ((fatal, *block.lines) if fatal and block.name == home else block.lines)
            ],
        }
        for block in marked.blocks
    ]


def _moods(case: CaseFile) -> list[dict[str, Any]]:
    words = {said.seq: said.text[:120] for said in case.said}
    return [
        {
            "desk_ms": mood.desk_ms,
            "trust": round(mood.trust, 3),
            "anger": round(mood.anger, 3),
            "effort": round(mood.effort, 3),
            "cause": mood.cause,
            "seq": mood.seq,
            "quote": words.get(mood.because_seq or 0),
        }
        for mood in case.moods
    ]


def truth_facts(case: CaseFile) -> list[dict[str, Any]]:
    """What the records held about this order, told when the practice is over."""
    facts, money = case.facts, case.marking.get("money", {})
    found: list[dict[str, Any]] = [
        {"key": key, "params": {"value": facts[key]}} for key in _FACTS if facts.get(key) is not None
    ]
    found += [{"key": key, "params": {"at": at(facts[ms])}} for key, ms in _TIMES.items() if facts.get(ms)]
    if facts.get("stuck_since_ms") and facts.get("hub"):
        found.append({"key": "stuck_at", "params": {"hub": facts["hub"]}})
    if facts.get("disruption"):
        until = at(facts["until_ms"]) if facts.get("until_ms") else None
        for fact in found:
            if fact["key"] == "disruption":
                fact["params"] |= {"force_majeure": bool(facts.get("force_majeure")), "until_at": until}
    found.append(
        {
            "key": "credit_due",
            "params": {"amount_cents": int(money.get("credit_cents", 0)), "why": money.get("why")},
        }
    )
    if "refund_request" in case.required.get("actions", []):
        found.append({"key": "refund_due", "params": {"amount_cents": facts.get("paid_cents")}})
    return found
