"""What each command understands: its words, options and help, by what it is for."""
