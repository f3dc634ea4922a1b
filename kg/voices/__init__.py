"""Who says what: speakers, statements, claims, denials, and who is accused or suspected."""
