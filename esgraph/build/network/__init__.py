"""Turns the statements of a release into the index of its network: who is bound to whom, by what, on whose word."""
