"""Turns registers, as their publishers give them out, into places with codes, in which names are looked up."""
