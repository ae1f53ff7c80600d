"""The Lambda functions: thin handlers over the engine and the store."""
