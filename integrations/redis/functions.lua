#!lua name=fillrate_@FILLRATE_SHA8@
-- Every write of Fillrate. The library is generic and dumb: it checks, then it writes, and it knows
-- no rule of the domain. Redis has no rollback, so nothing may fail after the first write of a
-- call: whatever could (wrong key type, malformed number, stream id not rising) is looked at first.
-- The name carries the hash of this text, so two versions live side by side. Numbers that matter
-- travel as decimal text; arithmetic happens only on integers below 2^53. No clock, no cjson,
-- every loop is bounded by the arguments.

local PROTOCOL = '1'
local MAX_ARGUMENT_BYTES = 80 * 1024
local MAX_ITEMS = 64
local MAX_EXPECTATIONS = 200
local MAX_INTEGER = 9007199254740990

local function refused(text)
    return redis.error_reply('FILLRATE ' .. text)
end

local function decimal(number)
    return string.format('%.0f', number)
end

-- A canonical non-negative integer that arithmetic may still add to, or nil.
local function natural(text)
    if not text or not string.match(text, '^%d+$') or #text > 16 then
        return nil
    end
    local number = tonumber(text)
    if number > MAX_INTEGER then
        return nil
    end
    return number
end

-- The epoch a shard's lease record ("<epoch>|<beat>|<owner>") stands at, as text.
local function lease_epoch(key)
    local lease = redis.call('GET', key)
    return lease and string.match(lease, '^(%d+)|')
end

-- The version of a record ("<version>|<body>") as text, '0' for an absent one, nil for what is no
-- record. A key of another type raises WRONGTYPE, which is what we want before the first write.
local function record_version(key)
    local head = redis.call('GETRANGE', key, 0, 16)
    if head == '' then
        return '0'
    end
    return string.match(head, '^(%d+)|')
end

-- commit: applies one decision whole or not at all.
-- KEYS  1 commit counter, 2 lease, 3 outcomes hash, 4 outcome times zset,
--       then one per expectation (record), one per write (record), one per member change (zset),
--       and per append its stream, followed by its history list when it has a subject.
-- ARGV  1 protocol, 2 epoch or '', 3 command id or '', 4 outcome, 5 now in ms,
--       6..9 how many expectations, writes, member changes, appends,
--       then per expectation: version;
--            per write: 'set' | 'delete', body;
--            per member change: 'put' | 'lower' | 'remove', score, member;
--            per append: 'subject' | 'plain', entries to keep (0 = all), body.
-- Returns {'COMMITTED', sequence} | {'DUPLICATE', outcome} | {'CONFLICT', expectation from 0}
--       | {'FENCED'}, or an error before anything was written.
local function commit(keys, argv)
    local call = redis.call
    if argv[1] ~= PROTOCOL then
        return refused('protocol')
    end
    local epoch, command = argv[2], argv[3]
    if epoch ~= '' and lease_epoch(keys[2]) ~= epoch then
        return {'FENCED'}
    end
    if command ~= '' then
        local outcome = call('HGET', keys[3], command)
        if outcome then
            return {'DUPLICATE', outcome}
        end
    end

    local expectations, writes = natural(argv[6]), natural(argv[7])
    local members, appends = natural(argv[8]), natural(argv[9])
    if not (expectations and writes and members and appends)
        or expectations > MAX_EXPECTATIONS or writes + members + appends > MAX_ITEMS
        or #argv ~= 9 + expectations + 2 * writes + 3 * (members + appends) then
        return refused('arguments')
    end

    local versions = {}
    local key, arg = 4, 9
    for i = 1, expectations do
        local name = keys[key + i]
        local version = versions[name] or record_version(name)
        if not version then
            return refused('record without version: ' .. name)
        end
        versions[name] = version
        if version ~= argv[arg + i] then
            return {'CONFLICT', i - 1}
        end
    end
    key, arg = key + expectations, arg + expectations
    local first_key, first_arg = key, arg

    -- Checks of every key and argument; from here on nothing is answered but an error.
    local bytes = 0
    for i = 1, #argv do
        bytes = bytes + #argv[i]
    end
    if bytes > MAX_ARGUMENT_BYTES then
        return refused('size')
    end
    local sequence = natural(call('GET', keys[1]) or '0')
    if not sequence then
        return refused('commit counter')
    end
    sequence = sequence + 1
    if command ~= '' then
        if not string.match(argv[5], '^%-?%d+$') then
            return refused('time')
        end
        call('ZCARD', keys[4])
    end
    for i = 1, writes do
        local name = keys[key + i]
        local version = versions[name] or record_version(name)
        if not version or not natural(version) then
            return refused('record without version: ' .. name)
        end
        versions[name] = version
        local what = argv[arg + 2 * i - 1]
        if what ~= 'set' and what ~= 'delete' then
            return refused('write')
        end
    end
    key, arg = key + writes, arg + 2 * writes
    local seen = {}
    for i = 1, members do
        local name = keys[key + i]
        if not seen[name] then
            call('ZCARD', name)
            seen[name] = true
        end
        local what, score = argv[arg + 3 * i - 2], argv[arg + 3 * i - 1]
        if what ~= 'remove'
            and not ((what == 'put' or what == 'lower') and string.match(score, '^%-?%d+$')) then
            return refused('member change')
        end
    end
    key, arg = key + members, arg + 3 * members
    for i = 1, appends do
        key = key + 1
        local name = keys[key]
        if not name then
            return refused('keys')
        end
        if not seen[name] then
            local last = call('XREVRANGE', name, '+', '-', 'COUNT', 1)[1]
            if last and tonumber(string.match(last[1], '^(%d+)-')) >= sequence then
                return refused('stream ahead of the commit counter: ' .. name)
            end
            seen[name] = true
        end
        local what = argv[arg + 3 * i - 2]
        if what == 'subject' then
            key = key + 1
            if not keys[key] then
                return refused('keys')
            end
            call('LLEN', keys[key])
        elseif what ~= 'plain' then
            return refused('append')
        end
        if not natural(argv[arg + 3 * i - 1]) then
            return refused('append')
        end
    end
    if key ~= #keys then
        return refused('keys')
    end

    -- Writes only.
    call('INCR', keys[1])
    key, arg = first_key, first_arg
    for i = 1, writes do
        local name = keys[key + i]
        if argv[arg + 2 * i - 1] == 'set' then
            call('SET', name, decimal(tonumber(versions[name]) + 1) .. '|' .. argv[arg + 2 * i])
        else
            call('DEL', name)
        end
    end
    key, arg = key + writes, arg + 2 * writes
    for i = 1, members do
        local what, member = argv[arg + 3 * i - 2], argv[arg + 3 * i]
        if what == 'put' then
            call('ZADD', keys[key + i], argv[arg + 3 * i - 1], member)
        elseif what == 'lower' then
            call('ZADD', keys[key + i], 'LT', argv[arg + 3 * i - 1], member)
        else
            call('ZREM', keys[key + i], member)
        end
    end
    key, arg = key + members, arg + 3 * members
    local prefix = decimal(sequence) .. '-'
    for i = 1, appends do
        key = key + 1
        local id, keep = prefix .. i, argv[arg + 3 * i - 1]
        if keep == '0' then
            call('XADD', keys[key], id, 'b', argv[arg + 3 * i])
        else
            call('XADD', keys[key], 'MAXLEN', '=', keep, id, 'b', argv[arg + 3 * i])
        end
        if argv[arg + 3 * i - 2] == 'subject' then
            key = key + 1
            call('RPUSH', keys[key], id)
        end
    end
    if command ~= '' then
        call('HSET', keys[3], command, argv[4])
        call('ZADD', keys[4], argv[5], command)
    end
    return {'COMMITTED', sequence}
end

-- reserve: hands out consecutive numbers. KEYS 1 counter. ARGV 1 protocol, 2 how many (<= 1000).
-- Returns the first.
local function reserve(keys, argv)
    local present, count = natural(redis.call('GET', keys[1]) or '0'), natural(argv[2])
    if argv[1] ~= PROTOCOL or not present or not count or count < 1 or count > 1000 then
        return refused('reserve')
    end
    return redis.call('INCRBY', keys[1], argv[2]) - count + 1
end

-- prune: forgets outcomes older than a time, at most 1000 of them.
-- KEYS 1 lease, 2 outcomes hash, 3 outcome times zset. ARGV 1 protocol, 2 epoch, 3 time in ms.
-- Returns how many, or -1 when a newer owner exists.
local function prune(keys, argv)
    if argv[1] ~= PROTOCOL or not string.match(argv[3], '^%-?%d+$') then
        return refused('prune')
    end
    if lease_epoch(keys[1]) ~= argv[2] then
        return -1
    end
    redis.call('HLEN', keys[2])
    local old = redis.call('ZRANGE', keys[3], '-inf', '(' .. argv[3], 'BYSCORE', 'LIMIT', 0, 1000)
    if #old > 0 then
        redis.call('ZREM', keys[3], unpack(old))
        redis.call('HDEL', keys[2], unpack(old))
    end
    return #old
end

-- swap_lease: compare and set. KEYS 1 lease. ARGV 1 protocol, 2 text seen ('' = none), 3 text wanted.
-- Returns 1 when it was as seen and is now as wanted, else 0.
local function swap_lease(keys, argv)
    if argv[1] ~= PROTOCOL or not string.match(argv[3], '^%d+|%d+|') then
        return refused('lease')
    end
    if (redis.call('GET', keys[1]) or '') ~= argv[2] then
        return 0
    end
    redis.call('SET', keys[1], argv[3])
    return 1
end

-- initialise: writes what a store is, once. KEYS 1 meta hash.
-- ARGV 1 protocol, 2 schema, 3 shards, 4 incarnation.
-- Returns {schema, shards, incarnation} as they stand, ours or those of the first initialisation.
local function initialise(keys, argv)
    if argv[1] ~= PROTOCOL or #argv ~= 4 then
        return refused('initialise')
    end
    local present = redis.call('HMGET', keys[1], 'schema', 'shards', 'incarnation')
    if present[1] then
        return present
    end
    redis.call('HSET', keys[1], 'schema', argv[2], 'shards', argv[3], 'incarnation', argv[4])
    return {argv[2], argv[3], argv[4]}
end

-- describe: what this store is; also the proof that this library is there. KEYS 1 meta hash.
-- Returns {schema, shards, incarnation}, each nil in a store never initialised.
local function describe(keys)
    return redis.call('HMGET', keys[1], 'schema', 'shards', 'incarnation')
end

redis.register_function('commit_@FILLRATE_SHA8@', commit)
redis.register_function('reserve_@FILLRATE_SHA8@', reserve)
redis.register_function('prune_@FILLRATE_SHA8@', prune)
redis.register_function('swap_lease_@FILLRATE_SHA8@', swap_lease)
redis.register_function('initialise_@FILLRATE_SHA8@', initialise)
redis.register_function{
    function_name = 'describe_@FILLRATE_SHA8@', callback = describe, flags = {'no-writes'}
}
