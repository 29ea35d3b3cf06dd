"""What ends a case whatever else was right: insult, privacy leak, off-platform lead, unauthorised money."""

from classroom.scoring.blocks.outcome import given
from classroom.scoring.reading import insults
from classroom.scoring.values import CaseFile, Evidence, Line, by_deed, by_message

_BY_ACT = {"leak_personal_data": "knockout.privacy_leak", "off_platform_lead": "knockout.off_platform"}


def knock_out(case: CaseFile) -> Line | None:
    """The first knock-out in time, as a line without points, or None."""
    found: list[Line] = []
    for said in case.agent:
        if insults(said):
            found.append(_line("knockout.insult", by_message(said)))
        for act in said.acts:
            if act.name in _BY_ACT and act.reason.startswith("pattern:"):
                found.append(_line(_BY_ACT[act.name], by_message(said)))
    # 200 yuan is the lead's limit for one case (P6): the desk refuses more, so only slices can add up to it.
    total = 0
    for deed in given(case):
        total += 0 if deed.what == "late_credit" else deed.amount_cents
        if total > 20_000:
            found.append(_line("knockout.unauthorised_money", by_deed(deed)))
            break
    return min(found, key=lambda one: one.evidence[0].seq) if found else None


def _line(rule: str, evidence: Evidence) -> Line:
    return Line(rule, 0.0, 0.0, "none", {}, (evidence,))
