"""Foreign text made harmless, one module an output: a line, a terminal, Markdown pages, HTML and SVG, table cells."""
