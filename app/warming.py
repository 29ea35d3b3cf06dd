"""What the first message of a lesson would otherwise wait for, loaded shortly after the first page."""

from __future__ import annotations

import asyncio

import structlog

AFTER_SECONDS = 0.4
log = structlog.get_logger("warming")
LINES = (
    ("zh-CN", "您好，快件昨天到了杭州转运中心，已经帮您催了，明天下午六点前给您答复，退您 12.5 元。"),
    (
        "en",
        "Hi, it reached the hub on Monday, I have chased the courier and will refund $12.50 by noon.",
    ),
)


async def warm() -> None:
    """Loads the reading of free text in a thread. A failure is logged: the first message tries again."""
    await asyncio.sleep(AFTER_SECONDS)
    try:
        await asyncio.to_thread(read_a_line_of_each_language)
    except Exception as failure:
        log.error("not_warmed", exc_info=failure)


def read_a_line_of_each_language() -> None:
    """Patterns are compiled, the model, the packs and the phrasebooks read at their first use: this is it."""
    from helpdesk.chats.sessions import is_courtesy
    from helpdesk.promises.commitments import commitments
    from helpdesk.understanding import extract, recognise
    from seed.packs.loader import load_pack
    from simulation.grammar.cues import cues, foreign
    from simulation.shoppers.personas import personas

    for language, line in LINES:
        acts, statements = recognise(line, language), extract(line, 0, language)
        commitments(line, acts, statements, desk_ms=0, mall_ms=0)
        is_courtesy(line)
        foreign(line, language)
        cues(line, language)
        load_pack(language)
    personas()
