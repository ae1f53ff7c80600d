"""The desk: one page on this machine, over the embedded AWS, that shows what became of a page and why."""
