"""The cluster: facts and wake-ups through Redis, malls leased to workers, jobs through Celery."""
