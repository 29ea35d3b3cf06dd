"""Long work of the printer: a batch of labels as one document."""

from collections.abc import Callable
from typing import Any

from core import files
from core.db.engine import Database
from core.jobs import job
from logistics.waybills.labels import pdf
from logistics.waybills.queries import labels_of
from logistics.waybills.service import RENDER

DAY_MS = 86_400_000


@job(RENDER)
def render_labels(db: Database, args: dict[str, Any], progress: Callable[[int], None]) -> dict[str, Any]:
    """Draws the labels of a batch and keeps the document for a day; run again it makes the same one."""
    with db.reading(args["mall_id"]) as ctx:
        labels, size = labels_of(ctx, args["print_ids"])
        language = ctx.mall.language
    document = pdf(labels, size, language, on_page=lambda done: progress(100 * done // len(labels)))
    name = file_name(args["mall_id"], args["print_ids"][0], args["print_ids"][-1])
    files.forget_older(DAY_MS, db.clock.wall_ms())
    files.keep(name, document)
    return {"file": name, "pages": len(labels), "bytes": len(document)}


def file_name(mall_id: int, first: int, last: int) -> str:
    """Print numbers of a mall are given once: no two batches share them."""
    return f"labels-{mall_id}-{first}-{last}.pdf"
