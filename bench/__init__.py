"""What presscut's figures come from: each module here is a command, named in docs/benchmarks.md."""
