"""Formats an evidence log can be written in."""
