-- move gives a person's row and timers another name, or nothing of them.
--
-- KEYS  1-6 as in outbox.lua
--       7 the row   8 the row under the new name
--       then for each box: it, under its new name, LIST messages that came through it, under the new name
-- ARGV  1-9 as in outbox.lua
--       10 version that the row must have, '' where none is moved   11 version to write 12 key 13 address 14 state
--       15 number of boxes, then for each: name, new name ('' drops what it holds),
--       kind: p must be empty and only its messages move, t or b
--
-- Returns 1 if all was moved. It is not where the row has changed, where there is
-- something under the new name, or where somebody is at work on what would be moved.

local boxes = tonumber(ARGV[15])

-- All is checked before anything is written.
if ARGV[10] ~= '' and (redis.call('HGET', KEYS[7], 'v') ~= ARGV[10] or redis.call('EXISTS', KEYS[8]) == 1) then return 0 end
for i = 0, boxes - 1 do
  local list, to = KEYS[9 + 4 * i], KEYS[10 + 4 * i]
  local box, name, kind = ARGV[16 + 3 * i], ARGV[17 + 3 * i], ARGV[18 + 3 * i]
  local holds = redis.call('EXISTS', list) == 1
  if redis.call('HEXISTS', KEYS[2], box) == 1 then return 0 end
  if kind == 'p' then
    if holds then return 0 end
  elseif holds and name ~= '' and redis.call('EXISTS', to) == 1 then
    return 0
  end
end

-- messages moves the numbers of messages; some may have come under the new name.
local function messages(from, to)
  if redis.call('EXISTS', from) == 0 then return end
  if redis.call('EXISTS', to) == 0 then
    redis.call('RENAME', from, to)
    return
  end
  local left = math.max(redis.call('PTTL', from), redis.call('PTTL', to))
  for _, one in ipairs(redis.call('LRANGE', from, 0, -1)) do redis.call('RPUSH', to, one) end
  redis.call('PEXPIRE', to, left)
  redis.call('DEL', from)
end

if ARGV[10] ~= '' then
  redis.call('RENAME', KEYS[7], KEYS[8]) -- it keeps the time when it goes
  redis.call('HSET', KEYS[8], 'v', ARGV[11], 'key', ARGV[12], 'addr', ARGV[13], 'state', ARGV[14])
end
for i = 0, boxes - 1 do
  local list, to, chat, new = KEYS[9 + 4 * i], KEYS[10 + 4 * i], KEYS[11 + 4 * i], KEYS[12 + 4 * i]
  local box, name, kind = ARGV[16 + 3 * i], ARGV[17 + 3 * i], ARGV[18 + 3 * i]
  if name == '' then
    redis.call('DEL', list, chat)
    redis.call('ZREM', place(kind), box)
  else
    messages(chat, new)
    local due = kind ~= 'p' and redis.call('ZSCORE', place(kind), box)
    if due and redis.call('EXISTS', list) == 1 then
      redis.call('RENAME', list, to)
      redis.call('ZREM', place(kind), box)
      redis.call('ZADD', place(kind), due, name)
    end
  end
end
return 1
