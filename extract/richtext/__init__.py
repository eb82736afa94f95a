"""What a reader sees, with what a pointer would show laid over it.

Every source (wikitext, HTML, flattened text) is drawn into `RichText`: lines of text, and marks over
them. The text of a field is its lines joined by ``"\\n"``; all offsets count code points from 0, half
open, **in the text of the whole field**, so a slice of a rich text keeps its place.

Mark kinds and the value each carries (a mark with ``start == end`` stands at a point):

=============  ==========  ==============================================================
kind           stands      value
=============  ==========  ==============================================================
link           over text   title of the target page (str), as `title_of` writes it
url            over text   address (str)
flag           at a point  name of the entity whose flag it is (str)
ref            at a point  id of a reference (str), a key of ``RawInfobox.references``
fate           both        a fate of CONTRACT.md: "killed", "captured", ... (str)
date           over text   EDTF or ISO 8601 date that the markup states (str)
coordinates    both        (lat, lon, precision_deg) in decimal degrees, WGS 84
image          at a point  (file name or "", alternative text or "")
bold, italic   over text   None
small          over text   None
lost-flag      at a point  None; flattened text only: a flag stood here (U+00A0 at the line's start)
lost-fate      at a point  None; flattened text only: a fate mark stood here (U+00A0 at the line's end)
=============  ==========  ==============================================================
"""

from .builder import Builder, plain
from .folding import fold, is_aside, join, unclosed
from .values import Line, Mark, RichText, Span, title_of

__all__ = ["Builder", "Line", "Mark", "RichText", "Span", "fold", "is_aside", "join", "plain", "title_of", "unclosed"]
