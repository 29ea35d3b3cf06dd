"""How fast the desk answered: turns, first, substantive and average replies (docs/guide/scoring.md,
"Figures").
"""

from dataclasses import dataclass

from classroom.scoring.reading import substantive
from classroom.scoring.values import CaseFile, Said
from helpdesk.chats.sessions import is_courtesy
from helpdesk.kpi.rules import CAP_MS


@dataclass(frozen=True, slots=True)
class Turn:
    """Opened at the first unanswered shopper message, answered at the first reply of a person (None:
    never).
    """

    opened: Said
    answer: Said | None

    @property
    def waited_ms(self) -> int:
        return CAP_MS if self.answer is None else min(CAP_MS, self.answer.desk_ms - self.opened.desk_ms)


def turns_of(case: CaseFile) -> list[Turn]:
    """The turns of a conversation in order.

    Last words that nobody answers are no turn when they only say thanks, or when the shopper left content.
    """
    turns: list[Turn] = []
    waiting: list[Said] = []
    for said in case.said:
        if said.by == "shopper":
            waiting.append(said)
        elif said.by == "agent" and said.kind != "note" and waiting:
            turns.append(Turn(waiting[0], said))
            waiting = []
    content = case.outcome == "solved" or all(s.kind == "text" and is_courtesy(s.text) for s in waiting)
    if waiting and not (turns and content):
        turns.append(Turn(waiting[0], None))
    return turns


def first_reply_ms(case: CaseFile) -> int | None:
    replies = case.agent
    if not replies or case.arrived_desk_ms is None:
        return None
    return max(0, replies[0].desk_ms - case.arrived_desk_ms)


def substantive_reply(case: CaseFile) -> Said | None:
    return next((s for s in case.agent if substantive(s)), None)


def substantive_ms(case: CaseFile) -> int | None:
    reply = substantive_reply(case)
    if reply is None or case.arrived_desk_ms is None:
        return None
    return max(0, reply.desk_ms - case.arrived_desk_ms)
