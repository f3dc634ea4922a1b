"""strike-kg: a knowledge graph of attacks and responses from Arabic news."""
