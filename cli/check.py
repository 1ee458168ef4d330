"""`levergraph check`: shapes, vocabulary and contradictions, in the packaged graph or in files of the user's own."""
