"""The tracking page of a parcel: everything about it, in words."""
