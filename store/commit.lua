-- commit keeps all that one update changes, or nothing of it, and leases at once
-- the jobs that may go out now.
--
-- KEYS  1-5 as in outbox.lua
--       6 mark of the update   7 the patient's row   8 the case's row
--       9 LIST  messages of the patient's chat        10 HASH  tally -> count
--       11 SET  every code that a case ever had
--       then for each job its box
-- ARGV  1-9 as in outbox.lua
--       10 how long the mark is kept (s), '' when no update caused this
--       11 version the patient must have, '' for no patient   12 version to write 13 key 14 address 15 state 16 when it goes (ms)
--       17 version the case must have, '' for no case         18 key 19 body 20 return 21 when it goes (ms)
--       22 1 to remove the patient   23 the message that came, '' for none   24 how long it is kept (ms)
--       25 number of tallies, then each
--       then number of jobs, then for each: name of its box, kind, cost, due (ms, of a timer), body
--
-- Returns {outcome} or {0, name of the first job, then for each job 1 if it is
-- leased}. Names count up, and the name of a leased job is its fence too.
-- Outcomes are care.Outcome: 0 kept, 1 repeated, 2 conflict, 3 code in use.

local now = tonumber(ARGV[1])

-- All is checked before anything is written.
if ARGV[10] ~= '' and redis.call('EXISTS', KEYS[6]) == 1 then return {1} end
if ARGV[11] ~= '' and (redis.call('HGET', KEYS[7], 'v') or '0') ~= ARGV[11] then return {2} end
if ARGV[17] ~= '' then
  local version = redis.call('HGET', KEYS[8], 'v') or '0'
  if version ~= ARGV[17] then return {ARGV[17] == '0' and 3 or 2} end
  -- An old case is gone, but its code still stands in a chat and on a card.
  if ARGV[17] == '0' and redis.call('SADD', KEYS[11], string.match(KEYS[8], '[^:]+$')) == 0 then return {3} end
end

if ARGV[10] ~= '' then redis.call('SET', KEYS[6], 1, 'EX', ARGV[10]) end
if ARGV[22] == '1' then
  redis.call('DEL', KEYS[7])
elseif ARGV[11] ~= '' then
  -- The address is sealed once, under the patient's data key: where it is the
  -- same, that is too, and the row may hold a newer wrapping than the writer has.
  local row = redis.call('HMGET', KEYS[7], 'addr', 'key')
  local key = row[1] == ARGV[14] and row[2] or ARGV[13]
  redis.call('HSET', KEYS[7], 'v', ARGV[12], 'key', key, 'addr', ARGV[14], 'state', ARGV[15])
  redis.call('PEXPIREAT', KEYS[7], ARGV[16])
end
if ARGV[17] ~= '' then
  redis.call('HSET', KEYS[8], 'v', ARGV[17] + 1, 'key', ARGV[18], 'body', ARGV[19], 'ret', ARGV[20])
  redis.call('PEXPIREAT', KEYS[8], ARGV[21])
end
if ARGV[23] ~= '' then
  redis.call('RPUSH', KEYS[9], ARGV[23])
  redis.call('PEXPIRE', KEYS[9], ARGV[24])
end

local at = 26
for _ = 1, tonumber(ARGV[25]) do
  redis.call('HINCRBY', KEYS[10], ARGV[at], 1)
  at = at + 1
end

local jobs = tonumber(ARGV[at])
if jobs == 0 then return {0, 0} end

-- Under an overall limit the boxes that already wait for it go first.
local queued = ARGV[4] ~= '0' and #redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, 1) > 0

-- set makes a job the only one of its box, not to be tried before it is due. One
-- without a body only empties the box.
local function set(list, name, box, cost, due, body)
  redis.call('DEL', list)
  redis.call('HDEL', KEYS[2], box)
  redis.call('ZREM', KEYS[1], box)
  if body == '' then return 0 end
  redis.call('RPUSH', list, 't' .. cost .. ':' .. name .. ':' .. body)
  redis.call('ZADD', KEYS[1], due, box)
  wake()
  return 0
end

-- put appends a job to its box, and leases it when the box was idle. The jobs
-- behind it need no place in `due`: settling the head gives them theirs.
local function put(list, name, box, kind, cost, due, body)
  if kind == 't' then return set(list, name, box, cost, due, body) end
  local length = redis.call('RPUSH', list, kind .. cost .. ':' .. name .. ':' .. body)
  if length > 1 then return 0 end
  local own, all
  if not queued then
    own, all = held(box, kind, tonumber(cost))
    if not own and not all then
      grant(box, kind, tonumber(cost), name)
      return 1
    end
  end
  redis.call('ZADD', KEYS[1], own or now, box)
  wake()
  return 0
end

local first = redis.call('INCRBY', KEYS[3], jobs) - jobs + 1
local reply = {0, first}
for i = 0, jobs - 1 do
  local one = at + 1 + 5 * i
  reply[i + 3] = put(KEYS[12 + i], first + i, ARGV[one], ARGV[one + 1], ARGV[one + 2], ARGV[one + 3], ARGV[one + 4])
end
return reply
