"""Malls: the tenant, with clock, seed and clones."""
