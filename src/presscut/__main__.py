"""``python -m presscut``: the command line tool."""

import sys

from presscut.cli.main import main

sys.exit(main())
