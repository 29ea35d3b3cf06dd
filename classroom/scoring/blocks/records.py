"""Records: what the next colleague finds."""

from classroom.scoring.values import CaseFile, Line, by_deed, line

SHORTEST_NOTE = 4


def lines(case: CaseFile) -> list[Line]:
    return [note(case), ticket(case), ticket_fields(case)]


def note(case: CaseFile) -> Line:
    """A seller note on the order says what was found and agreed; a flag without words is half a note."""
    if not case.required.get("note"):
        return line("records.note", None, 4)
    notes = case.done("note")
    worded = [d for d in notes if len(str(d.data.get("text", "")).strip()) >= SHORTEST_NOTE]
    share = 1.0 if worded else 0.5 if notes else 0.0
    return line("records.note", share, 4, *(by_deed(d) for d in (worded or notes)[:1]), notes=len(notes))


def ticket(case: CaseFile) -> Line:
    """Where the matter outlives the chat there is a ticket."""
    if not case.required.get("ticket"):
        return line("records.ticket", None, 4)
    tickets = case.done("ticket")
    return line(
        "records.ticket", 1.0 if tickets else 0.0, 4, *(by_deed(d) for d in tickets[:1]), tickets=len(tickets)
    )


def ticket_fields(case: CaseFile) -> Line:
    """The ticket names the order and says in its body what is to be done."""
    tickets = case.done("ticket")
    if not tickets:
        return line("records.ticket_fields", None, 2)
    best = max(tickets, key=lambda d: len(str(d.data.get("body", ""))))
    linked = best.data.get("order_id") == case.order_id
    bodied = len(str(best.data.get("body", "")).strip()) >= 8
    missing = [name for name, good in (("order", linked), ("body", bodied)) if not good]
    return line("records.ticket_fields", 1 - len(missing) / 2, 2, by_deed(best), missing=missing)
