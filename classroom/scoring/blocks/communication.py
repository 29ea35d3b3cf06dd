"""Communication: how it was said. Only what was surely seen costs points; what was not understood does
not.
"""

from difflib import SequenceMatcher

from classroom.scoring.reading import any_unread, substantive
from classroom.scoring.values import CaseFile, Line, Said, by_message, by_mood, line

ANGRY = 0.4
_SEVERE = ("forbidden_phrase", "blame_customer", "deflect")
_UNANSWERED = ("not_answered", "asked_again", "asked_known", "empty_reply", "vague_wait")


def lines(case: CaseFile) -> list[Line]:
    return [
        acknowledged_anger(case),
        answered(case),
        no_repetition(case),
        courteous(case),
        farewell(case),
    ]


def acknowledged_anger(case: CaseFile) -> Line:
    """Once the shopper is angry (.4 and more) one of the next two messages names it or says sorry."""
    angry = next((m for m in case.moods if m.anger >= ANGRY), None)
    if angry is None:
        return line("communication.acknowledged_anger", None, 4)
    after = tuple(m for m in case.agent if m.seq > angry.seq)[:2]
    if not after:
        # Said before the anger was full counts; having nothing more to say to an angry person does not.
        warm = [m for m in case.agent if m.has("empathise", "apologise")]
        share = 1.0 if warm else 0.0
        return line(
            "communication.acknowledged_anger", share, 4, by_mood(case, angry), anger=round(angry.anger, 2)
        )
    warm = [m for m in after if m.has("empathise", "apologise")]
    if not warm and any_unread(after):
        return line("communication.acknowledged_anger", None, 4)
    proof = [by_mood(case, angry), *(by_message(m) for m in (warm or list(after))[:1])]
    return line(
        "communication.acknowledged_anger", 1.0 if warm else 0.0, 4, *proof, anger=round(angry.anger, 2)
    )


def answered(case: CaseFile) -> Line:
    """The shopper got an answer to what they asked: each time they had to ask again costs half."""
    if not any(substantive(m) for m in case.agent):
        return line("communication.answered", 0.0, 4, *(by_message(m) for m in case.shopper[:1]), again=None)
    again = [m for m in case.moods if m.cause in _UNANSWERED]
    return line(
        "communication.answered",
        1 - 0.5 * len(again),
        4,
        *(by_mood(case, m) for m in again[:3]),
        again=len(again),
    )


def no_repetition(case: CaseFile) -> Line:
    """The same words twice tell the shopper that nobody reads. Cards and very short replies may repeat."""
    texts = [m for m in case.agent if m.kind == "text" and len(m.text) >= 8]
    if len(texts) < 2:
        return line("communication.no_repetition", None, 3)
    again: list[Said] = []
    for index, said in enumerate(texts):
        if any(_alike(said.text, earlier.text) for earlier in texts[:index]):
            again.append(said)
    return line(
        "communication.no_repetition",
        1 - 0.5 * len(again),
        3,
        *(by_message(m) for m in again[:3]),
        times=len(again),
    )


def _alike(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > max(len(a), len(b)) * 0.15:
        return False
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.real_quick_ratio() > 0.92 and matcher.quick_ratio() > 0.92 and matcher.ratio() > 0.92


def courteous(case: CaseFile) -> Line:
    """No dead ends, no blame, nobody is sent away. Only precise patterns decide."""
    if not case.agent:
        return line("communication.courteous", None, 2)
    bad = [m for m in case.agent if m.has(*_SEVERE)]
    acts = sorted({a.name for m in bad for a in m.acts if a.name in _SEVERE})
    return line(
        "communication.courteous", 0.0 if bad else 1.0, 2, *(by_message(m) for m in bad[:3]), acts=acts
    )


def farewell(case: CaseFile) -> Line:
    """Before the chat ends the agent asks whether it is settled, or says a proper goodbye."""
    if case.outcome == "abandoned" or not case.agent:
        return line("communication.farewell", None if case.agent else 0.0, 2)
    last = case.agent[-3:]
    good = [m for m in last if m.has("close", "confirm_resolution", "thank")]
    if not good and (any_unread(last) or case.outcome is None and case.closed_desk_ms is None):
        return line("communication.farewell", None, 2)
    return line("communication.farewell", 1.0 if good else 0.0, 2, by_message((good or list(last))[-1]))
