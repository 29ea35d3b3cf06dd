"""Goes on with the story of a mall in a process of its own: python -m tests.determinism.process URL MALL BATCH."""

import sys

import app.models
from core.clock import ManualClock
from core.db.engine import Database
from core.timers.headless import drive
from tests.determinism.madeup import UNTIL_DESK_MS, Agent


def main() -> None:
    url, mall_id, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    assert app.models.metadata.tables
    db = Database(url, clock=ManualClock())
    with db.reading(mall_id) as ctx:
        at = ctx.desk_ms
    agent = Agent(db, mall_id)
    # A look at the desk the killed process did not live to take is taken by this one.
    looks = -(-at // 7_000) * 7_000
    drive(db, mall_id, UNTIL_DESK_MS, agent=lambda now: agent(now) if now >= looks else looks, batch=batch)
    db.close()


if __name__ == "__main__":
    main()
