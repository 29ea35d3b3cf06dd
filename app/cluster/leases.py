"""Which worker drives which mall: a lease of ten seconds in the database, renewed while the worker lives."""

from __future__ import annotations

from core.db.engine import Database

LEASE_MS = 10_000
STALE_MS = 15_000
_TAKE = (
    "INSERT INTO engine_leases (mall_id, owner, until_wall_ms) VALUES (?,?,?) "
    "ON CONFLICT (mall_id) DO UPDATE SET owner = excluded.owner, until_wall_ms = excluded.until_wall_ms "
    "WHERE engine_leases.until_wall_ms < ? OR engine_leases.owner = excluded.owner"
)
_RUNNING = "state = 'running' AND running_since_wall_ms IS NOT NULL"


def take(db: Database, mall_id: int, owner: str) -> bool:
    """Takes the mall if nobody holds it. A mall that nobody has driven for long goes on where it was last
    seen:
    the time it was alone does not count, and nothing comes in a burst."""
    with db.app_transaction("system") as app:
        now = app.wall_ms
        if not app.driver.run(_TAKE, (mall_id, owner, now + LEASE_MS, now)):
            return False
        app.driver.run(
            "UPDATE malls SET desk_ms = CASE WHEN last_desk_ms > desk_ms THEN last_desk_ms ELSE desk_ms END, "
            f"running_since_wall_ms = ? WHERE id = ? AND {_RUNNING} AND running_since_wall_ms < ?",
            (now, mall_id, now - STALE_MS),
        )
        return True


def renew(db: Database, owner: str) -> set[int]:
    """Holds every mall of this owner ten seconds longer, notes how far each has come. Returns which it still
    holds."""
    with db.app_transaction("system") as app:
        now = app.wall_ms
        app.driver.run(
            "UPDATE engine_leases SET until_wall_ms = ? WHERE owner = ? AND until_wall_ms >= ?",
            (now + LEASE_MS, owner, now),
        )
        mine = app.driver.all(
            "SELECT mall_id FROM engine_leases WHERE owner = ? AND until_wall_ms >= ?", (owner, now)
        )
        held = {int(row[0]) for row in mine}
    with db.app_transaction("timer") as app:
        now = app.wall_ms
        for mall_id in sorted(held):
            app.driver.run(
                "UPDATE malls SET desk_ms = desk_ms + (? - running_since_wall_ms), running_since_wall_ms = ? "
                f"WHERE id = ? AND {_RUNNING} AND running_since_wall_ms <= ?",
                (now, now, mall_id, now),
            )
    return held


def give_up(db: Database, owner: str) -> None:
    """At a clean end: whoever wakes next may have them at once."""
    with db.app_transaction("system") as app:
        app.driver.run("DELETE FROM engine_leases WHERE owner = ?", (owner,))


def let_go(db: Database, mall_id: int, owner: str) -> None:
    """The mall has stopped running."""
    with db.app_transaction("system") as app:
        app.driver.run("DELETE FROM engine_leases WHERE mall_id = ? AND owner = ?", (mall_id, owner))


def alone(db: Database) -> list[int]:
    """Running malls that nobody drives."""
    with db.app_reading() as app:
        rows = app.driver.all(
            f"SELECT id FROM malls WHERE {_RUNNING} AND NOT EXISTS (SELECT 1 FROM engine_leases l "
            "WHERE l.mall_id = malls.id AND l.until_wall_ms >= ?) ORDER BY id",
            (app.wall_ms,),
        )
    return [int(row[0]) for row in rows]
