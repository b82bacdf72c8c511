-- settle ends leases, or notes what came of them so far. A lease that has since
-- gone to somebody else is left alone, notes and all.
--
-- KEYS  1-5 as in outbox.lua, then for each settlement: its box, its case,
--       LIST  messages of its chat
-- ARGV  1-9 as in outbox.lua
--       10 number of settlements, then for each: name of its box, fence,
--       when to try again (ms, 0: the job is done), keep (1: the lease begins anew),
--       card (chat and number, '' leaves it as it is), version shown (0 leaves it),
--       a post under the card ('' for none),
--       the messages that were sent, with spaces between, how long it is kept (ms), swept
--       (1: the messages of the chat are deleted)
--
-- Returns how many came too late.

local now = ARGV[1]
local late = 0

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
local function done(list, box)
  redis.call('LPOP', list)
  redis.call('HDEL', KEYS[2], box)
  if redis.call('EXISTS', list) == 0 then
    redis.call('ZREM', KEYS[1], box)
  else
    redis.call('ZADD', KEYS[1], now, box)
    wake()
  end
end

-- again leaves the head in its place, for anybody to lease at that time.
local function again(box, tries, at)
  redis.call('HSET', KEYS[2], box, '0:' .. tries)
  redis.call('ZADD', KEYS[1], at, box)
  wake()
end

for i = 0, ARGV[10] - 1 do
  local list, case, chat = KEYS[6 + 3 * i], KEYS[7 + 3 * i], KEYS[8 + 3 * i]
  local at = 11 + 10 * i
  local box = ARGV[at]
  local fence, tries = string.match(redis.call('HGET', KEYS[2], box) or '', '^(%d+):(%d+)$')
  if fence ~= ARGV[at + 1] then
    late = late + 1
  else
    note(case, ARGV[at + 4], ARGV[at + 5], ARGV[at + 6])
    if ARGV[at + 9] == '1' then redis.call('DEL', chat) end
    if ARGV[at + 7] ~= '' then
      for message in string.gmatch(ARGV[at + 7], '%S+') do redis.call('RPUSH', chat, message) end
      redis.call('PEXPIRE', chat, ARGV[at + 8])
    end
    if ARGV[at + 3] == '1' then
      redis.call('ZADD', KEYS[1], now + ARGV[2], box)
    elseif ARGV[at + 2] == '0' then
      done(list, box)
    else
      again(box, tries, ARGV[at + 2])
    end
  end
end
return late
