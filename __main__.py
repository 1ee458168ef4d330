"""`python -m levergraph`: the command line, where the program itself is not on the path."""

from levergraph.cli import program

if __name__ == "__main__":
    program()
