"""The score tells good work from its imitations: reference agents on real malls, in both languages."""

from typing import Any

import pytest

import app.rooms
from classroom.scoring.service import score_mall
from core.db.engine import Database
from seed.exercises.making import exercise_mall
from simulation.bots.service import run_bot

pytestmark = pytest.mark.slow
BELOW = {"polite": 60, "paster": 60, "silent_doer": 80, "silent": 10}


def played(db: Database, bot: str, language: str, seed: int) -> dict[str, Any]:
    app.rooms.load()
    mall_id = exercise_mall(db, language=language, seed=seed)
    run_bot(db, mall_id, bot)
    with db.reading(mall_id) as ctx:
        return score_mall(ctx)


@pytest.mark.parametrize(("language", "seed"), [("zh-CN", 1), ("en", 2)])
def test_an_expert_scores_above_ninety_and_every_line_quotes_what_was_said(
    db: Database, language: str, seed: int
) -> None:
    result = played(db, "expert", language, seed)
    summary = result["summary"]
    assert summary["score"] > 90, [(c["code"], c["score"]) for c in result["cases"]]
    assert (summary["cases_scored"], summary["knock_outs"], summary["contradicted"]) == (8, 0, 0)
    assert summary["csat"] >= 4
    with db.reading(result["mall_id"]) as ctx:
        seqs = {row[0] for row in ctx.driver.all("SELECT seq FROM events WHERE mall_id = ?", (ctx.mall_id,))}
    for case in result["cases"]:
        words = {line["id"]: line["text"] for line in case["transcript"]}
        proofs = [p for b in case["blocks"] for line in b["lines"] for p in line["evidence"]]
        assert {p["seq"] for p in proofs} <= seqs
        assert all(p["quote"] in words[p["message_id"]] for p in proofs if p["message_id"] in words)
        assert case["mood"][0]["cause"] == "arrived"


@pytest.mark.parametrize(
    ("bot", "language", "seed"),
    [
        ("silent", "zh-CN", 1),
        ("silent_doer", "zh-CN", 1),
        ("polite", "zh-CN", 1),
        ("paster", "zh-CN", 1),
        ("polite", "en", 2),
    ],
)
def test_courtesy_scripts_and_wordless_actions_do_not_pass(
    db: Database, bot: str, language: str, seed: int
) -> None:
    assert played(db, bot, language, seed)["summary"]["score"] < BELOW[bot]


def test_the_same_agent_on_the_same_seed_gets_the_same_score_and_the_same_evidence(db: Database) -> None:
    first, second = (played(db, "silent_doer", "en", 3) for _ in range(2))
    for result in (first, second):
        for key in ("mall_id", "computed_at"):
            del result[key]
    assert first == second
