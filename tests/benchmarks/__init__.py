"""Benchmarks: a made-up country of any size, its release, and the same queries to several servers in one run."""
