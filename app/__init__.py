"""Composition root: the web app, the live gateway, the engine, the workers, the command line, the
migrations."""

VERSION = "0.1.0"
