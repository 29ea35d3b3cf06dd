"""What a shopper notices on their own order page, and how it squares with what they were told."""

from simulation.shoppers.moods import feel
from simulation.shoppers.values import Effect, Json, Need, Noticed, Persona, Step, View

LOOK_AGAIN = 3_000
POINTS = {"station", "locker"}
MOVES = frozenset(
    {"departed", "arrived", "arrived_city", "out_for_delivery", "ready_to_collect", "collected"}
)


def snapshot(view: View) -> dict[str, Json]:
    """What is remembered of the page."""
    return {
        "payout": view.payout_cents,
        "coupon": view.coupon_cents,
        "refunded": view.refunded_cents,
        "return": view.return_state,
        "parcel": view.parcel_state,
        "code": view.last_code,
        "order": view.order_state,
        "tickets": view.tickets,
    }


def see(step: Step, persona: Persona, brief: dict[str, Json], view: View, noticed: Noticed) -> None:
    """Compares the page with what it showed before; money, moves and decisions are felt and spoken of."""
    mind, seq = step.mind, noticed.seq
    before, now = mind.seen, snapshot(view)
    if now == before:
        return
    mind.seen = now
    _money(step, persona, brief, view, before, seq)
    _returns(step, persona, view, before, seq)
    if view.tickets > int(before.get("tickets") or 0):
        if feel(step, persona, "ticket_opened", seq):
            mind.queue("ack_ticket")
        _meet(step, "act", 0.8)
    dispatched = before.get("parcel") is None and view.parcel_state is not None
    if view.last_code != before.get("code") and (view.last_code in MOVES or dispatched):
        feel(step, persona, "parcel_moved", seq, code=view.last_code)
        _meet(step, "know", 1.0)
        _meet(step, "act", 1.0)
        mind.queue("ack_moved")
    if view.last_code == "signed" and before.get("code") not in ("signed", None):
        feel(step, persona, "parcel_moved", seq, code="signed")
        for need in mind.needs:
            if need.key in ("know", "when", "act", "where"):
                need.met, need.closed = 1.0, True
        mind.queue("arrived_thanks")


def _money(
    step: Step, persona: Persona, brief: dict[str, Json], view: View, before: dict[str, Json], seq: int
) -> None:
    mind = step.mind
    for what, cents in (("payout", view.payout_cents), ("coupon", view.coupon_cents)):
        new = cents - int(before.get(what) or 0)
        if new <= 0:
            continue
        said = [c for c in mind.checks if c.what == what]
        mind.checks = [c for c in mind.checks if c.what != what]
        mind.args["seen_cents"] = new
        feel(step, persona, "compensation_seen", seq, what=what, amount_cents=new)
        if said and said[-1].cents and said[-1].cents != new:
            mind.args["said_cents"] = said[-1].cents
            mind.queue("amount_differs")
        mind.queue(f"ack_{what}")
        _amends(step, persona, view, brief)
    refunded = view.refunded_cents - int(before.get("refunded") or 0)
    if refunded > 0:
        mind.checks = [c for c in mind.checks if c.what != "refund"]
        mind.args["seen_cents"] = refunded
        feel(step, persona, "refund_seen", seq, amount_cents=refunded)
        _meet(step, "refund", 1.0)
        _meet(step, "money_when", 1.0)
        for need in mind.needs:
            need.closed = need.closed or need.key in (
                "refund",
                "money_when",
                "when",
                "know",
                "act",
                "where",
                "choice",
            )
        mind.queue("ack_refunded")


def _amends(step: Step, persona: Persona, view: View, brief: dict[str, Json]) -> None:
    """Fair is what the house's own rule comes to; a fisher asks once for more."""
    mind = step.mind
    fair = int(brief.get("expects_cents") or min(3000, max(100, view.captured_cents * 5 // 100)))
    got = view.payout_cents + view.coupon_cents * 0.7
    need = mind.need("amends")
    if need is None:
        mind.args["gift"] = True
        return
    need.met = max(need.met, 1.0 if got >= 0.85 * fair else 0.65)
    wants_more = persona.code == "compensation_fisher" and need.asked < 3 and got < max(fair, 1000)
    if wants_more and not mind.counts.get("haggled"):
        mind.count("haggled")
        mind.queue("haggle")
        need.asked += 1
    else:
        need.closed = True


def _returns(step: Step, persona: Persona, view: View, before: dict[str, Json], seq: int) -> None:
    mind, was = step.mind, before.get("return")
    if view.return_state == was or view.return_state is None:
        return
    if view.return_state in ("approved", "intercepting", "returning", "refunding"):
        if was in (None, "requested", "approved", "intercepting"):
            if not mind.counts.get("felt.refund_seen"):
                feel(step, persona, "refund_seen", seq, state=view.return_state)
                mind.queue("ack_approved")
            elif view.return_state == "returning":
                mind.queue("ack_returning")
        _meet(step, "refund", 0.9 if view.return_state != "returning" else 1.0)
        if view.return_state == "returning":
            for need in mind.needs:
                need.closed = need.closed or need.key == "refund"
    elif view.return_state == "refused":
        feel(
            step,
            persona,
            "refused_bare" if not step.mind.args.get("solid") else "reason_with_no",
            seq,
            topic="refund",
        )
        mind.queue("pushback_refusal")


def check(step: Step, persona: Persona, view: View, noticed: Noticed) -> None:
    """Money was said to be there: the shopper looks, and says so if it is not."""
    mind = step.mind
    due = [c for c in mind.checks if c.due <= noticed.now]
    mind.checks = [c for c in mind.checks if c.due > noticed.now]
    for item in due:
        there = {"payout": view.payout_cents, "coupon": view.coupon_cents, "refund": view.refunded_cents}[
            item.what
        ]
        if item.what == "refund" and view.return_state in ("refunding", "refunded"):
            there = max(there, 1)
        if there == 0:
            feel(step, persona, "not_seen_on_page", item.seq, what=item.what)
            mind.queue(f"not_seen_{item.what}")
            step.effects.append(Effect("respond", delay=LOOK_AGAIN))


def looked(step: Step, persona: Persona, brief: dict[str, Json], noticed: Noticed) -> None:
    """Back from the parcel point, the neighbour or the phone call home."""
    mind, place = step.mind, noticed.what or ""
    need = mind.need("where")
    mind.looking = None
    mind.count(f"looked.{place}")
    if need is None or need.closed:
        return
    signer = str(brief.get("signer"))
    named = place == signer or {place, signer} <= POINTS  # a locker may be called a pick-up point
    if brief.get("finds") and named:
        need.met, need.closed = 1.0, True
        for other in mind.needs:
            if other.key == "refund":
                other.met, other.closed = 1.0, True
        _meet(step, "act", 1.0)
        feel(step, persona, "found", noticed.seq, who=place)
        mind.queue(f"found_{signer}")
        return
    feel(step, persona, "not_found", noticed.seq, place=place)
    mind.queue(f"not_found_{place}")
    if mind.counts.get("felt.not_found", 0) >= 2 or place == "door":
        wants_money(step)


def wants_money(step: Step) -> None:
    """The goods are not to be had: from now on it is a refund or a new parcel."""
    mind = step.mind
    where = mind.need("where")
    if where is not None:
        where.closed = True
    if mind.need("refund") is None:
        mind.needs.append(Need("refund", 1.2))


def _meet(step: Step, key: str, met: float) -> None:
    need = step.mind.need(key)
    if need is not None and not need.closed:
        need.met = max(need.met, met)
