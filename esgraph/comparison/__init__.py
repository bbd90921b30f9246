"""Turns what people write of organisations (names, register numbers, dates) into what compares; pure."""
