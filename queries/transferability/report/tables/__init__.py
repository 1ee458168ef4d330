"""Answers as tables for a terminal, CSV and spreadsheets, each a function from an answer to its table."""
