"""What can be done at a desk whose clock stands still: look, write drafts, come and go; nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from core.commands.runner import run_command
from core.errors import Refusal
from core.malls.service import pause_clock
from tests.helpdesk.conftest import ANN, Desk


def test_reading_drafts_and_presence_go_on_while_the_clock_stands(desk: Desk) -> None:
    number = desk.accepted()
    with desk.act() as ctx:
        pause_clock(ctx)

    def do(verb: str, **args: Any) -> int:
        return run_command(
            desk.db, mall_id=desk.mall, actor=ANN, key=f"k-{verb}", verb=verb, args=args
        ).status

    assert do("helpdesk.mark_read", conversation_id=number, message_id=1) == 200
    assert do("helpdesk.save_draft", conversation_id=number, kind="reply", text="您好", version=1) == 200
    assert do("helpdesk.set_presence", presence="break") == 200
    with pytest.raises(Refusal, match="mall_not_running"):
        do("helpdesk.send_message", conversation_id=number, client_id="a", text="您好")
    assert desk.view()["last_message"]["text"] == "我的快递怎么不动了"
