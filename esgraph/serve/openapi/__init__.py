"""Turns the addresses that this server has for programs into their description (OpenAPI 3.1)."""
