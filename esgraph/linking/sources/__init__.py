"""Turns a register, a dataset, an endpoint, a service or reference data into records that ours are compared with."""
