"""Facts to browsers: what was committed is pushed, what was missed is read from the log."""
