"""Turns a release into a directory that any file server publishes: the site without a server of its own."""
