"""Incidents an instructor puts into all malls of a class."""
