"""Plays the recorded commands of one mall in another, in a process of its own that may be killed on the way.

python -m tests.determinism.replaying URL SOURCE MALL UNTIL_DESK_MS BATCH; TESTS_KILL_AFTER counts transactions' steps.
"""

import os
import signal
import sys

from app import rooms
from core.clock import ManualClock
from core.commands.replay import recorded_commands, replay
from core.context import Ctx
from core.db.engine import Database


def kill_after(steps: int) -> None:
    """A power cut after that many steps: their rows are written, their transaction is not committed."""
    settle = Ctx.settle
    left = steps

    def settle_or_die(self: Ctx) -> None:
        nonlocal left
        settle(self)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    Ctx.settle = settle_or_die  # type: ignore[method-assign]


def main() -> None:
    url, source, mall_id, until, batch = sys.argv[1], *(int(word) for word in sys.argv[2:6])
    rooms.load()
    db = Database(url, clock=ManualClock())
    with db.reading(source) as ctx:
        commands = recorded_commands(ctx.session, source)
    if steps := int(os.environ.get("TESTS_KILL_AFTER", "0")):
        kill_after(steps)
    # What was already said is said again: the same key has no second effect.
    replay(db, mall_id, commands, until_desk_ms=until, batch=batch)
    db.close()


if __name__ == "__main__":
    main()
