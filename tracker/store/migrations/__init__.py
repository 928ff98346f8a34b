"""Versions of the tables: a change to rows.py is one file in versions/, with SCHEMA and HEAD_REVISION raised."""
