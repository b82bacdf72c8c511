-- guard stands before commit.lua: whoever is new must not have a row under any other
-- of their names, which a copy of the service may have begun that knows another name
-- as the current one.
--
-- KEYS  as in commit.lua, then the rows under the other names
-- ARGV  as in commit.lua, then the number of those rows
--
-- Returns {2}, a conflict, where there is one and the update is not known.

if ARGV[10] == '' or redis.call('EXISTS', KEYS[7]) == 0 then
  for i = #KEYS - ARGV[#ARGV] + 1, #KEYS do
    if redis.call('EXISTS', KEYS[i]) == 1 then return {2} end
  end
end

