"""The table, the objects beside it, and the inbox. ``ports`` says what the service needs; the rest is how
AWS does it.
"""
