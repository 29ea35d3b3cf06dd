"""What makes malls go on by themselves: one loop in the single process, one in each worker of a cluster."""
