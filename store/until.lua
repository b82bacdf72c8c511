-- until finds the rows that go by themselves within a time, and reads them.
--
-- KEYS  rows
-- ARGV  1 from (ms)   2 until (ms), not included   3.. fields to read of each
--
-- Returns for each row that goes in that time: its place in KEYS, when it goes
-- (ms), and the fields. Rows that are gone, or stay, are left out.

local from, till = tonumber(ARGV[1]), tonumber(ARGV[2])

-- goes returns when a row goes (ms), negative if it is gone or stays. Redis 6
-- tells only how long it has: every row goes at midnight, so that a full minute
-- makes good what the clock moves on between the two commands.
local function goes(row)
  local at = redis.pcall('PEXPIRETIME', row)
  if type(at) == 'number' then return at end
  local left = redis.call('PTTL', row)
  if left < 0 then return left end
  local now = redis.call('TIME')
  return math.floor((now[1] * 1000 + now[2] / 1000 + left) / 60000 + 0.5) * 60000
end

local reply = {}
for i, row in ipairs(KEYS) do
  local at = goes(row)
  if at >= 0 and at >= from and at < till then
    reply[#reply + 1] = i
    reply[#reply + 1] = at
    for field = 3, #ARGV do reply[#reply + 1] = redis.call('HGET', row, ARGV[field]) end
  end
end
return reply
