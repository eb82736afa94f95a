-- Own test module: the time between two days, by units ("ymwd"), as Template:Age in years, months and days and its like say it
local p = {}
local names = { y = 'year', m = 'month', w = 'week', d = 'day' }
local function days(y, m, d) return math.floor(os.time{ year = y + 2000, month = m, day = d, hour = 12 } / 86400) end
function p.main(frame)
	local units, a = frame.args[1], frame:getParent().args
	local y1, m1, d1 = tonumber(a[1] or a.year1), tonumber(a[2] or a.month1), tonumber(a[3] or a.day1)
	local y2, m2, d2 = tonumber(a[4] or a.year2), tonumber(a[5] or a.month2), tonumber(a[6] or a.day2)
	local months = (y2 - y1) * 12 + m2 - m1 - (d2 < d1 and 1 or 0)
	local count, y, m = {}, y1, m1
	if not units:find('m') then months = months - months % 12 end
	if units:find('[ym]') then
		if units:find('y') then count.y, count.m = math.floor(months / 12), months % 12 else count.m = months end
		y, m = y1 + math.floor((m1 - 1 + months) / 12), (m1 - 1 + months) % 12 + 1
	end
	local rest = days(y2, m2, d2) - days(y, m, d1)
	if units:find('w') then count.w, rest = math.floor(rest / 7), rest % 7 end
	count.d = rest
	if units == 'd' then return tostring(rest) end
	local parts = {}
	for u in units:gmatch('.') do if (count[u] or 0) > 0 then parts[#parts + 1] = count[u] .. '&nbsp;' .. names[u] .. (count[u] == 1 and '' or 's') end end
	if #parts == 0 then return '0&nbsp;days' end
	return mw.text.listToText(parts, ', ', ' and ')
end
return p
