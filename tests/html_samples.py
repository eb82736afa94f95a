"""Infoboxes in the markup of different times and renderers, written by hand after the real thing."""

# ruff: noqa: E501
from __future__ import annotations

THUMB = "//upload.wikimedia.org/wikipedia/commons/thumb"


def flag(country: str, *, linked: bool = True, extra: str = "") -> str:
    """A flag icon as the legacy parser draws it."""
    file = f"Flag_of_{country.replace(' ', '_')}.svg"
    image = f'<img alt="{country}" src="{THUMB}/0/00/{file}/23px-{file}.png" width="23" height="15" class="thumbborder"{extra}/>'
    link = f'<a href="/wiki/{country.replace(" ", "_")}" title="{country}">{image}</a>' if linked else image
    return f'<span class="flagicon">{link}&#160;</span>'


LEGACY = f"""<!DOCTYPE html>
<html lang="en" dir="ltr" class="client-nojs"><head><meta charset="UTF-8"/>
<title>Battle of Ayr - Wikipedia, the free encyclopedia</title>
<link rel="canonical" href="https://en.wikipedia.org/wiki/Battle_of_Ayr"/>
<script>mw.config.set({{"wgPageName":"Battle_of_Ayr","wgRevisionId":123456,"wgArticleId":789,"wgPageContentLanguage":"en"}});</script>
</head><body><h1 id="firstHeading">Battle of Ayr</h1><div id="mw-content-text">
<p><span style="font-size: small;"><span id="coordinates"><a href="/wiki/Geographic_coordinate_system">Coordinates</a>:
<span class="plainlinks nourlexpansion"><a class="external text" href="//tools.wmflabs.org/geohack/geohack.php?x=1">
<span class="geo-default"><span class="geo-dms" title="Maps"><span class="latitude">55°27′N</span>
<span class="longitude">4°37′W</span></span></span><span class="geo-multi-punct">&#65279; / &#65279;</span><span class="geo-nondefault">
<span class="geo-dec">55.45°N 4.62°W</span><span style="display:none">&#65279; / <span class="geo">55.45; -4.62</span></span></span></a></span>
</span></span></p>
<table class="infobox vevent" cellspacing="5" style="width:315px">
<tr><th class="summary" colspan="2" style="background-color:#C3D6EF;text-align:center;">Battle of Ayr</th></tr>
<tr><td colspan="2" style="background-color:#DCDCDC;text-align:center;">Part of the <a href="/wiki/War_of_Kyle" title="War of Kyle">War of
Kyle</a></td></tr>
<tr><td colspan="2" style="text-align:center;border-bottom:1px solid #aaa;"><a href="/wiki/File:Ayr.jpg" class="image"><img alt="Ayr.jpg"
 src="{THUMB}/a/ab/Ayr.jpg/300px-Ayr.jpg" width="300" height="200"/></a><br/>The field, by <i>J. Doe</i></td></tr>
<tr><td colspan="2"><table style="width:100%;margin:0;padding:0;border:0">
<tr><th style="padding-right:1em">Date</th><td>18&#160;June 1315<span style="display:none">&#160;(<span
 class="bday dtstart published updated">1315-06-18</span>)</span></td></tr>
<tr><th style="padding-right:1em">Location</th><td><span class="location"><a href="/wiki/Ayr" title="Ayr">Ayr</a>,
 <a href="/w/index.php?title=Old_Kyle&amp;action=edit&amp;redlink=1" class="new">Old Kyle</a></span></td></tr>
<tr><th style="padding-right:1em">Result</th><td>Decisive French victory<sup id="cite_ref-Doe_1-0" class="reference"><a
 href="#cite_note-Doe-1">[1]</a></sup></td></tr></table>1</td></tr>
<tr><th colspan="2">Belligerents</th></tr>
<tr><td style="width:50%;border-right:1px dotted #aaa;">{flag("France")}<a href="/wiki/France" title="France">France</a></td>
<td style="width:50%;padding-left:0.25em">{flag("United Kingdom")}<a href="/wiki/United_Kingdom" title="United Kingdom">United Kingdom</a></td></tr>
<tr><td style="width:50%;border-top:1px dotted #aaa;">Brigands</td><td style="width:50%;border-top:1px dotted #aaa;">Smugglers</td></tr>
<tr><th colspan="2">Commanders and leaders</th></tr>
<tr><td style="width:100%" colspan="2">{flag("France")}Jean Petit <a href="/wiki/Killed_in_action" title="Killed in action"><b>&#8224;</b></a><br/>
Paul Grand (<abbr title="Prisoner of war">POW</abbr>)</td></tr>
<tr><th colspan="2">Casualties and losses</th></tr>
<tr><td style="width:50%">100 killed<br/>200 wounded</td><td style="width:50%">Unknown</td></tr>
<tr><td colspan="2" style="text-align:center;border-top:1px dotted #aaa;">30 civilians killed</td></tr>
<tr><td colspan="2" style="border-top:1px solid #aaa;"><sup>1</sup>Disputed</td></tr>
</table>
<ol class="references"><li id="cite_note-Doe-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-Doe_1-0">^</a></b></span>
<span class="reference-text">Doe, <a rel="nofollow" class="external text" href="http://example.org/ayr">"The day of Ayr"</a>, 1950.</span></li>
</ol></div></body></html>"""

PARSOID = """<!DOCTYPE html>
<html prefix="dc: http://purl.org/dc/terms/ mw: http://mediawiki.org/rdf/"
 about="https://en.wikipedia.org/wiki/Special:Redirect/revision/987654"><head>
<meta property="mw:pageId" content="4563"/><meta property="dc:modified" content="2024-02-03T04:05:06.000Z"/>
<link rel="dc:isVersionOf" href="//en.wikipedia.org/wiki/Battle_of_Ayr"/><title>Battle of Ayr</title></head>
<body lang="en"><section data-mw-section-id="0" id="mwAQ">
<style data-mw-deduplicate="TemplateStyles:r1" typeof="mw:Extension/templatestyles mw:Transclusion" about="#mwt1"
 data-mw='{"parts":[{"template":{"target":{"wt":"Infobox war\\n","href":"./Template:Infobox_war"},"params":{"date":{"wt":"x&lt;br>y"},
"strength1":{"wt":"&lt;table>&lt;tr>"}}}}]}' id="mwAg">.infobox{border:1px}</style><table class="infobox vevent" about="#mwt1"
 data-note='{"a":"<b>x</b>"}'><tbody>
<tr><th class="summary" colspan="3">Battle of Ayr</th></tr>
<tr><th scope="row">Date</th><td>18 June 1315</td></tr>
<tr><th colspan="3">Warring parties</th></tr>
<tr><td><span class="flagicon" typeof="mw:Transclusion" about="#mwt4"><span class="mw-image-border" typeof="mw:File"><a
 href="./France" title="France"><img alt="France" resource="./File:Flag_of_France.svg" width="23" class="mw-file-element"
 src="//upload.wikimedia.org/x/23px-Flag_of_France.svg.png"/></a></span>&nbsp;</span><a rel="mw:WikiLink" href="./France#Kings"
 title="France">France</a><sup about="#mwt6" class="mw-ref reference" id="cite_ref-1" rel="dc:references" typeof="mw:Extension/ref"><a
 href="./Battle_of_Ayr#cite_note-1" style="counter-reset: mw-Ref 1;"><span class="mw-reflink-text"><span
 class="cite-bracket">[</span>1<span class="cite-bracket">]</span></span></a></sup></td><td colspan="2">
<link rel="mw-deduplicated-inline-style" href="mw-data:TemplateStyles:r1"/><div class="plainlist"><ul><li><a rel="mw:WikiLink"
 href="./Scots" class="new" typeof="mw:LocalizedAttrs">Scots</a></li><li>Picts</li></ul></div></td></tr>
<tr><th colspan="3">Strength</th></tr>
<tr><td>1,000</td><td>2,000</td><td>3,000</td></tr>
<tr><td colspan="3" style="text-align:center">6,000 in all</td></tr>
</tbody></table><p id="mwBA">Text.</p></section>
<ol class="mw-references references" typeof="mw:Extension/references"><li about="#cite_note-1" id="cite_note-1"><span
 rel="mw:referencedBy" class="mw-cite-backlink"><a href="./Battle_of_Ayr#cite_ref-1">↑</a></span> <span id="mw-reference-text-cite_note-1"
 class="mw-reference-text reference-text">Roe 1999, p. 5.</span></li></ol></body></html>"""

CIVIL = f"""<html lang="en"><head><title>Ayr strike - Wikipedia</title></head><body>
<table class="infobox vevent"><tbody><tr><th colspan="2" class="infobox-above summary">Ayr strike</th></tr>
<tr><td colspan="2" class="infobox-subheader">Part of <a href="/wiki/Strikes">the Great Strikes</a></td></tr>
<tr><td colspan="2" class="infobox-image"><span class="mw-default-size" typeof="mw:File/Frameless"><a href="/wiki/File:S.jpg"
 class="mw-file-description"><img src="{THUMB}/c/cd/S.jpg/250px-S.jpg" width="250" class="mw-file-element" alt="A crowd"/></a></span>
<div class="infobox-caption">Strikers</div></td></tr>
<tr><th scope="row" class="infobox-label">Date</th><td class="infobox-data">5 May 1912</td></tr>
<tr><th scope="row" class="infobox-label">Location</th><td class="infobox-data"><div class="location">Ayr</div></td></tr>
<tr><th scope="row" class="infobox-label">Caused by</th><td class="infobox-data"><div class="plainlist"><ul><li>Hunger</li></ul></div></td></tr>
<tr><th scope="row" class="infobox-label">Goals</th><td class="infobox-data">Bread</td></tr>
<tr><th scope="row" class="infobox-label">Resulted in</th><td class="infobox-data">Bread for all</td></tr>
<tr><th colspan="2" class="infobox-header">Parties</th></tr>
<tr><td colspan="2" class="infobox-full-data"><table style="width:100%; border-spacing:0;"><tbody><tr>
<td style="width:50%; vertical-align:top;">Miners' Union<hr/>Bakers</td><td style="width:50%;">{flag("United Kingdom")} Police</td></tr></tbody></table></td></tr>
<tr><th colspan="2" class="infobox-header">Lead figures</th></tr>
<tr><td colspan="2" class="infobox-full-data"><table><tbody><tr><td></td><td><p>Chief Roe</p></td></tr></tbody></table></td></tr>
<tr><th colspan="2" class="infobox-header">Casualties</th></tr>
<tr><th scope="row" class="infobox-label">Death(s)</th><td class="infobox-data">12</td></tr>
<tr><th scope="row" class="infobox-label">Injuries</th><td class="infobox-data">over 30</td></tr>
<tr><th scope="row" class="infobox-label">Arrested</th><td class="infobox-data">7</td></tr>
<tr><th colspan="2" class="infobox-header"></th></tr>
<tr><td colspan="2" class="infobox-full-data"><small>As of 6 May</small></td></tr>
</tbody></table></body></html>"""

ATTACK = """<table class="infobox vevent"><caption class="infobox-title">Ayr bombing</caption><tbody>
<tr><th scope="row" class="infobox-label">Location</th><td class="infobox-data">Ayr</td></tr>
<tr><th scope="row" class="infobox-label">Date</th><td class="infobox-data">5 May 1972</td></tr>
<tr><th scope="row" class="infobox-label"><div style="display: inline-block;">Attack type</div></th><td class="infobox-data">Bombing</td></tr>
<tr><th scope="row" class="infobox-label">Deaths</th><td class="infobox-data">3</td></tr>
<tr><th scope="row" class="infobox-label">Perpetrator</th><td class="infobox-data">Unknown</td></tr></tbody></table>"""

OPERATION = """<table class="infobox vevent"><tbody><tr><th colspan="2" class="infobox-above summary">Operation Ayr</th></tr>
<tr><th scope="row" class="infobox-label">Operational scope</th><td class="infobox-data">Strategic</td></tr>
<tr><th scope="row" class="infobox-label">Location</th><td class="infobox-data">Ayr</td></tr>
<tr><th scope="row" class="infobox-label">Planned by</th><td class="infobox-data">Jean Petit</td></tr>
<tr><th scope="row" class="infobox-label">Target</th><td class="infobox-data">Harbour</td></tr></tbody></table>"""

#: Before 2008: no classes, no header cells, presentational tags.
OLD = """<html><head><title>Battle of Ayr - Wikipedia, the free encyclopedia</title></head><body>
<table style="float:right" border="1" cellpadding="2"><tr><td colspan="2" align="center" bgcolor="#ccc"><b>Battle of Ayr</b></td></tr>
<tr><td><b>Conflict</b></td><td>War of Kyle</td></tr><tr><td><b>Date</b>:</td><td>18 June 1315</td></tr>
<tr><td><b>Place</b></td><td>Ayr</td></tr><tr><td><b>Result</b></td><td>French victory</td></tr>
<tr><td colspan="2" align="center"><b>Combatants</b></td></tr><tr><td>France</td><td>Scotland</td></tr>
<tr><td colspan="2" align="center"><big><b>Commanders</b></big></td></tr><tr><td>Jean Petit</td><td>John Roe</td></tr>
<tr><td colspan="2" align="center"><font color="red"><b>Casualties</b></font></td></tr><tr><td>100</td><td>200</td></tr></table></body></html>"""

#: Boxes that are none of ours.
OTHERS = {
    "aircraft": """<table class="infobox vcard vevent"><tr><th colspan="2">Hijacking</th></tr><tr><th>Date</th><td>24 December</td></tr>
<tr><th>Summary</th><td>Hijacking</td></tr><tr><th>Site</th><td>Ayr</td></tr><tr><th>Fatalities</th><td>7</td></tr></table>""",
    "faction": """<table class="infobox"><tr><th colspan="2">Men of Kyle</th></tr><tr><th>Leaders</th><td>John Roe</td></tr>
<tr><th>Size</th><td>500</td></tr><tr><th>Battles and wars</th><td>War of Kyle</td></tr></table>""",
    "settlement": """<table class="infobox geography vcard"><tr><th colspan="2">Ayr</th></tr><tr><th>Country</th><td>Kyle</td></tr></table>""",
    "list of battles": """<table class="wikitable"><tr><th>Date</th><th>Belligerents</th><th>Result</th></tr><tr><td>1315</td><td>x</td><td>y</td></tr>
</table>""",
    "navigation": """<table class="nowraplinks navbox-inner"><tr><th colspan="2">War of Kyle</th></tr><tr><th colspan="2">Belligerents</th></tr>
<tr><th>Kyle</th><td>Men of Kyle</td></tr></table>""",
    "unit": """<table class="infobox vcard"><tr><th colspan="2">Kyle Foot</th></tr><tr><th>Active</th><td>1300</td></tr>
<tr><th colspan="2">Commanders</th></tr><tr><th>Notable commanders</th><td>John Roe</td></tr></table>""",
}
