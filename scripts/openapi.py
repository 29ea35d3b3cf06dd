"""Write openapi.json, from which the pages' client is generated: `make api`. Needs the environment."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> int:
    from app.web import create_app

    document = json.dumps(create_app().openapi(), indent=1, sort_keys=True, ensure_ascii=False)
    (ROOT / "openapi.json").write_text(document + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
