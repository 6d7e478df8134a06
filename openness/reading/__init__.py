"""What is found in a record, before any question is asked of it; each reader reads a record once."""
