"""What can be asked: one file per question, and the catalogue that binds and runs them."""
