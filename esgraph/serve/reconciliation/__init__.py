"""Turns names and values of somebody's table into entities of the graph (Reconciliation Service API 0.2)."""
