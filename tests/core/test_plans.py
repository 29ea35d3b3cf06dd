"""No question about one order, parcel or conversation reads the whole mall."""

import pytest
from sqlalchemy import Index

import app.models
from core.db.engine import Database
from tests.conftest import ON_POSTGRES

INDEXES = [
    pytest.param(index, id=str(index.name))
    for table in app.models.metadata.sorted_tables
    for index in sorted(table.indexes, key=lambda index: str(index.name))
    if index.columns[0].name == "mall_id" and len(index.columns) > 1
]


@pytest.mark.parametrize("index", INDEXES)
def test_a_question_that_names_the_columns_of_an_index_uses_it(db: Database, index: Index) -> None:
    named = [column.name for column in index.columns if column.name not in ("id", "seq")]
    sql = f"SELECT * FROM {index.table.name} WHERE " + " AND ".join(f"{name} = NULL" for name in named)
    if ON_POSTGRES:
        # PostgreSQL plans by what is there, and nothing is: that the index exists is all that can be asked.
        sql = f"SELECT 1 FROM pg_indexes WHERE indexname = '{index.name}'"
        with db.app_reading() as work:
            assert work.driver.one(sql) is not None
        return
    with db.app_reading() as work:
        plan = " ".join(str(row[3]) for row in work.driver.all(f"EXPLAIN QUERY PLAN {sql}"))
    assert str(index.name) in plan
