"""Answers as data: results of queries, tables of the method, and their written forms."""
