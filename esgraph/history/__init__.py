"""Turns releases that follow each other into what changed between them, and a directory of them into a history."""
