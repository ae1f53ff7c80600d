"""The one place where the version stands.

``EXTRACTOR_VERSION`` is stored beside every article. It grows by one with each change that can alter what comes
out of a page, so that a redo with a newer engine replaces what an older one wrote (an integer, since it is
compared inside DynamoDB conditions).
"""

VERSION = "0.1.0"
EXTRACTOR_VERSION = 1
