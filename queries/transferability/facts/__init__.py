"""Facts that the method works on, fetched from the store."""
