"""Files: strict YAML with positions, what is shipped with the package, and where a person's own data lies."""
