"""The drawer of wikitext: an own linear scan finds the box, mwparserfromhell reads its values."""
