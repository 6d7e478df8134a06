"""Views: scores, evidence and snapshots as text, tables and files. Pure."""
