"""Answers of the method in words: tables and explanations."""
