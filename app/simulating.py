"""`malldrill simulate`: a bot at the desk plays the whole story without sleeping."""

from __future__ import annotations

from typing import Any

from app.commands import progress, writing
from app.say import Trouble, show
from app.starting import settings_or_trouble
from core.db.engine import Database


def simulate(*, bot: str, language: str, seed: int, minutes: int, mall_id: int | None, score: bool) -> int:
    """Plays, prints what came of every shopper and what each was worth. Returns the exit code."""
    from app.operations import copy_mall, create_mall
    from core.errors import NotFound

    with writing(settings_or_trouble()) as db:
        with progress("mall") as to:
            try:
                if mall_id is None:
                    made = create_mall(
                        db,
                        language=language,
                        seed=seed,
                        exercise="late_parcel",
                        label=f"simulate {bot}",
                        progress=to,
                    )
                else:
                    made = copy_mall(db, source_id=mall_id, label=f"simulate {bot}")
            except NotFound:
                raise Trouble("no_mall", id=mall_id) from None
        _play(db, int(made["mall_id"]), bot, minutes * 60_000, score)
    return 0


def _play(db: Database, mall_id: int, bot: str, until_ms: int, score: bool) -> None:
    from core.events.log import log_hash
    from simulation.bots.service import run_bot

    begun = db.clock.monotonic_ms()
    played = run_bot(db, mall_id, bot, until_ms=until_ms)
    seconds = (db.clock.monotonic_ms() - begun) / 1000
    with db.reading(mall_id) as ctx:
        events, digest = ctx.last_seq, log_hash(ctx.session, mall_id)
        result = _scored(ctx) if score else None
    show(
        f"mall {mall_id}: {played.desk_ms / 60_000:.1f} min 实训 / desk, {events} 条事件 / events, "
        f"{played.verbs} 个操作 / commands, {seconds:.1f} s, log {digest[:16]}"
    )
    for code, outcome in sorted(played.outcomes.items()):
        points = "" if result is None else f"  {_points(result, code)}"
        show(f"  {code:<12} {outcome or '-':<18}{points}")
    for verb, refusal in played.refusals:
        show(f"  拒绝 / refused: {verb} {refusal}")
    if result is not None:
        summary = result["summary"]
        show(f"  得分 / score {summary['score']}, {summary['cases_scored']} 个案例 / cases")


def _scored(ctx: Any) -> dict[str, Any]:
    from classroom.scoring.service import score_mall

    return score_mall(ctx)


def _points(result: dict[str, Any], code: str) -> str:
    for case in result["cases"]:
        if case["code"] == code:
            worth = "-" if case["score"] is None else str(case["score"])
            return f"{worth:>5} {case['knock_out'] or ''}".rstrip()
    return "-"
