"""Puts an opening plan into the database."""

from sqlalchemy import Connection

from seed.generator.plan import COLUMNS, OpeningPlan


def insert_plan(db: Connection, mall_id: int, plan: OpeningPlan) -> int:
    """Inserts every row of the plan for one mall and returns how many there were. Never commits.

    Uses the driver's executemany directly: the rows are tuples already in the form the database stores.
    """
    mark = "?" if db.dialect.paramstyle == "qmark" else "%s"
    count = 0
    for table, rows in plan.tables.items():
        if not rows:
            continue
        columns = ("mall_id", *COLUMNS[table])
        marks = ", ".join([mark] * len(columns))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # nosec B608: names from COLUMNS
        db.exec_driver_sql(sql, [(mall_id, *row) for row in rows])
        count += len(rows)
    return count
