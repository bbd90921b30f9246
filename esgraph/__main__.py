"""Runs the command line as `python -m esgraph`."""

from esgraph.cli import main

main()
