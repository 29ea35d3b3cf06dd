"""Figures worked out by hand."""

from helpdesk.kpi.rules import SessionFact, TurnFact, figures, spread

S = 1_000


def test_a_shift_worked_out_by_hand() -> None:
    """Four sessions: answered after 10, 20 and 60 s; one left the queue. Turns waited 10, 50, 20, 700, 60 s and for ever.

    First reply: mean (10+20+60)/3 = 30, median 20, p90 = 3rd of 3 = 60. Average reply: 700 counts 600, unanswered 600:
    (10+50+20+600+60+600)/6 = 1340/6 = 223.333. Within 30 s: 2 of 6; within 3 min: 4 of 6. CSAT (5+4)/2.
    """
    sessions = [
        SessionFact(0, 10 * S, 10 * S, "closed", True, 5),
        SessionFact(100 * S, 120 * S, 160 * S, "closed", True, None),
        SessionFact(200 * S, 260 * S, None, None, False, 4),
        SessionFact(300 * S, None, None, "abandoned", False, None),
    ]
    turns = [
        TurnFact(0, 10 * S, "answered"),
        TurnFact(20 * S, 70 * S, "answered"),
        TurnFact(100 * S, 120 * S, "answered"),
        TurnFact(130 * S, 830 * S, "answered"),
        TurnFact(200 * S, 260 * S, "answered"),
        TurnFact(300 * S, None, "unanswered"),
        TurnFact(900 * S, None, "open"),
        TurnFact(901 * S, None, "courtesy"),
    ]
    assert figures(sessions, turns) == {
        "first_reply_ms": {"mean": 30_000, "median": 20_000, "p90": 60_000},
        "substantive_ms": {"mean": 35_000, "median": 35_000, "p90": 60_000},
        "average_reply_ms": 223_333,
        "answered_30s": 0.3333,
        "answered_3m": 0.6667,
        "turns": 6,
        "conversations": 4,
        "unanswered": 1,
        "reply_rate": 0.75,
        "csat": 4.5,
        "rated": 2,
        "invited": 3,
        "abandoned": 1,
        "version": 1,
    }


def test_nothing_measured_is_nothing_not_nought() -> None:
    found = figures([], [])
    assert found["first_reply_ms"] == {"mean": None, "median": None, "p90": None}
    assert [found[k] for k in ("average_reply_ms", "answered_30s", "answered_3m", "reply_rate", "csat")] == [
        None
    ] * 5
    assert (found["turns"], found["conversations"], found["rated"]) == (0, 0, 0)


def test_the_ninetieth_percentile_is_a_value_that_occurred() -> None:
    assert spread(range(1, 11))["p90"] == 9
    assert spread(range(1, 12))["p90"] == 10
    assert spread([7])["p90"] == 7
    assert spread([1, 2, 4, 9])["median"] == 3
