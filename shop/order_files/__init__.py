"""Everything there is about one order, put together for those who read it."""
