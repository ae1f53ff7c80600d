"""What people write, as data: class names, wall phrases, bylines, months, credits, by language."""
