"""The running server's own door for the command line of the same computer: it alone writes, so it is asked
to."""

from __future__ import annotations

import asyncio
import hmac
from typing import Any

from fastapi import FastAPI, Request, Response

from core.db.engine import Database
from core.errors import NotFound
from core.http import reply
from core.ids import SystemIds

HEADER = "X-Malldrill-Control"


def open_control(app: FastAPI, db: Database) -> str:
    """Adds POST /control/{verb} for whoever can read the data folder. Returns the token that goes there."""
    token = SystemIds().token(32)

    async def control(verb: str, request: Request) -> Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), token.encode()):
            raise NotFound("page")
        from app.operations import OPERATIONS
        from core import json

        if verb not in OPERATIONS:
            raise NotFound("operation")
        args: dict[str, Any] = json.read(await request.body() or b"{}")
        # In a thread: making a mall takes seconds; each write comes back to this loop (hand_over).
        value = await asyncio.to_thread(OPERATIONS[verb], db, **args)
        await db.durable()
        return reply(value)

    app.add_api_route("/control/{verb}", control, methods=["POST"], include_in_schema=False)
    return token
