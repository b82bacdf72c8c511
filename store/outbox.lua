-- The outbox, as commit, claim and settle share it. Each of them begins with
-- the same keys and arguments; this file only defines functions.
--
-- A box is a list of jobs, oldest first, and only its head may be in flight.
-- The box stands in `due`, scored with the time when its head may next be tried;
-- while the head is leased, that is the end of the lease. A box is in `due` if
-- and only if its list is not empty.
--
-- A job in its list is "<kind><cost>:<number>:<body>": kind p is a patient's
-- chat, g a group and t a timer, number its name. A timer's box holds one job, in
-- `due` with the time for which it is set; no limit holds it. Kind b is a timer
-- that sends. There may be a million of them and thousands due at once, so that
-- they stand in `bulk` instead, and nothing else ever has to pass them. Only the
-- overall limit holds them.
--
-- KEYS  1 due        ZSET  box -> ms
--       2 lease      HASH  box -> "<fence>:<leases of the head so far>"; fence 0 is nobody's
--       3 seq        the last number given to a job or a fence
--       4 wake       LIST  an entry for whoever waits, when there is something to see
--       5 pace:all   LIST  times of the last sends
--       6 bulk       ZSET  box -> ms, as in due, of boxes of kind b
-- ARGV  1 now (ms)   2 length of a lease (ms)   3 prefix of all keys
--       4,5 overall limit: how many, in how many ms (0: no limit)
--       6,7 limit of a patient's chat           8,9 limit of a group

-- wake tells one waiting copy that the outbox has changed.
local function wake()
  if redis.call('LLEN', KEYS[4]) == 0 then redis.call('LPUSH', KEYS[4], 1) end
end

-- free_at returns 0 when cost more sends fit into the window that ends now, or
-- the time when they will: when the send that stands in the way leaves it.
local function free_at(key, n, per, cost, now)
  if n == 0 then return 0 end
  local last = redis.call('LINDEX', key, math.min(cost, n) - n - 1)
  local free = last and last + per or 0
  return free > now and free or 0
end

-- spend notes cost sends. The list is cut only now and then, to save writes. It
-- outlives its window by a minute, since now is not the clock of Redis.
local function spend(key, n, per, cost, now)
  if n == 0 then return end
  local length
  for _ = 1, math.min(cost, n) do length = redis.call('RPUSH', key, now) end
  if length > 2 * n then redis.call('LTRIM', key, -n, -1) end
  redis.call('PEXPIRE', key, per + 60000)
end

-- place names the set that boxes of a kind stand in.
local function place(kind) return KEYS[kind == 'b' and 6 or 1] end

-- pace names the list of a box's last sends, and its limit.
local function pace(box, kind)
  local first = kind == 'g' and 8 or 6
  return ARGV[3] .. 'pace:' .. box, tonumber(ARGV[first]), tonumber(ARGV[first + 1])
end

-- held returns when the box may send again if its own limit holds it back, or
-- nil and when all may if the overall limit does.
local function held(box, kind, cost)
  if kind == 't' then return end
  local now = tonumber(ARGV[1])
  if kind ~= 'b' then
    local key, n, per = pace(box, kind)
    local own = free_at(key, n, per, cost, now)
    if own > 0 then return own end
  end
  local all = free_at(KEYS[5], tonumber(ARGV[4]), tonumber(ARGV[5]), cost, now)
  if all > 0 then return nil, all end
end

-- grant leases the head of a box, which was leased so often before.
local function grant(box, kind, cost, fence, tries)
  local now = tonumber(ARGV[1])
  if kind ~= 't' and kind ~= 'b' then
    local key, n, per = pace(box, kind)
    spend(key, n, per, cost, now)
  end
  if kind ~= 't' then spend(KEYS[5], tonumber(ARGV[4]), tonumber(ARGV[5]), cost, now) end
  redis.call('HSET', KEYS[2], box, fence .. ':' .. tries + 1)
  redis.call('ZADD', place(kind), now + ARGV[2], box)
end

