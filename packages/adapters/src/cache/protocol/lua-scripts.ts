// What an error leaves undone must do no harm: where a script takes something away and notes why, it notes first.
//
// KEYS: guard, value, control. The control hash holds `l` = "token|end of the lease", `f:<op>` = end of a fence,
// `m` = highest version released, `x` = publish nothing. Times are Redis's own, in milliseconds.

const NOW = `
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)`;

const READERS_GUARD = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'no_guard'} end`;

const WRITERS_GUARD = `
local guard = redis.call('GET', KEYS[1])
local draining = guard == ARGV[1] .. 'd'
if guard ~= ARGV[1] and not draining then return {'no_guard', guard or ''} end`;

// A fence that ended without a release belongs to a writer that died: whether it committed is not known.
const LIVE_FENCES = `
local live, lease = 0, nil
local fields = redis.call('HGETALL', KEYS[3])
for i = 1, #fields, 2 do
  local name = fields[i]
  if name == 'l' then
    lease = fields[i + 1]
  elseif string.sub(name, 1, 2) == 'f:' then
    if tonumber(fields[i + 1]) > now then
      live = live + 1
    else
      redis.call('HSET', KEYS[3], 'x', '1')
      redis.call('HDEL', KEYS[3], name)
    end
  end
end`;

/** ARGV: epoch, token, leaseMs, the reader's now in the database's time. */
export const ACQUIRE = `${READERS_GUARD}
local value = redis.call('GET', KEYS[2])
if value then
  local freeAt = string.match(value, '^{"freeAt":(%d+)')
  if not freeAt or tonumber(freeAt) > tonumber(ARGV[4]) then return {'hit', value} end
  redis.call('DEL', KEYS[2])
end
${NOW}
${LIVE_FENCES}
if live > 0 then return {'fenced'} end
if lease then
  local ends = tonumber(string.match(lease, '|(%d+)$'))
  if ends > now then return {'wait', ends - now} end
end
redis.call('DEL', KEYS[3])
redis.call('HSET', KEYS[3], 'l', ARGV[2] .. '|' .. string.format('%.0f', now + ARGV[3]))
return {'lease'}`;

/** ARGV: epoch, token, value, ttlMs. The value comes first: a full Redis refuses a script whose first write needs room. */
export const FILL = `${READERS_GUARD}
${NOW}
local lease = redis.call('HGET', KEYS[3], 'l')
if not lease then return {'voided'} end
local token, ends = string.match(lease, '^(.*)|(%d+)$')
if token ~= ARGV[2] then return {'overtaken'} end
if tonumber(ends) <= now then return {'late'} end
redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[4])
redis.call('DEL', KEYS[3])
return {'set'}`;

/**
 * ARGV: epoch, op, fenceMs. Where the guard is missing nothing can be filled, and the value goes as well: then nothing
 * is left that could become stale, also if a Redis that evicts what it likes took the guard alone. A full Redis takes it
 * all the same: what a script has begun with a write that needs no room, it may end.
 */
export const FENCE = `
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('DEL', KEYS[2]) end${WRITERS_GUARD}
${NOW}
redis.call('DEL', KEYS[2])
redis.call('HDEL', KEYS[3], 'l')
redis.call('HSET', KEYS[3], 'f:' .. ARGV[2], string.format('%.0f', now + ARGV[3]))
if draining then redis.call('HSET', KEYS[3], 'x', '1') end
return {'fenced'}`;

/**
 * ARGV: epoch, op, version, value ("" for none), ttlMs. A fence has taken the value away, so the first step changes
 * nothing; but it needs no room, and after it a full Redis lets the script end.
 */
export const RELEASE = `${WRITERS_GUARD}
${NOW}
redis.call('DEL', KEYS[2])
local version = tonumber(ARGV[3])
local highest = tonumber(redis.call('HGET', KEYS[3], 'm') or '-1')
if version > highest then
  highest = version
  redis.call('HSET', KEYS[3], 'm', ARGV[3])
end
local had = redis.call('HDEL', KEYS[3], 'f:' .. ARGV[2])
if had == 0 then
  redis.call('HDEL', KEYS[3], 'l')
  return {'lost'}
end
${LIVE_FENCES}
if live > 0 then return {'pending'} end
local spoilt = redis.call('HGET', KEYS[3], 'x')
redis.call('DEL', KEYS[3])
if version >= 0 and version == highest and not spoilt and not draining and ARGV[4] ~= '' and tonumber(ARGV[5]) > 0 then
  redis.call('SET', KEYS[2], ARGV[4], 'PX', ARGV[5])
  return {'set'}
end
return {'cleared'}`;

/**
 * KEYS: those of a product id that does not exist. Runs the commands of the other scripts and deletes what it wrote: if
 * Redis refuses it, it would refuse a fence as well.
 */
export const PROBE = `
redis.call('TIME')
redis.call('EXISTS', KEYS[1])
redis.call('GET', KEYS[1])
redis.call('DEL', KEYS[2])
redis.call('SET', KEYS[2], '1', 'PX', 5000)
redis.call('HSET', KEYS[3], 'l', '1')
redis.call('HGET', KEYS[3], 'l')
redis.call('HGETALL', KEYS[3])
redis.call('HDEL', KEYS[3], 'l')
redis.call('DEL', KEYS[2])
redis.call('DEL', KEYS[3])
return {'done'}`;

/** KEYS: guard. ARGV: the word of the drain, the word of the open guard. */
export const OPEN = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1`;

/** ARGV: epoch, version. */
export const DROP = `${WRITERS_GUARD}
local value = redis.call('GET', KEYS[2])
local version = value and string.match(value, '"v":(%d+)')
if version and tonumber(version) < tonumber(ARGV[2]) then
  redis.call('DEL', KEYS[2])
  redis.call('HDEL', KEYS[3], 'l')
end
return {'done'}`;
