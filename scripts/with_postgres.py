"""Run a command beside a PostgreSQL server of its own; the server ends with it."""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support.postgres import start_postgres


def main() -> int:
    server = start_postgres()
    try:
        env = dict(os.environ, MALLDRILL_TEST_POSTGRES_URL=server.url)
        return subprocess.run(sys.argv[1:], env=env).returncode
    finally:
        server.stop()


if __name__ == "__main__":
    raise SystemExit(main())
