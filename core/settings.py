"""What the operator decides, read from the environment (and a file named .env) once, at start."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRET_LENGTH = 24


class BadSettings(Exception):
    """The environment asks for something impossible; `problems` are (setting, stable code) pairs."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{name}: {code}" for name, code in problems))


class Settings(BaseSettings):
    """HOST, PORT and MALLDRILL_*; a database address of PostgreSQL makes this process part of a cluster."""

    model_config = SettingsConfigDict(
        env_prefix="MALLDRILL_",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        hide_input_in_errors=True,
    )  # fmt: skip

    host: Annotated[str, Field(validation_alias="HOST")] = "127.0.0.1"
    port: Annotated[int, Field(validation_alias="PORT", ge=0, le=65535)] = 8000
    data: Path = Path("data")
    database_url: str = ""
    redis_url: str = ""
    secret: Annotated[str, Field(repr=False)] = ""
    metrics_port: Annotated[int, Field(ge=0, le=65535)] = 0
    practice_quota: Annotated[int, Field(ge=0, le=100_000)] = 20
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    frontend: Path | None = None
    lab: bool = False
    amber_ms: Annotated[int, Field(ge=1000)] = 100_000
    red_ms: Annotated[int, Field(ge=1000)] = 180_000

    @field_validator("host")
    @classmethod
    def _host_is_a_name(cls, value: str) -> str:
        if not value or any(sign in value for sign in "/ \t@?#"):
            raise ValueError("bad_host")
        return value

    @model_validator(mode="after")
    def _cluster_is_complete(self) -> "Settings":
        if not self.cluster:
            if self.database_url and not self.database_url.startswith("sqlite:///"):
                raise ValueError("bad_database_url")
            return self
        if not self.redis_url:
            raise ValueError("redis_url_missing")
        if len(self.secret) < SECRET_LENGTH:
            raise ValueError("secret_missing")
        return self

    @property
    def cluster(self) -> bool:
        return self.database_url.startswith("postgres")

    @cached_property
    def database(self) -> str:
        """The SQLAlchemy address: the given one, else the file of the data folder."""
        if self.cluster:
            return self.database_url.replace("postgres://", "postgresql://").replace(
                "postgresql://", "postgresql+psycopg://"
            )
        return self.database_url or f"sqlite:///{(self.data / 'malldrill.sqlite3').as_posix()}"

    @property
    def loopback(self) -> bool:
        return self.host in ("127.0.0.1", "localhost", "::1")

    def described(self) -> dict[str, str | int]:
        """What may stand in a log: no secret, no password of a database address."""
        address = urlsplit(self.database)
        return {
            "host": self.host,
            "port": self.port,
            "mode": "cluster" if self.cluster else "single",
            "database": address.scheme,
            "data": str(self.data),
        }


MESSAGES = ("bad_host", "bad_database_url", "redis_url_missing", "secret_missing")
OF_CODE = {
    "bad_host": "HOST",
    "bad_database_url": "MALLDRILL_DATABASE_URL",
    "redis_url_missing": "MALLDRILL_REDIS_URL",
    "secret_missing": "MALLDRILL_SECRET",
}


def load_settings(**given: object) -> Settings:
    """The settings of this process. Raises BadSettings naming every setting that is wrong, never its
    value."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as problem:
        found = []
        for error in problem.errors(include_input=False, include_url=False, include_context=False):
            code = next((m for m in MESSAGES if m in error["msg"]), error["type"])
            place = str(error["loc"][0]) if error["loc"] else ""
            found.append(
                (OF_CODE.get(code) or (place if place.isupper() else f"MALLDRILL_{place.upper()}"), code)
            )
        raise BadSettings(found) from None
