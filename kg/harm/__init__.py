"""Who was killed and injured: how many, of which side, and by which strike."""
