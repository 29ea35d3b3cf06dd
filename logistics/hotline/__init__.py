"""A carrier's telephone line: a tracking number is looked up there and answered after a while."""
