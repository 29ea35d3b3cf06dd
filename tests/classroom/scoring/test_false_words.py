"""What the course asks for most: "已催件" with nothing in the records is caught, with it it is believed. On a real mall."""

from typing import Any

import pytest

import app.rooms
from classroom.scoring.service import score_mall
from core.db.engine import Database
from core.malls.service import start_clock
from core.timers.engine import advance
from seed.exercises.making import exercise_mall
from simulation.bots.desk import Desk


def chat(db: Database, language: str, words: str, *, chased: bool) -> dict[str, Any]:
    """The first shopper is accepted and told `words`; before that the parcel is chased, or not. Returns the case."""
    app.rooms.load()
    mall_id = exercise_mall(db, language=language, seed=1, only_case="LP1")
    with db.transaction(mall_id, "system") as ctx:
        start_clock(ctx, by_wall=False)
    advance(db, mall_id, 40_000)
    desk = Desk(db, mall_id, 1, now=40_000)
    talk = desk.do("helpdesk.accept_next")
    assert talk is not None
    with db.reading(mall_id) as ctx:
        parcel = ctx.driver.one(
            "SELECT c.id FROM consignments c JOIN cases k ON k.mall_id = c.mall_id "
            "AND c.reference = 'order:' || k.order_id WHERE k.mall_id = ?",
            (mall_id,),
        )
    if chased:
        desk.do(
            "helpdesk.open_work_order",
            consignment_id=parcel[0],
            kind="chase",
            note="",
            conversation_id=talk["id"],
        )
    desk.now = 50_000
    desk.do(
        "helpdesk.send_message",
        conversation_id=talk["id"],
        client_id="c-1",
        kind="text",
        text=words,
        card=None,
    )
    assert desk.refusals == []
    with db.reading(mall_id) as ctx:
        return score_mall(ctx)["cases"][0]


@pytest.mark.parametrize(
    ("language", "words"), [("zh-CN", "已帮您催件了"), ("en", "I have chased the carrier for you.")]
)
def test_chased_is_false_without_a_work_order_and_true_with_one(
    db: Database, language: str, words: str
) -> None:
    for chased, verdict in ((False, "none"), (True, "full")):
        case = chat(db, language, words, chased=chased)
        line = next(
            one for b in case["blocks"] for one in b["lines"] if one["rule"] == "truth.no_false_words"
        )
        assert line["verdict"] == verdict
        if not chased:
            (proof,) = line["evidence"]
            said = next(m for m in case["transcript"] if m["id"] == proof["message_id"])
            assert proof["quote"] in words and said["text"] == words
            assert said["statements"][0]["verdict"] == "contradicted"
