-- pool names the codes that wait, and takes out those whose case is gone: no code
-- is ever given again, so nobody can be waiting under it.
--
-- KEYS  1 SET  the codes that wait in the pool; the cases' rows have the same hash tag
-- ARGV  1 what the name of a case's row has before its code
--
-- Returns the codes.

local waiting = {}
for _, code in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  if redis.call('EXISTS', ARGV[1] .. code) == 1 then
    waiting[#waiting + 1] = code
  else
    redis.call('SREM', KEYS[1], code)
  end
end
return waiting
