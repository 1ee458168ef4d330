"""What it looks like: the explorer."""
