"""Turning paid orders into parcels, and what parcels do into the state of orders."""
