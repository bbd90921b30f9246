"""Turns somebody's list of names into the same list with what the graph knows of each: for the page of lists."""
