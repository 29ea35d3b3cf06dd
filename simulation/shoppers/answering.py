"""Questions an agent asks, and what a shopper answers: gradually, truthfully, and not gladly twice."""

from simulation.shoppers.moods import feel
from simulation.shoppers.values import Dice, Json, Noticed, Persona, Step, Words

# Cues of the grammar that carry something by themselves.
TOLD = frozenset(
    {
        "t.station",
        "t.locker",
        "t.family",
        "t.neighbour",
        "t.door",
        "t.will_chase",
        "t.will_ask_warehouse",
        "t.will_ask_proof",
        "t.will_refund",
        "t.intercept",
        "t.backlog",
        "t.storm",
        "t.not_late",
        "t.credit",
        "t.no_credit",
        "t.no_date",
        "t.ticket",
        "t.choice",
        "t.lead",
        "t.done",
        "t.overdue",
        "t.our_fault",
        "t.keep_posted",
        "t.watch",
    }
)
ALTERNATIVES = frozenset(
    {
        "t.will_chase",
        "t.will_ask_warehouse",
        "t.will_ask_proof",
        "t.will_refund",
        "t.intercept",
        "t.ticket",
        "t.choice",
        "t.lead",
        "t.watch",
        "t.keep_posted",
        "t.done",
    }
)
TOPICS = (
    "order_no",
    "phone",
    "name",
    "address",
    "item",
    "photo",
    "family",
    "station",
    "neighbour",
    "needed",
    "wait_or_refund",
    "happened",
)
FREE = frozenset({"needed", "wait_or_refund"})


def questions(
    step: Step, persona: Persona, brief: dict[str, Json], words: Words, noticed: Noticed, dice: Dice
) -> None:
    """Queues an answer to everything asked. Asked again what was answered, the shopper says so and is
    angrier.
    """
    mind, seq = step.mind, noticed.seq
    topics = [t for t in TOPICS if f"q.{t}" in words.cues]
    if not topics and "ask_order_or_identity" in words.acts:
        topics = ["order_no"]
    if not topics and "ask_details" in words.acts and not mind.args.get("content_said"):
        topics = ["happened"]
    if "happened" in topics and not mind.args.get("content_said"):
        topics.remove("happened")  # the opening itself answers "what can I do for you"
        mind.queue("content")
    if len(topics) > 2:
        topics = topics[:2]
    for topic in topics:
        times = mind.asked.get(topic, 0) + 1
        mind.asked[topic] = times
        if topic in mind.answered and topic not in FREE:
            if noticed.now < mind.speak_from:
                continue  # they are typing it
            feel(step, persona, "asked_again", seq, topic=topic, times=times)
            mind.queue(f"again.{topic}" if topic in ("order_no", "happened") else "again.other")
            mind.queue(f"a.{topic}")
            continue
        _answer(step, persona, brief, topic, seq, dice)


def _answer(step: Step, persona: Persona, brief: dict[str, Json], topic: str, seq: int, dice: Dice) -> None:
    mind, times = step.mind, step.mind.asked[topic]
    if topic in ("order_no", "item") and brief.get("linked", True):
        feel(step, persona, "asked_known", seq, topic=topic)
        mind.queue("a.order_known")
    elif topic == "order_no" and persona.fragments and times == 1 and "item" not in mind.answered:
        mind.answered.append("item")
        mind.queue("a.item")
        return
    elif topic == "needed":
        mind.queue("story")
        mind.revealed.append("story")
    elif topic == "wait_or_refund":
        mind.queue("choose")
    elif topic == "happened":
        mind.queue("a.happened")
    elif topic == "phone" and not brief.get("linked", True) and dice("answer.tail", times).chance(0.5):
        mind.queue("a.phone_tail")
    else:
        mind.queue(f"a.{topic}")
    mind.answered.append(topic)
