-- turn gives a turn to one holder at a time.
--
-- KEYS  1 the turn
-- ARGV  1 holder   2 for how long (ms), 0 gives it back
--
-- Returns 1 if the turn is, or was, the holder's.

local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
if ARGV[2] == '0' then
  redis.call('DEL', KEYS[1])
else
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return 1
