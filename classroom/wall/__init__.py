"""The wall: what an instructor sees of all desks at once."""
