"""Whether the mall bears out what an agent said, with the record that proves it."""

from collections.abc import Iterable, Sequence

from helpdesk.understanding.values import Facts, Grounded, Statement, StatusFact, Verdict

_SAME_STATUS: dict[str, frozenset[str]] = {
    "shipped": frozenset(
        {
            "shipped",
            "picked_up",
            "in_transit",
            "stuck",
            "customs",
            "out_for_delivery",
            "awaiting_pickup",
            "delivered",
        }
    ),
    "picked_up": frozenset(
        {"picked_up", "in_transit", "stuck", "customs", "out_for_delivery", "awaiting_pickup", "delivered"}
    ),
    "in_transit": frozenset({"in_transit", "stuck", "customs", "picked_up"}),
    "paid": frozenset({"paid", "not_shipped", "shipped", "delivered"}),
    "not_shipped": frozenset({"not_shipped", "paid", "unpaid"}),
    "refund_requested": frozenset({"refund_requested", "refund_processing", "refunded"}),
    "intercepted": frozenset({"intercepted", "returning"}),
}
_UNITS = {
    "order": ("order", "parcel"),
    "parcel": ("parcel",),
    "refund": ("refund",),
    "return": ("return", "refund"),
    "ticket": ("ticket",),
}
_MINUTE_TOLERANCE = 60_000


def ground(statements: Iterable[Statement], facts: Facts) -> list[Grounded]:
    """Each statement with its verdict. Only what the mall positively knows otherwise is contradicted.

    A claim that something was done (action_done) is contradicted when no event up to `facts.said_at` shows it.
    """
    return [_one(statement, facts) for statement in statements]


def _one(s: Statement, facts: Facts) -> Grounded:
    if s.kind == "action_done":
        done = [d for d in facts.actions_done if d.what == s.value and d.at_ms <= facts.said_at]
        return Grounded(s, "supported", done[-1].record) if done else Grounded(s, "contradicted", None)
    if s.kind == "status":
        return _status(s, facts.statuses)
    if s.kind in ("fee", "refund_amount", "price", "coupon"):
        return _amount(s, facts)
    if s.kind in ("order_no", "tracking_no"):
        return _number(s, facts)
    if s.kind == "stock":
        return _stock(s, facts)
    if s.kind == "date":
        return _moment(s, facts)
    return _duration(s, facts)


def _status(s: Statement, known: Sequence[StatusFact]) -> Grounded:
    same_unit = [f for f in known if f.unit in _UNITS.get(s.unit or "", (s.unit,))]
    ways = _SAME_STATUS.get(str(s.value), frozenset({str(s.value)}))
    for fact in same_unit:
        if fact.value in ways:
            return Grounded(s, "supported", fact.record)
    own = [f for f in same_unit if f.unit == s.unit]
    return Grounded(s, "contradicted", own[0].record) if own else Grounded(s, "unverifiable", None)


def _interval(value: str | int | float) -> tuple[float, float] | None:
    raw = str(value)
    spread = 0.15 if raw.startswith("~") else 0.0
    low, _, high = raw.lstrip("~").partition("-")
    try:
        a, b = float(low), float(high or low)
    except ValueError:
        return None
    return a * (1 - spread), b * (1 + spread)


def _amount(s: Statement, facts: Facts) -> Grounded:
    said = _interval(s.value)
    known = [
        a
        for a in facts.amounts
        if a.kind == s.kind and (s.unit is None or a.unit is None or a.unit == s.unit)
    ]
    if said is None or not known:
        return Grounded(s, "unverifiable", None)
    for fact in known:
        if said[0] - 0.005 <= fact.value <= said[1] + 0.005:
            return Grounded(s, "supported", fact.record)
    return Grounded(s, "contradicted", known[0].record)


def _number(s: Statement, facts: Facts) -> Grounded:
    known = facts.order_numbers if s.kind == "order_no" else facts.tracking_numbers
    raw = str(s.value)
    for fact in known:
        if fact.value.upper().endswith(raw[1:]) if raw.startswith("*") else fact.value.upper() == raw.upper():
            wrong_carrier = s.kind == "tracking_no" and s.unit and fact.carrier and s.unit != fact.carrier
            return Grounded(s, "contradicted" if wrong_carrier else "supported", fact.record)
    return Grounded(s, "contradicted", known[0].record) if known else Grounded(s, "unverifiable", None)


def _stock(s: Statement, facts: Facts) -> Grounded:
    for fact in facts.stock:
        if fact.value > 0 if s.value == ">0" else fact.value == s.value:
            return Grounded(s, "supported", fact.record)
    return (
        Grounded(s, "contradicted", facts.stock[0].record)
        if facts.stock
        else Grounded(s, "unverifiable", None)
    )


def _moment(s: Statement, facts: Facts) -> Grounded:
    if s.at is None:
        return Grounded(s, "unverifiable", None)
    alike = [m for m in facts.moments if s.about is not None and m.what == s.about]
    for fact in alike or facts.moments:
        if s.at[0] - _MINUTE_TOLERANCE <= fact.to_ms and fact.from_ms <= s.at[1] + _MINUTE_TOLERANCE:
            return Grounded(s, "supported", fact.record)
    return Grounded(s, "contradicted", alike[0].record) if alike else Grounded(s, "unverifiable", None)


def _duration(s: Statement, facts: Facts) -> Grounded:
    said = _interval(s.value)
    alike = [f for f in facts.spans if f.unit == s.unit and s.about is not None and f.what == s.about]
    if said is not None and alike:
        verdict: Verdict = "contradicted"
        for fact in alike:
            if fact.low - 1e-9 <= said[0] and said[1] <= fact.high + 1e-9:
                return Grounded(s, "supported", fact.record)
        return Grounded(s, verdict, alike[0].record)
    if s.at is not None and s.about in ("arrival", "dispatch"):
        for moment in facts.moments:
            if moment.what == s.about and moment.from_ms <= s.at[1] and s.at[0] <= moment.to_ms:
                return Grounded(s, "supported", moment.record)
    return Grounded(s, "unverifiable", None)
