-- staff loads a case for a member of a team, and gives them a number in it the
-- first time they are seen. Numbers are never given twice: a field is only ever
-- taken out of the hash when another takes its place.
--
-- KEYS  1 mark of the update   2 the case's row   3 HASH  pseudonym of staff -> number
-- ARGV  1 pseudonym, then others that they may be known by
--
-- Returns {1 if the update is marked, number, v, key, body, ret, card, shown, under}.

local sign = redis.call('HGET', KEYS[3], ARGV[1])
for i = 2, #ARGV do
  if sign then break end
  sign = redis.call('HGET', KEYS[3], ARGV[i])
  if sign then
    redis.call('HDEL', KEYS[3], ARGV[i])
    redis.call('HSET', KEYS[3], ARGV[1], sign)
  end
end
if not sign then
  sign = redis.call('HLEN', KEYS[3]) + 1
  redis.call('HSET', KEYS[3], ARGV[1], sign)
end
local reply = redis.call('HMGET', KEYS[2], 'v', 'key', 'body', 'ret', 'card', 'shown', 'under')
table.insert(reply, 1, tonumber(sign))
table.insert(reply, 1, redis.call('EXISTS', KEYS[1]))
return reply
