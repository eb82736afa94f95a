-- Own test module: {{convert|12|mi|km}} as "12 miles (19 km)", whole numbers only
local unit = { mi = { 'mile', 'mi', 1609.344 }, km = { 'kilometre', 'km', 1000 }, nmi = { 'nautical mile', 'nmi', 1852 }, ft = { 'foot', 'ft', 0.3048 }, m = { 'metre', 'm', 1 } }
local p = {}
function p.main(frame)
	local a = frame:getParent().args
	local n, from, to = tonumber(a[1]), unit[a[2]], unit[a[3]]
	local short = a.abbr == 'on'
	return a[1] .. '&nbsp;' .. (short and from[2] or from[1] .. 's') .. ' (' .. math.floor(n * from[3] / to[3] + 0.5) .. '&nbsp;' .. to[2] .. ')'
end
return p
