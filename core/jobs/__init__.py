"""Long work, told truthfully. Rooms import `job` and `enqueue` from here."""

from core.jobs.registry import job
from core.jobs.service import enqueue

__all__ = ["enqueue", "job"]
