"""Long work of the printer: a batch of labels as one document."""

from collections.abc import Callable
from typing import Any

from core import files
from core.db.engine import Database
from core.jobs import job
from logistics.waybills.labels import pdf
from logistics.waybills.queries import labels_of
from logistics.waybills.service import RENDER
from logistics.waybills.values import Label, Party

DAY_MS = 86_400_000


@job(RENDER)
def render_labels(db: Database, args: dict[str, Any], progress: Callable[[int], None]) -> dict[str, Any]:
    """Draws the labels of a batch and keeps the document for a day; run again it makes the same one."""
    with db.reading(args["mall_id"]) as ctx:
        language = ctx.mall.language
        if "labels" in args:
            labels, size = [label_of(one) for one in args["labels"]], args["size"]
        else:
            labels, size = labels_of(ctx, args["print_ids"])
    document = pdf(labels, size, language, on_page=lambda done: progress(100 * done // len(labels)))
    name = f"labels-{args['name']}.pdf"
    files.forget_older(DAY_MS, db.clock.wall_ms())
    files.keep(name, document)
    return {"file": name, "pages": len(labels), "bytes": len(document)}


def label_of(plain: dict[str, Any]) -> Label:
    """A label as it went into the job's row."""
    return Label(
        **{
            **plain,
            "segments": tuple(plain["segments"]),
            "marks": tuple(plain["marks"]),
            "sender": Party(**plain["sender"]),
            "receiver": Party(**plain["receiver"]),
        }
    )
