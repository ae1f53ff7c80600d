"""The store in a storm: disorder, duplicates, faults at every call of AWS and killed processes, against an oracle.

``make storm`` runs it; the tests run a small one, and let Hypothesis look for small histories that break the store.

What is real: the handler of the ingest function with all that is below it, botocore with its retries, the extraction
engine, and template.yaml, whose buckets and table moto plays in this process and whose queue is obeyed by its numbers.
What is simulated, so that a seed repeats a run: time, the queue by SQS's rules, the network, and who works when.

It lies here and not among the tests since its figures are published beside the others, by a command of their own.

=================  ==================================================================================================
``pages``          the pages that are dropped, and what each must become
``history``        what happens to the keys of the bucket, in the true order, and the news of it
``queue``          SQS by its rules
``dead_letters``   SQS's API over that queue, as far as the redrive command asks
``stream``         the table's stream, as Lambda follows it
``bus``            EventBridge, as far as PutEvents goes
``fate``           what goes wrong, drawn from a seed or written down by a test
``wire``           the faults themselves, between botocore and the AWS of this process
``strands``        threads of which one runs at a time, from call to call
``sandboxes``      copies of the ingest function, and their deaths
``simulation``     all of it, until quiet
``oracle``         what the table must hold, from the history alone, told by the labels of the pages
``inspection``     what it holds; the difference is lost, doubled, phantom or stuck
``history_check``  the same of revisions: which, what changed, how many, until when
``events_check``   the same of events: one of each change of the truth, in order
``watch``          who reads between any two steps
``clock``          the time, as presscut and the buckets read it
=================  ==================================================================================================
"""
