"""A made-up country as a project directory: sources, places and identity as authors write them."""
