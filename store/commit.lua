-- commit keeps all that one update changes, or nothing of it, and leases at once
-- the jobs that may go out now.
--
-- KEYS  1-6 as in outbox.lua
--       7 mark of the update   8 the patient's row
--       9 LIST  messages of the patient's chat        10 HASH  tally -> count
--       11 SET  every code that a case ever had       12 SET  the codes that wait in the pool
--       13 HASH  id -> news that staff have posted
--       then for each case its row
--       then for each job its box
-- ARGV  1-9 as in outbox.lua
--       10 how long the mark is kept (s), '' when no update caused this
--       11 version the patient must have, '' for no patient   12 version to write 13 key 14 address 15 state 16 when it goes (ms)
--       17 1 to remove the patient   18 the message that came, '' for none   19 how long it is kept (ms)
--       20 number of cases, then for each: its code, version it must have (0: a new one), key, body, return,
--       when it goes (ms), 1 if it waits in the pool
--       then number of tallies, then each
--       then number of jobs, then for each: name of its box, kind, cost, due (ms, of a timer), body,
--       '' or when its box must be due (ms, '' for whenever), = and the body that it must hold, none for none
--       then number of news, then for each: id, body that it must have, '' for none, body, '' to forget it
--       then number of rows that must not be there, which end KEYS: whoever is new must not have one under any
--       other of their names, which a copy of the service may have begun that knows another name as the current one
--
-- A case's row has the field `pool` while its code is in the pool, so that one
-- that was never in it costs no look there.
--
-- Returns {outcome} or {0, name of the first job, then for each job 1 if it is
-- leased}. Names count up, and the name of a leased job is its fence too.
-- Outcomes are care.Outcome: 0 kept, 1 repeated, 2 conflict, 3 code in use.

local now = tonumber(ARGV[1])
local cases = tonumber(ARGV[20])
local waited = {} -- of each case: whether it is in the pool
local tallies = 21 + 7 * cases                 -- where their number stands
local jobs = tallies + ARGV[tallies] + 1       -- where theirs does
local news = jobs + 6 * ARGV[jobs] + 1         -- and theirs

-- holds returns the body of the job in a timer's box, '' for none.
local function holds(list)
  return string.match(redis.call('LINDEX', list, 0) or '', '^%a%d+:%d+:(.*)$') or ''
end

-- All is checked before anything is written. The mark comes last, since it is found and
-- set in one call; what is refused before that may be a repeated update all the same.
local marked = ARGV[10] ~= ''
local function refuse(outcome)
  if marked and redis.call('EXISTS', KEYS[7]) == 1 then return {1} end
  return {outcome}
end

for i = #KEYS - ARGV[#ARGV] + 1, #KEYS do
  if redis.call('EXISTS', KEYS[i]) == 1 then return refuse(2) end
end
local row = ARGV[11] ~= '' and redis.call('HMGET', KEYS[8], 'v', 'addr', 'key')
if row and (row[1] or '0') ~= ARGV[11] then return refuse(2) end
local used = false
for i = 1, cases do
  local at = 14 + 7 * i
  local was = ARGV[at + 1]
  if was == '0' then
    -- A row may be gone, but its code still stands in a chat and on a card.
    used = used or redis.call('SISMEMBER', KEYS[11], ARGV[at]) == 1
  else
    local old = redis.call('HMGET', KEYS[13 + i], 'v', 'pool')
    if old[1] ~= was then return refuse(2) end
    waited[i] = old[2]
  end
end
for i = 1, tonumber(ARGV[jobs]) do
  local one = jobs + 6 * i
  local due, body = string.match(ARGV[one], '^(%d*)=(.*)$')
  if body and body ~= holds(KEYS[13 + cases + i]) then return refuse(2) end
  -- What is being sent is not changed before it is settled: its settlement would be late,
  -- and whoever has it would get it once more.
  local fence = body and ARGV[one - 4] == 'b' and string.match(redis.call('HGET', KEYS[2], ARGV[one - 5]) or '', '^(%d+):')
  if fence and fence ~= '0' and tonumber(redis.call('ZSCORE', KEYS[6], ARGV[one - 5]) or 0) > now then return refuse(2) end
  -- The end of a lease stands in the place of the time at which its box was due.
  if body and due ~= '' and tonumber(redis.call('ZSCORE', place(ARGV[one - 4]), ARGV[one - 5])) ~= tonumber(due) then return refuse(2) end
end
for i = news + 1, news + 3 * ARGV[news], 3 do
  if (redis.call('HGET', KEYS[13], ARGV[i]) or '') ~= ARGV[i + 1] then return refuse(2) end
end
if used then return refuse(3) end
if marked and not redis.call('SET', KEYS[7], 1, 'NX', 'EX', ARGV[10]) then return {1} end

if ARGV[17] == '1' then
  redis.call('DEL', KEYS[8])
elseif row then
  -- The address is sealed once, under the patient's data key: where it is the
  -- same, that is too, and the row may hold a newer wrapping than the writer has.
  local key = row[2] == ARGV[14] and row[3] or ARGV[13]
  redis.call('HSET', KEYS[8], 'v', ARGV[12], 'key', key, 'addr', ARGV[14], 'state', ARGV[15])
  redis.call('PEXPIREAT', KEYS[8], ARGV[16])
end
if ARGV[18] ~= '' then
  redis.call('RPUSH', KEYS[9], ARGV[18])
  redis.call('PEXPIRE', KEYS[9], ARGV[19])
end

for i = 1, cases do
  local row, at = KEYS[13 + i], 14 + 7 * i
  local code, was, waits = ARGV[at], ARGV[at + 1], ARGV[at + 6] == '1'
  redis.call('HSET', row, 'v', was + 1, 'key', ARGV[at + 2], 'body', ARGV[at + 3], 'ret', ARGV[at + 4])
  redis.call('PEXPIREAT', row, ARGV[at + 5])
  if was == '0' then redis.call('SADD', KEYS[11], code) end
  if waits and not waited[i] then
    redis.call('SADD', KEYS[12], code)
    redis.call('HSET', row, 'pool', 1)
  elseif waited[i] and not waits then
    redis.call('SREM', KEYS[12], code)
    redis.call('HDEL', row, 'pool')
  end
end

for i = tallies + 1, jobs - 1 do redis.call('HINCRBY', KEYS[10], ARGV[i], 1) end

for i = news + 1, news + 3 * ARGV[news], 3 do
  if ARGV[i + 2] == '' then
    redis.call('HDEL', KEYS[13], ARGV[i])
  else
    redis.call('HSET', KEYS[13], ARGV[i], ARGV[i + 2])
  end
end

if ARGV[jobs] == '0' then return {0, 0} end

-- Under an overall limit the boxes that already wait for it go first; those in
-- bulk do not.
local queued = ARGV[4] ~= '0' and #redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, 1) > 0

-- set makes a job the only one of its box, not to be tried before it is due. One
-- without a body only empties the box. A box that is set stays in its place all
-- the while, so that a walk through them does not miss it.
local function set(list, name, box, kind, cost, due, body)
  redis.call('DEL', list)
  redis.call('HDEL', KEYS[2], box)
  redis.call('ZREM', place(kind == 't' and 'b' or 't'), box) -- it may have been of the other kind
  if body == '' then
    redis.call('ZREM', place(kind), box)
    return 0
  end
  redis.call('RPUSH', list, kind .. cost .. ':' .. name .. ':' .. body)
  redis.call('ZADD', place(kind), due, box)
  wake()
  return 0
end

-- put appends a job to its box, and leases it when the box was idle. The jobs
-- behind it need no place in `due`: settling the head gives them theirs.
local function put(list, name, box, kind, cost, due, body)
  if kind == 't' or kind == 'b' then return set(list, name, box, kind, cost, due, body) end
  local length = redis.call('RPUSH', list, kind .. cost .. ':' .. name .. ':' .. body)
  if length > 1 then return 0 end
  local own, all
  if not queued then
    own, all = held(box, kind, tonumber(cost))
    if not own and not all then
      grant(box, kind, tonumber(cost), name, 0) -- a box that was empty has no lease
      return 1
    end
  end
  redis.call('ZADD', KEYS[1], own or now, box)
  wake()
  return 0
end

local first = redis.call('INCRBY', KEYS[3], ARGV[jobs]) - ARGV[jobs] + 1
local reply = {0, first}
for i = 0, ARGV[jobs] - 1 do
  local one = jobs + 1 + 6 * i
  reply[i + 3] = put(KEYS[14 + cases + i], first + i, ARGV[one], ARGV[one + 1], ARGV[one + 2], ARGV[one + 3], ARGV[one + 4])
end
return reply
