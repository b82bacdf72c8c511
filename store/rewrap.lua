-- rewrap puts a newly sealed value in the place of the one that was read, if it is
-- still that one. The row's version stays, and so does the time when it goes:
-- what the row says has not changed, so nobody who is about to change it needs to
-- look again.
--
-- KEYS  1 a row, or a box
-- ARGV  1 field of the row, '' for a job of the box   2 what was read   3 what is to stand there
--
-- Returns 1 if it does now.

if ARGV[1] == '' then
  local at = redis.call('LPOS', KEYS[1], ARGV[2])
  if not at then return 0 end
  redis.call('LSET', KEYS[1], at, ARGV[3])
  return 1
end
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1
