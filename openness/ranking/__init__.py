"""What is to be judged, in which order it stands, which rows are chosen, and what a change moves."""
