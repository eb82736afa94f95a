-- Own test module: the tables that Template:Infobox military operation, ... civil conflict and ... civilian attack draw
local p = {}
local HEAD = 'text-align:center;background-color:#CEE0F2;'
local function arguments(frame)
	local found = {}
	for k, v in pairs(frame:getParent().args) do v = mw.text.trim(v); if v ~= '' then found[k] = v end end
	return found
end
local function begin(args)
	local box = mw.html.create('table'):addClass('infobox vevent')
	box:tag('tr'):tag('th'):attr('colspan', 2):addClass('infobox-above summary'):cssText(HEAD):wikitext(args.title or args.name or mw.title.getCurrentTitle().text)
	if args.subtitle then box:tag('tr'):tag('td'):attr('colspan', 2):addClass('infobox-subheader'):wikitext(args.subtitle) end
	if args.partof then box:tag('tr'):tag('td'):attr('colspan', 2):addClass('infobox-subheader'):wikitext('Part of ' .. args.partof) end
	if args.image then
		local img = args.image
		if not img:find('%[%[') then img = '[[File:' .. img .. '|frameless|upright=1|alt=' .. (args.alt or '') .. ']]' end
		local cell = box:tag('tr'):tag('td'):attr('colspan', 2):addClass('infobox-image'):wikitext(img)
		if args.caption then cell:tag('div'):addClass('infobox-caption'):wikitext(args.caption) end
	end
	return box
end
local function row(box, label, value, class)
	if not value then return end
	local tr = box:tag('tr')
	tr:tag('th'):attr('scope', 'row'):addClass('infobox-label'):wikitext(label)
	tr:tag('td'):addClass('infobox-data'):addClass(class):newline():wikitext(value)
end
local function header(box, words) box:tag('tr'):tag('th'):attr('colspan', 2):addClass('infobox-header'):cssText(HEAD):wikitext(words) end
local function place(args, key)
	if not (args[key] or args.coordinates) then return end
	return '<div style="display:inline;" class="location">' .. (args[key] or '') .. '</div>' .. (args.coordinates and '<br />' .. args.coordinates or '')
end
local function full(box, value) if value then box:tag('tr'):tag('td'):attr('colspan', 2):addClass('infobox-full-data'):newline():wikitext(value) end end
-- a table in a row: a cell for each side
local function sides(box, args, prefix, head)
	local any, last = false, 0
	for i = 1, 3 do if args[prefix .. i] then any, last = true, i end end
	if not any then return end
	if head then header(box, head) end
	local tr = mw.html.create('table'):cssText('width:100%; border-spacing:0; margin:0; text-align:left;'):tag('tr')
	for i = 1, math.max(last, 2) do
		tr:tag('td'):cssText(i > 1 and 'padding-left:0.25em; border-left:1px dotted #aaa' or 'width:50%;'):tag('div'):newline():wikitext(args[prefix .. i] or '')
	end
	box:tag('tr'):tag('td'):attr('colspan', 2):addClass('infobox-full-data'):wikitext(tostring(tr:done()))
end
function p.civil(frame)
	local a = arguments(frame)
	local box = begin(a)
	row(box, 'Date', a.date); row(box, 'Location', place(a, 'place')); row(box, 'Caused by', a.causes); row(box, 'Goals', a.goals)
	row(box, 'Methods', a.methods); row(box, 'Status', a.status); row(box, 'Resulted in', a.result); row(box, 'Concessions', a.concessions)
	sides(box, a, 'side', 'Parties'); sides(box, a, 'leadfigures', 'Lead figures'); sides(box, a, 'howmany', 'Number')
	local counted = { { 'Death(s)', 'fatalities' }, { 'Injuries', 'injuries' }, { 'Arrested', 'arrests' }, { 'Detained', 'detentions' }, { 'Charged', 'charged' }, { 'Fined', 'fined' } }
	local losses = a.casualties1 or a.casualties2 or a.casualties3
	for _, one in ipairs(counted) do losses = losses or a[one[2]] end
	if losses then header(box, a.casualties_label or 'Casualties') end
	sides(box, a, 'casualties')
	for _, one in ipairs(counted) do row(box, one[1], a[one[2]]) end
	if a.notes then
		header(box, '')
		box:tag('tr'):tag('td'):attr('colspan', 2):cssText('text-align:center;border-top:1px #aaa solid'):newline():wikitext(a.notes)
	end
	return tostring(box) .. (a.campaignbox or '')
end
function p.civilian(frame)
	local a = arguments(frame)
	local box = begin(a)
	full(box, a.map)
	row(box, 'Location', a.location, 'location'); row(box, 'Coordinates', a.coordinates); row(box, 'Date', a.date)
	row(box, 'Time', a.time and a.time .. (a.timezone and ' (' .. a.timezone .. ')' or '')); row(box, 'Target', a.target); row(box, 'Attack type', a.type and '<div style="display:inline" class="category">' .. a.type .. '</div>')
	row(box, 'Weapons', a.weapons); row(box, 'Deaths', a.fatalities); row(box, 'Injured', a.injuries); row(box, 'Victims', a.victims)
	row(box, a.perp and 'Perpetrator' or 'Perpetrators', a.perps or a.perp); row(box, a.susperp and 'Suspected perpetrator' or 'Suspected perpetrators', a.susperps or a.susperp); row(box, 'Assailants', a.assailants)
	row(box, 'No. of participants', a.numpart); row(box, 'Defenders', a.dfens); row(box, 'Motive', a.motive); row(box, 'Inquiry', a.inquiry); row(box, 'Coroner', a.coroner)
	row(box, 'Verdict', a.verdict); row(box, 'Convictions', a.convictions); row(box, 'Convicted', a.convicted); row(box, 'Charges', a.charges); row(box, 'Judge', a.judge); row(box, 'Litigation', a.litigation)
	full(box, a.notes)
	return tostring(box)
end
function p.operation(frame)
	local a = arguments(frame)
	local box = begin(a)
	row(box, 'Operational scope', a.scope); row(box, 'Type', a.type); row(box, 'Location', place(a, 'location')); row(box, 'Planned', a.planned); row(box, 'Planned by', a.planned_by)
	row(box, 'Commanded by', a.commanded_by); row(box, 'Objective', a.objective); row(box, 'Target', a.target); row(box, 'Date', a.date); row(box, 'Time', a.time and a.time .. (a.timezone and ' (' .. a.timezone .. ')' or ''))
	row(box, 'Executed by', a.executed_by); row(box, 'Outcome', a.outcome); row(box, 'Casualties', a.casualties); row(box, 'Fatalities', a.fatalities); row(box, 'Injuries', a.injuries)
	return tostring(box)
end
return p
