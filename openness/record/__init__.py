"""The nouns: the Hub's own words about a model, the answers with their sources, and columns of answers."""
