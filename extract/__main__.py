"""`python -m extract` is `battlebox`."""

import sys

from .cli import main

sys.exit(main())
