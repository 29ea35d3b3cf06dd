"""The live feed's edge: sockets in, the hub's facts out, Redis between the processes of a cluster."""
