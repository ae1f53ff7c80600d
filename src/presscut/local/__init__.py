"""The embedded AWS: moto in this process, its resources made from template.yaml, its functions the real handlers."""
