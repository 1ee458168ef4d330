"""What a thing is: the ontology, its shapes, its rules and its reasoner."""
