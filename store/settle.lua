-- settle ends leases, or notes what came of them so far. A lease that has since
-- gone to somebody else is left alone, notes and all.
--
-- KEYS  1-6 as in outbox.lua, then for each settlement: its box, its case,
--       LIST  messages of its chat
-- ARGV  1-9 as in outbox.lua
--       10 number of settlements, then for each: name of its box, 1 if that stands in bulk, fence,
--       when to try again (ms, 0: the job is done), the body of a new job that is then to be tried
--       instead ('' for none), keep (1: the lease begins anew),
--       card (chat and number, '' leaves it as it is), version shown (0 leaves it),
--       a post under the card ('' for none),
--       the messages that were sent, with spaces between, how long it is kept (ms), swept
--       (1: the messages of the chat are deleted)
--
-- Leases are read and let go of for all boxes at once: a call costs Redis more
-- than what it does.
--
-- Returns how many came too late.

local now = ARGV[1]
local late = 0
local ended = {} -- boxes whose heads are no longer leased
local empty = {[KEYS[1]] = {}, [KEYS[6]] = {}} -- boxes that hold nothing any more, by the set that they stand in

local boxes = {}
for i = 0, ARGV[10] - 1 do boxes[i + 1] = ARGV[11 + 12 * i] end
local lease = {} -- of each box, as it stands now
for i, value in ipairs(redis.call('HMGET', KEYS[2], unpack(boxes))) do lease[boxes[i]] = value or '' end

-- Leases are let go of before anything else: should Redis fail in the middle, a job is
-- there to be made again, and none is taken out of its box twice.
local tries = {} -- of each settlement that is in time: how often its job was leased
for i = 0, ARGV[10] - 1 do
  local at, box = 11 + 12 * i, boxes[i + 1]
  local fence, count = string.match(lease[box], '^(%d+):(%d+)$')
  if fence == ARGV[at + 2] then
    tries[i] = count
    if ARGV[at + 5] ~= '1' then
      lease[box] = '' -- whoever settles it once more is late
      if ARGV[at + 3] == '0' or ARGV[at + 4] ~= '' then table.insert(ended, box) end
    end
  else
    late = late + 1
  end
end
if #ended > 0 then redis.call('HDEL', KEYS[2], unpack(ended)) end

-- note keeps what is shown of a case, if there is anything and the case still exists.
local function note(case, card, shown, under)
  if card == '' and shown == '0' and under == '' or redis.call('EXISTS', case) == 0 then return end
  if card ~= '' then redis.call('HSET', case, 'card', card) end
  if under ~= '' then
    redis.call('HSET', case, 'under', (redis.call('HGET', case, 'under') or '') .. ' ' .. under)
  end
  if tonumber(shown) > tonumber(redis.call('HGET', case, 'shown') or 0) then
    redis.call('HSET', case, 'shown', shown)
  end
end

-- done takes the head out of its box; the next job of the box may go at once.
local function done(list, box, set)
  redis.call('LPOP', list)
  if redis.call('EXISTS', list) == 0 then
    table.insert(empty[set], box)
  else
    redis.call('ZADD', set, now, box)
    wake()
  end
end

-- again leaves the head in its place, for anybody to lease at that time.
local function again(box, set, tries, at)
  redis.call('HSET', KEYS[2], box, '0:' .. tries)
  redis.call('ZADD', set, at, box)
  wake()
end

-- anew puts a new job in the place of the head, that nobody has tried yet.
local function anew(list, box, set, body, at)
  local cost = string.match(redis.call('LINDEX', list, 0), '^%a%d+:')
  redis.call('LSET', list, 0, cost .. redis.call('INCR', KEYS[3]) .. ':' .. body)
  redis.call('ZADD', set, at, box)
  wake()
end

for i = 0, ARGV[10] - 1 do
  local list, case, chat = KEYS[7 + 3 * i], KEYS[8 + 3 * i], KEYS[9 + 3 * i]
  local at = 11 + 12 * i
  local box, set = ARGV[at], KEYS[ARGV[at + 1] == '1' and 6 or 1]
  if tries[i] then
    note(case, ARGV[at + 6], ARGV[at + 7], ARGV[at + 8])
    if ARGV[at + 11] == '1' then redis.call('DEL', chat) end
    if ARGV[at + 9] ~= '' then
      for message in string.gmatch(ARGV[at + 9], '%S+') do redis.call('RPUSH', chat, message) end
      redis.call('PEXPIRE', chat, ARGV[at + 10])
    end
    if ARGV[at + 5] == '1' then
      redis.call('ZADD', set, now + ARGV[2], box)
    elseif ARGV[at + 3] == '0' then
      done(list, box, set)
    elseif ARGV[at + 4] ~= '' then
      anew(list, box, set, ARGV[at + 4], ARGV[at + 3])
    else
      again(box, set, tries[i], ARGV[at + 3])
    end
  end
end
for set, boxes in pairs(empty) do
  if #boxes > 0 then redis.call('ZREM', set, unpack(boxes)) end
end
return late
