"""A dossier for a tender file, and a bill of materials of one model: HTML, PDF, DOCX, ODT, CycloneDX."""
