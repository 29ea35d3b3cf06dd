"""Process: the right things in the right order."""

from classroom.scoring.blocks.outcome import given
from classroom.scoring.reading import opens_a_way, unread
from classroom.scoring.values import CaseFile, Deed, Line, Said, by_deed, by_message, line

_OFFERS = ("offer_refund", "offer_return", "offer_exchange", "offer_reship", "offer_compensation")
_COMMITS = (*_OFFERS, "promise_deadline", "refuse")
_LOOKED = ("inform_status", "explain_cause", "inform_product", "confirm_understanding")
_OPENINGS = (
    *_OFFERS,
    "give_instruction",
    "confirm_resolution",
    "promise_deadline",
    "transfer",
)
_ASKS = ("confirm_resolution", "confirm_understanding", "ask_details", "offer_refund", "offer_return")
_CHANGES = ("intercept", "refund_request", "refund_approval")


def lines(case: CaseFile) -> list[Line]:
    return [
        checked_first(case),
        confirm_before_change(case),
        no_identity_question(case),
        alternative_with_refusal(case),
        escalated_above_limit(case),
        no_promise_before_approval(case),
    ]


def checked_first(case: CaseFile) -> Line:
    """Look before you commit: a true fact or a deed comes before, or with, the first offer, promise or no."""
    for index, said in enumerate(case.agent):
        if not said.has(*_COMMITS) and not any(s.kind == "coupon" for s in said.statements):
            continue
        before = case.agent[: index + 1]
        looked = any(_looked(m) for m in before) or any(
            d.desk_ms <= said.desk_ms for d in case.deeds if d.of_desk
        )
        if not looked and any(unread(m) for m in before):
            return line("process.checked_first", None, 4)
        return line("process.checked_first", 1.0 if looked else 0.0, 4, by_message(said))
    return line("process.checked_first", None, 4)


def _looked(said: Said) -> bool:
    if said.kind == "card" or said.has(*_LOOKED):
        return True
    return any(s.verdict == "supported" for s in said.statements)


def confirm_before_change(case: CaseFile) -> Line:
    """Before a parcel is intercepted or money goes back the shopper was asked or told, and has answered."""
    change = next(iter(sorted(case.done(*_CHANGES), key=lambda d: d.seq)), None)
    if change is None:
        return line("process.confirm_before_change", None, 4)
    asked = [m for m in case.agent if m.seq < change.seq and _asks(m)]
    agreed = [m for m in case.shopper if asked and asked[0].seq < m.seq < change.seq]
    share = 1.0 if agreed else 0.5 if asked else 0.0
    proof = [by_deed(change), *(by_message(m) for m in (asked[:1] + agreed[:1]))]
    return line("process.confirm_before_change", share, 4, *proof, change=change.what)


def _asks(said: Said) -> bool:
    return said.has(*_ASKS) or said.text.rstrip().endswith(("?", "？")) or unread(said)


def no_identity_question(case: CaseFile) -> Line:
    """P9: a shopper signed in with the order linked is known. Where it is not linked the question is
    right.
    """
    asked = [m for m in case.agent if m.has("ask_order_or_identity")]
    if case.brief.get("linked") is False:
        twice = asked[1:]
        share = None if not asked else 0.5 if twice else 1.0
        return line("process.no_identity_question", share, 2, *(by_message(m) for m in asked), linked=False)
    share = None if not case.agent else 0.0 if asked else 1.0
    return line("process.no_identity_question", share, 2, *(by_message(m) for m in asked), linked=True)


def alternative_with_refusal(case: CaseFile) -> Line:
    """A no comes with something that can be done, in the same message or the next two."""
    agent = case.agent
    for index, said in enumerate(agent):
        if not said.has("refuse"):
            continue
        following = agent[index : index + 3]
        helped = any(m.has(*_OPENINGS) or opens_a_way(case, m) or unread(m) for m in following)
        acted = [d for d in case.deeds if d.of_desk and said.seq <= d.seq <= following[-1].seq + 40]
        if not helped and not acted:
            return line("process.alternative_with_refusal", 0.0, 3, by_message(said))
    refusals = [m for m in agent if m.has("refuse")]
    share = 1.0 if refusals else None
    return line("process.alternative_with_refusal", share, 3, *(by_message(m) for m in refusals[:2]))


def escalated_above_limit(case: CaseFile) -> Line:
    """What is above the agent's limit went to a lead, and was not cut into slices to avoid that."""
    asked = case.done("approval")
    own = [d for d in given(case) if d.what != "late_credit" and not _granted(d, asked)]
    total = sum(d.amount_cents for d in own)
    if not asked and total <= case.limit_cents:
        return line("process.escalated_above_limit", None, 2)
    share = 0.0 if total > case.limit_cents else 1.0
    proof = [by_deed(d) for d in (*asked, *own)]
    params = {"total_cents": total, "limit_cents": case.limit_cents}
    return line("process.escalated_above_limit", share, 2, *proof, **params)


def _granted(deed: Deed, asked: tuple[Deed, ...]) -> bool:
    amounts = [a.amount_cents for a in asked if a.data.get("state") == "granted"]
    return deed.by.startswith("lead:") or deed.amount_cents in amounts


def no_promise_before_approval(case: CaseFile) -> Line:
    """No amount is named to the shopper while the lead has not answered."""
    asked = case.done("approval")
    if not asked:
        return line("process.no_promise_before_approval", None, 2)
    early: list[Said] = []
    for request in asked:
        until = request.data.get("decided_seq") or 1 << 60
        amount = request.amount_cents / 100
        early += [m for m in case.agent if m.seq < until and _names_amount(m, amount)]
    return line(
        "process.no_promise_before_approval", 0.0 if early else 1.0, 2, *(by_message(m) for m in early)
    )


def _names_amount(said: Said, amount: float) -> bool:
    kinds = ("refund_amount", "coupon")
    return any(
        s.kind in kinds and str(s.value).lstrip("~") in (str(amount), f"{amount:g}") for s in said.statements
    )
