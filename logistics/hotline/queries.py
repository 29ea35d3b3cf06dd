"""Calls and their answers, worded in the mall's language."""

from typing import Any

from core.context import Ctx
from core.wire import at
from core.words import say
from logistics.carriers.queries import hubs
from logistics.hotline.models import HotlineCall
from logistics.tracking.queries import clock_text, scan_text

NEWEST = 20


def calls(ctx: Ctx, *, tracking_no: str = "") -> dict[str, Any]:
    """The newest twenty calls, of one number or of all."""
    chosen = {"tracking_no": tracking_no} if tracking_no else {}
    rows = ctx.rows(HotlineCall, order_by="-id", limit=NEWEST, **chosen)
    return {"items": [call_view(ctx, row) for row in rows]}


def call(ctx: Ctx, *, call_id: int) -> dict[str, Any]:
    """One call. Raises NotFound."""
    return call_view(ctx, ctx.get(HotlineCall, call_id))


def call_view(ctx: Ctx, row: Any) -> dict[str, Any]:
    """A call as the desk sees it; `answer_text` once it has been answered."""
    return {
        "id": row.id,
        "carrier_id": row.carrier_id,
        "tracking_no": row.tracking_no,
        "state": row.state,
        "asked_at": at(row.asked_ms),
        "answered_at": at(row.answered_ms),
        "answer_code": row.answer_code,
        "answer_text": None if row.answer_code is None else _text(ctx, row.answer_code, row.answer_params),
    }


def _text(ctx: Ctx, code: str, params: dict[str, Any]) -> str:
    words: dict[str, Any] = {"scan": "", "who": ""}
    if params.get("at_ms") is not None:
        words["at"] = clock_text(ctx, params["at_ms"])
    if params.get("code"):
        hub = hubs(ctx).get(params["hub_id"]) if params.get("hub_id") else None
        name = "" if hub is None else hub.name
        words["scan"] = scan_text(ctx, params["code"], {"city": "" if hub is None else hub.city}, name)
    if params.get("who"):
        words["who"] = say(ctx.mall.language, "signers", params["who"])
    return say(ctx.mall.language, "hotline", code, words)
