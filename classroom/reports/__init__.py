"""Results for people: one's own, the class's table, the sheet."""
