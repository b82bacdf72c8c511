-- claim leases the heads of boxes that are due, the longest due first.
--
-- KEYS  1-5 as in outbox.lua; the boxes' own keys have the same hash tag
-- ARGV  1-9 as in outbox.lua
--       10 how many leases at most
--
-- Returns {when the next box is due in ms or 0, then for each lease: box, fence,
-- earlier leases, the job as it stands in its list}.

local now, want = tonumber(ARGV[1]), tonumber(ARGV[10])
local reply = {0}
local taken, full = 0, nil

-- take leases the head of one due box, or says when it may be tried again.
local function take(box)
  local head = redis.call('LINDEX', ARGV[3] .. 'box:' .. box, 0)
  if not head then
    redis.call('ZREM', KEYS[1], box)
    redis.call('HDEL', KEYS[2], box)
    return
  end
  local kind, cost = string.match(head, '^(%a)(%d+):')
  cost = tonumber(cost)
  local own, all = held(box, kind, cost)
  if own then
    redis.call('ZADD', KEYS[1], own, box)
  elseif all then
    full = all
  else
    local fence = redis.call('INCR', KEYS[3])
    local tries = grant(box, kind, cost, fence)
    for _, value in ipairs({box, fence, tries, head}) do reply[#reply + 1] = value end
    taken = taken + 1
  end
end

-- Every box looked at leaves the range: it is leased, put off or empty. Only the
-- overall limit leaves it there, and ends the search.
while taken < want and not full do
  local ready = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, want - taken)
  if #ready == 0 then break end
  for _, box in ipairs(ready) do
    take(box)
    if full then break end
  end
end

local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
if first[2] then reply[1] = full or tonumber(first[2]) end
-- What is left over is for another copy to take, if one is idle.
if taken > 0 and not full and first[2] and tonumber(first[2]) <= now then wake() end
return reply
