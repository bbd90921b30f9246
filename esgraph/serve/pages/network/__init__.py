"""Turns the network of organisations into a part of the site: the whole, each organisation's, how two are connected."""
