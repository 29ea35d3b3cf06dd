"""Outcome: what the mall and the shopper were left with."""

from classroom.scoring.values import CaseFile, Deed, Evidence, Line, by_deed, line

_MONEY = ("late_credit", "goodwill", "payout", "coupon")


def lines(case: CaseFile) -> list[Line]:
    return [end_state(case), required_action(case), money_right(case), nothing_else(case)]


def _end(case: CaseFile) -> tuple[Evidence, ...]:
    if case.ended_desk_ms is None:
        return ()
    last = case.said[-1].seq if case.said else 0
    return (Evidence(last, "simulation.case.ended", case.ended_desk_ms),)


def end_state(case: CaseFile) -> Line:
    """The shopper left in a way the exercise accepts; half when only part of it was settled."""
    outcome, acceptable = case.outcome or "still_open", case.marking.get("acceptable", ["solved"])
    share = 1.0 if outcome in acceptable else 0.5 if outcome == "partial" else 0.0
    return line("outcome.end_state", share, 8, *_end(case), outcome=outcome, acceptable=acceptable)


def required_action(case: CaseFile) -> Line:
    """Every action that truth and policy call for stands in the records."""
    wanted: list[str] = list(case.required.get("actions", []))
    if not wanted:
        return line("outcome.required_action", None, 12)
    done = {what: case.done(*_ways(what)) for what in wanted}
    missing = [what for what in wanted if not done[what]]
    proof = [by_deed(found[0]) for found in done.values() if found]
    return line(
        "outcome.required_action",
        1 - len(missing) / len(wanted),
        12,
        *proof,
        wanted=wanted,
        missing=missing,
    )


def _ways(action: str) -> tuple[str, ...]:
    """What counts as having done it. An approved refund of a parcel on its way opens the interception by
    itself.
    """
    return {
        "refund_request": ("refund_request", "refund_approval", "refund"),
        "intercept": ("intercept", "refund_request", "refund_approval"),
        "warehouse": ("ticket",),
    }.get(action, (action,))


def given(case: CaseFile) -> tuple[Deed, ...]:
    """Money and coupons the desk gave away in this case; refunds are another matter."""
    return case.done(*_MONEY)


def money_right(case: CaseFile) -> Line:
    """What was given lies within what policy P3 and P8 foresee for this truth.

    Too little of what is due earns a share; too much or a credit that is not due earns nothing.
    """
    rule = case.marking.get("money", {})
    credit = sum(d.amount_cents for d in given(case) if d.what == "late_credit")
    other = sum(d.amount_cents for d in given(case) if d.what != "late_credit")
    due, goodwill = int(rule.get("credit_cents", 0)), int(rule.get("goodwill_max_cents", 0))
    params = {
        "credit_cents": credit, "due_cents": due, "goodwill_cents": other, "goodwill_max_cents": goodwill,
        "policy": rule.get("policy", "P3"), "why": rule.get("why"),
    }  # fmt: skip
    proof = [by_deed(d) for d in given(case)]
    if credit > due or other > goodwill:
        return line("outcome.money_right", 0.0, 7, *proof, **params)
    if due == 0:
        # Nothing was due: restraint is right, and shows only where somebody talked to the shopper.
        return line("outcome.money_right", 1.0 if case.agent or given(case) else None, 7, *proof, **params)
    return line("outcome.money_right", min(1.0, (credit + min(other, due)) / due), 7, *proof, **params)


def nothing_else(case: CaseFile) -> Line:
    """No order but the shopper's own was changed, and nothing was done twice."""
    twice = [by_deed(d) for d in _repeated(case)]
    proof = [by_deed(d) for d in case.foreign] + twice
    acted = bool(case.agent or case.done("chase", "intercept", "refund_request", "note", "ticket", *_MONEY))
    share = 0.0 if case.foreign else 0.5 if twice else 1.0
    return line("outcome.nothing_else", share if acted else None, 3, *proof, others=len(case.foreign))


def _repeated(case: CaseFile) -> list[Deed]:
    seen: set[tuple[str, int]] = set()
    again = []
    for deed in case.done("coupon", "goodwill", "ticket"):
        key = (deed.what, deed.amount_cents)
        if key in seen:
            again.append(deed)
        seen.add(key)
    return again
