"""What a shopper wants, knows and keeps back, by the truth of their order and who they are."""

from simulation.shoppers.values import Dice, Json, Mind, Need, Persona

# Needs by truth, in the order in which they matter to the shopper.
NEEDS: dict[str, dict[str, float]] = {
    "hub_backlog": {"know": 1.0, "when": 1.0, "act": 0.8},
    "storm": {"know": 1.0, "when": 0.9, "choice": 0.4},
    "not_dispatched": {"know": 0.9, "when": 1.0, "act": 1.0},
    "never_collected": {"know": 0.9, "act": 1.0, "when": 0.9},
    "signed_not_received": {"where": 1.3, "act": 0.8},
    "not_late": {"know": 0.8, "when": 1.0},
    "refund_in_transit": {"refund": 1.5, "money_when": 0.6},
}

# Why it matters today; told when asked, or when patience wears thin.
STORIES: dict[str, tuple[str, ...]] = {
    "hub_backlog": ("birthday", "trip", "gift", "school", "guests"),
    "storm": ("trip", "gift", "guests", "birthday"),
    "not_dispatched": ("birthday", "school", "trip", "moving"),
    "never_collected": ("gift", "school", "moving", "birthday"),
    "signed_not_received": ("gift", "needed", "birthday"),
    "not_late": ("trip", "birthday", "school", "gift"),
    "refund_in_transit": ("bought_elsewhere", "too_slow", "wrong_choice"),
}

# What really happened to a parcel shown as signed: whether the shopper finds it where the courier says it is.
FINDS: dict[str, bool] = {"station": True, "locker": True, "family": True, "neighbour": True, "door": False}


def brief_for(
    truth: str,
    persona: Persona,
    dice: Dice,
    *,
    signer: str | None = None,
    given: dict[str, Json] | None = None,
) -> dict[str, Json]:
    """The brief of a case. What the exercise gives wins over what is drawn."""
    late = truth in ("hub_backlog", "not_dispatched", "never_collected")
    own = {k: w for k, w in persona.needs.items() if late or persona.code == "compensation_fisher"}
    needs = {**NEEDS[truth], **own}
    if persona.code == "door_refuser" and truth != "refund_in_transit":
        needs = {**needs, "refund": 1.0}
    brief: dict[str, Json] = {
        "reason": truth,
        "needs": needs,
        "story": dice("brief.story").pick(STORIES[truth]),
        "signer": signer,
        "finds": FINDS.get(signer or "", False),
        "linked": persona.linked,
        "screenshot": dice("brief.screenshot").chance(0.22 + 0.3 * (persona.verbosity < 0.4)),
        "walks": "refund" if persona.assertive >= 0.7 else "leave",
    }
    given = given or {}
    why = (given.get("deadline") or {}).get("why")
    if why:
        brief["story"] = why
    if given.get("will_fish"):
        brief["needs"] = {"amends": 0.8, **brief["needs"]}
    return {**brief, **given}


def fresh_mind(persona: Persona, brief: dict[str, Json], dice: Dice) -> Mind:
    """The mind as it is when the shopper comes in."""
    spread = (dice("mind.anger").unit() - 0.5) * 0.12
    return Mind(
        trust=persona.trust,
        anger=min(1.0, max(0.0, persona.anger + spread)),
        peak=persona.anger,
        expectation=persona.expectation,
        needs=[Need(key, weight) for key, weight in brief["needs"].items()],
        reveals=["story"],
    )
