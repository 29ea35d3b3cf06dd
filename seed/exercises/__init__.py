"""Exercises: versioned recipes of opening, cases, pace and marking."""
