"""What is so: the sourced claims, and the store that holds them."""
