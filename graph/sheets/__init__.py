"""Spreadsheets of the user's own: the template, the reading of what was filled in, and the claims in it."""
