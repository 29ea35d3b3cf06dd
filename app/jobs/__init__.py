"""Running jobs: the same Celery task in the single process (in memory) and in the workers of a cluster
(Redis)."""
