"""The table, the objects beside it, and the inbox. ``ports`` says what the service needs, the rest how AWS does it."""
