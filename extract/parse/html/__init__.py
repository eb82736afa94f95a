"""The drawer of HTML: the box is cut out of the page as bytes, then read with BeautifulSoup."""
