"""Turns a mall's log into case files. The log is read once; everything is told apart by who and which
order.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from classroom.scoring.values import ActRead, Author, CaseFile, Deed, Mood, PromiseRead, Said, StatementRead


class LogRow(Protocol):
    """A row of the log with its data already read from JSON."""

    seq: int
    kind: str
    desk_ms: int
    actor: str
    data: dict[str, Any]


@dataclass(slots=True)
class CasePlan:
    """The case as the mall's own table has it."""

    case_id: int
    code: str
    truth: str
    persona: str
    shopper_id: int
    order_id: int
    brief: dict[str, Any]
    outcome: str | None
    played_by_human: bool


@dataclass(slots=True)
class _Gathered:
    plan: CasePlan
    conversation_id: int | None = None
    arrived: int | None = None
    ended: int | None = None
    closed: int | None = None
    rating: int | None = None
    rating_seq: int | None = None
    moods: list[Mood] = field(default_factory=list)


@dataclass(slots=True)
class _Log:
    """What the reading of one log has collected so far."""

    cases: dict[int, _Gathered]
    by_shopper: dict[int, _Gathered]
    by_conversation: dict[int, _Gathered] = field(default_factory=dict)
    said: dict[int, list[Said]] = field(default_factory=lambda: defaultdict(list))
    readings: dict[int, tuple[list[Any], list[Any]]] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    promises: dict[int, tuple[int, PromiseRead]] = field(default_factory=dict)
    approvals: dict[int, Deed] = field(default_factory=dict)
    talking_to: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    chats: list[tuple[int, int]] = field(default_factory=list)


_DEED_KINDS = {
    "shop.order.noted": "note",
    "shop.coupon.granted": "coupon",
    "shop.refund.requested": "refund",
    "shop.return.requested": "refund_request",
    "shop.return.approved": "refund_request",
    "shop.return.refused": "refusal",
    "helpdesk.ticket.opened": "ticket",
}
_RECORDS = {
    "shop.order.noted": ("order_note", "note_id"),
    "shop.coupon.granted": ("coupon", "coupon_id"),
    "shop.refund.requested": ("refund", "refund_id"),
    "shop.return.requested": ("return", "return_id"),
    "shop.return.approved": ("return", "return_id"),
    "shop.return.refused": ("return", "return_id"),
}


def gather(
    plans: Iterable[CasePlan],
    rows: Iterable[LogRow],
    *,
    language: str,
    capacity: int,
    limit_cents: int = 5000,
) -> list[CaseFile]:
    """One file per case, in the order of the plans."""
    cases = {p.case_id: _Gathered(p) for p in plans}
    log = _Log(cases, {g.plan.shopper_id: g for g in cases.values()})
    end = 0
    for row in rows:
        end = row.desk_ms
        _read(log, row)
    full = full_spans(log.chats, capacity, end)
    own = {g.plan.order_id for g in cases.values()}
    return [_file(log, g, own, full, language, limit_cents) for g in cases.values()]


def _read(log: _Log, row: LogRow) -> None:
    kind, data = row.kind, row.data
    if kind == "helpdesk.message.sent":
        _message(log, row, data["message"])
    elif kind == "helpdesk.message.understood":
        log.readings[data["message_id"]] = (data.get("acts", []), data.get("statements", []))
    elif kind.startswith("helpdesk.conversation."):
        _conversation(log, row, kind.rpartition(".")[2], data["conversation"])
    elif kind.startswith("helpdesk.promise."):
        _promise(log, row, kind.rpartition(".")[2])
    elif kind.startswith("helpdesk.approval."):
        _approval(log, row, data["approval"])
    elif kind.startswith("simulation."):
        _simulated(log, row)
    else:
        deed = _deed(row)
        if deed is not None:
            log.deeds.append(deed)


def _message(log: _Log, row: LogRow, view: dict[str, Any]) -> None:
    by: Author = view["author_kind"]
    said = Said(
        row.seq,
        view["id"],
        row.desk_ms,
        by,
        view["kind"],
        view.get("text") or "",
        card=view.get("card"),
        view=view,
    )
    log.said[view["conversation_id"]].append(said)
    if by == "agent":
        log.talking_to[int(view["author_id"] or 0)].append((row.seq, view["conversation_id"]))


def _conversation(log: _Log, row: LogRow, what: str, view: dict[str, Any]) -> None:
    shopper = view.get("shopper") or {}
    found = log.by_shopper.get(int(shopper.get("id", 0)))
    if found is not None and what in ("opened", "continued"):
        log.by_conversation[view["id"]] = found
        if found.conversation_id is None:
            found.conversation_id, found.arrived = view["id"], row.desk_ms
    if what == "accepted":
        log.chats.append((row.desk_ms, 1))
    elif what in ("closed", "requeued") and view.get("accepted_desk_ms") is not None:
        log.chats.append((row.desk_ms, -1))
    found = log.by_conversation.get(view["id"])
    if found is not None and what == "closed":
        found.closed = row.desk_ms
    if found is not None and what == "rated":
        found.rating, found.rating_seq = row.data.get("stars") or view.get("rating"), row.seq


def _promise(log: _Log, row: LogRow, state: str) -> None:
    data = row.data
    state = "open" if state == "made" else state
    promise = PromiseRead(
        data["promise_id"], data["message_id"], str(data.get("what", "")), state, row.seq, row.desk_ms
    )
    log.promises[promise.promise_id] = (data["conversation_id"], promise)


def _approval(log: _Log, row: LogRow, view: dict[str, Any]) -> None:
    """The request is a deed of whoever asked; a decision completes it."""
    first = log.approvals.get(view["id"])
    data = {"state": view["state"], "verb": view["verb"], "conversation_id": view.get("conversation_id")}
    if view["state"] != "requested":
        data["decided_seq"] = row.seq
    log.approvals[view["id"]] = Deed(
        first.seq if first else row.seq,
        "helpdesk.approval.requested",
        "refund_approval" if "refund" in view["verb"] else "approval",
        first.desk_ms if first else row.desk_ms,
        first.by if first else row.actor,
        f"approval:{view['id']}",
        view.get("order_id"),
        int(view.get("amount_cents") or 0),
        data,
    )


def _simulated(log: _Log, row: LogRow) -> None:
    found = log.cases.get(int(row.data.get("case_id") or 0))
    if found is None:
        return
    data = row.data
    if row.kind == "simulation.case.arrived":
        # They come in and begin to type; the clock of the desk starts with their first message.
        found.arrived = row.desk_ms if found.arrived is None else found.arrived
    elif row.kind == "simulation.case.ended":
        found.ended = row.desk_ms
        found.plan.outcome = data.get("outcome") or found.plan.outcome
    elif row.kind == "simulation.mood.changed":
        found.moods.append(
            Mood(
                row.desk_ms, float(data["trust"]), float(data["anger"]), float(data["effort"]), data["cause"],
                row.seq, data.get("because_seq"), data.get("params") or {},
            )
        )  # fmt: skip


def _deed(row: LogRow) -> Deed | None:
    """A row of shop, logistics or tickets as something done, or None when it only tells what came of it."""
    kind, data = row.kind, row.data
    order_id = data.get("order_id")
    amount = int(data.get("amount_cents") or 0)
    if kind == "logistics.work_order.opened":
        reference = str(data.get("reference", ""))
        order_id = int(reference.partition(":")[2]) if reference.startswith("order:") else None
        what, record = str(data["order_kind"]), f"work_order:{data['work_order_id']}"
    elif kind == "shop.payout.paid":
        what = "late_credit" if data["reason"] == "late_credit" else "payout"
        record = f"payout:{data['payout_id']}"
    elif kind == "helpdesk.ticket.opened":
        data = data["ticket"]
        what, record, order_id = "ticket", f"ticket:{data['id']}", data.get("order_id")
    elif kind in _DEED_KINDS:
        noun, key = _RECORDS[kind]
        what, record = _DEED_KINDS[kind], f"{noun}:{data.get(key)}"
    else:
        return None
    return Deed(row.seq, kind, what, row.desk_ms, row.actor, record, order_id, amount, data)


def _file(
    log: _Log,
    case: _Gathered,
    own: set[int],
    full: tuple[tuple[int, int], ...],
    language: str,
    limit_cents: int,
) -> CaseFile:
    plan = case.plan
    deeds = sorted([*log.deeds, *log.approvals.values()], key=lambda d: d.seq)
    mine = tuple(d for d in deeds if _belongs(d, case))
    foreign = tuple(
        d for d in deeds
        if d.of_desk and d.order_id is not None and d.order_id not in own and _during(log, d) ==
        case.conversation_id
        and case.conversation_id is not None
    )  # fmt: skip
    promises = tuple(p for talk, p in log.promises.values() if talk == case.conversation_id)
    said = (
        ()
        if case.conversation_id is None
        else tuple(_understood(log, s) for s in log.said[case.conversation_id])
    )
    return CaseFile(
        plan.code, plan.truth, plan.persona, language, plan.brief, plan.order_id, plan.shopper_id,
        case.conversation_id, case.arrived, case.ended, plan.outcome, plan.played_by_human, said, mine,
        foreign,
        tuple(case.moods), promises, case.closed, case.rating, case.rating_seq, full, limit_cents,
    )  # fmt: skip


def _belongs(deed: Deed, case: _Gathered) -> bool:
    if deed.order_id is not None:
        return deed.order_id == case.plan.order_id
    talk = deed.data.get("conversation_id")
    if talk is not None:
        return bool(talk == case.conversation_id)
    return bool(deed.data.get("shopper_id") == case.plan.shopper_id)


def _during(log: _Log, deed: Deed) -> int | None:
    """The conversation somebody of the desk was in when doing this: the one named, else the one last
    written in.
    """
    named = deed.data.get("conversation_id")
    if named is not None:
        return int(named)
    before = [(seq, talk) for pairs in log.talking_to.values() for seq, talk in pairs if seq < deed.seq]
    return max(before)[1] if before else None


def _act(read: Any) -> ActRead:
    return ActRead(read) if isinstance(read, str) else ActRead(read["name"], read.get("reason", "model"))


def _statement(read: dict[str, Any]) -> StatementRead:
    low, high = read.get("span") or (0, 0)
    verdict = read.get("verdict", "unverifiable")
    return StatementRead(
        read["kind"],
        read["value"],
        read.get("unit"),
        verdict,
        read.get("record"),
        (low, high),
        read.get("about"),
    )


def _understood(log: _Log, said: Said) -> Said:
    acts, statements = log.readings.get(said.message_id, ([], []))
    if not acts and not statements:
        return said
    return Said(
        said.seq, said.message_id, said.desk_ms, said.by, said.kind, said.text,
        tuple(_act(a) for a in acts),
        tuple(_statement(s) for s in statements),
        said.card, {**said.view, "acts": acts, "statements": statements},
    )  # fmt: skip


def full_spans(changes: list[tuple[int, int]], capacity: int, end: int) -> tuple[tuple[int, int], ...]:
    """When the desk had at least `capacity` chats at once; `changes` are (desk_ms, +1 or -1)."""
    spans, chats, since = [], 0, None
    for at, step in sorted(changes, key=lambda c: (c[0], -c[1])):
        chats += step
        if chats >= capacity and since is None:
            since = at
        elif chats < capacity and since is not None:
            spans.append((since, at))
            since = None
    if since is not None:
        spans.append((since, end))
    return tuple(spans)
