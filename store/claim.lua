-- claim leases the heads of boxes that are due, the longest due first, and those
-- in bulk when nothing else is.
--
-- KEYS  1-6 as in outbox.lua; the boxes' own keys have the same hash tag
-- ARGV  1-9 as in outbox.lua
--       10 how many leases at most
--
-- Returns {when the next box is due in ms or 0, then for each lease: box, fence,
-- earlier leases, the job as it stands in its list}.

local now, want = tonumber(ARGV[1]), tonumber(ARGV[10])
local reply = {0}
local taken, full = 0, nil

-- take leases the head of one due box, or says when it may be tried again.
local function take(set, box)
  local head = redis.call('LINDEX', ARGV[3] .. 'box:' .. box, 0)
  if not head then
    redis.call('ZREM', set, box)
    redis.call('HDEL', KEYS[2], box)
    return
  end
  local kind, cost = string.match(head, '^(%a)(%d+):')
  cost = tonumber(cost)
  local own, all = held(box, kind, cost)
  if own then
    redis.call('ZADD', set, own, box)
  elseif all then
    full = all
  else
    local fence = redis.call('INCR', KEYS[3])
    local tries = tonumber(string.match(redis.call('HGET', KEYS[2], box) or ':0', ':(%d+)$'))
    grant(box, kind, cost, fence, tries)
    for _, value in ipairs({box, fence, tries, head}) do reply[#reply + 1] = value end
    taken = taken + 1
  end
end

-- search takes what is due of a set, and returns when the first box that it leaves
-- there is due, or may go under the overall limit; nil if it leaves none. Every box
-- looked at leaves the range: it is leased, put off or empty. Only the overall
-- limit leaves it there, and ends the search.
local function search(set)
  while true do
    local first = redis.call('ZRANGE', set, 0, 0, 'WITHSCORES')
    local at = first[2] and tonumber(first[2])
    if not at or full or at > now or taken == want then return at and (full or at) end
    for _, box in ipairs(redis.call('ZRANGEBYSCORE', set, '-inf', now, 'LIMIT', 0, want - taken)) do
      take(set, box)
      if full then break end
    end
  end
end

local due = search(KEYS[1])
local bulk = search(KEYS[6]) -- nothing, while what patients wait for waits itself
local first = due and bulk and math.min(due, bulk) or due or bulk
reply[1] = first or 0
-- What is left over is for another copy to take, if one is idle.
if taken > 0 and not full and first and first <= now then wake() end
return reply
