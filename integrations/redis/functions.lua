#!lua name=fillrate_@FILLRATE_SHA8@
-- Every write of Fillrate. The library is generic and dumb: it checks, then it writes, and it knows
-- no rule of the domain. Redis has no rollback, so nothing may fail after the first write of a
-- call: whatever could (wrong key type, malformed number, stream id not rising) is looked at first.
-- The name carries the hash of this text, so two versions live side by side. Numbers that matter
-- travel as decimal text; arithmetic happens only on integers below 2^53. No clock, no cjson,
-- every loop is bounded by the arguments.

local PROTOCOL = '1'
local MAX_ARGUMENT_BYTES = 320 * 1024
local MAX_ITEMS = 1024
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

-- The parts of commit. Each takes the place before its first key and argument and how many items it
-- has. Checks return an error text or nothing; they may also raise, since nothing is written yet.

local function check_expectations(keys, argv, key, arg, count, versions)
    for i = 1, count do
        local name = keys[key + i]
        local version = versions[name] or record_version(name)
        if not version then
            return 'record without version: ' .. name
        end
        versions[name] = version
        if version ~= argv[arg + i] then
            return nil, i - 1
        end
    end
end

local function check_writes(keys, argv, key, arg, count, versions)
    for i = 1, count do
        local name, what = keys[key + i], argv[arg + 2 * i - 1]
        local version = versions[name] or record_version(name)
        if not natural(version) then
            return 'record without version: ' .. name
        end
        versions[name] = version
        if what ~= 'set' and what ~= 'delete' then
            return 'write'
        end
    end
end

local function check_members(keys, argv, key, arg, count)
    local seen = {}
    for i = 1, count do
        local name, what, score = keys[key + i], argv[arg + 3 * i - 2], argv[arg + 3 * i - 1]
        if not seen[name] then
            redis.call('ZCARD', name)
            seen[name] = true
        end
        if what ~= 'put' and what ~= 'lower' and what ~= 'remove'
            or not string.match(score, '^%-?%d+$') then
            return 'member change'
        end
    end
end

-- Also returns the last key used: an append has one key, or two with a subject.
local function check_appends(keys, argv, key, arg, count, sequence)
    local seen = {}
    for i = 1, count do
        local what, keep = argv[arg + 3 * i - 2], argv[arg + 3 * i - 1]
        local keys_used = what == 'subject' and 2 or 1
        local name, history = keys[key + 1], keys[key + keys_used]
        key = key + keys_used
        if not history or (what ~= 'subject' and what ~= 'plain') or not natural(keep) then
            return 'append'
        end
        if not seen[name] then
            local last = redis.call('XREVRANGE', name, '+', '-', 'COUNT', 1)[1]
            if last and tonumber(string.match(last[1], '^(%d+)-')) >= sequence then
                return 'stream ahead of the commit counter: ' .. name
            end
            seen[name] = true
        end
        if what == 'subject' then
            redis.call('LLEN', history)
        end
    end
    return nil, key
end

local function write_records(keys, argv, key, arg, count, versions)
    for i = 1, count do
        local name = keys[key + i]
        if argv[arg + 2 * i - 1] == 'set' then
            local version = decimal(tonumber(versions[name]) + 1)
            redis.call('SET', name, version .. '|' .. argv[arg + 2 * i])
        else
            redis.call('DEL', name)
        end
    end
end

local function change_members(keys, argv, key, arg, count)
    for i = 1, count do
        local what, score = argv[arg + 3 * i - 2], argv[arg + 3 * i - 1]
        local name, member = keys[key + i], argv[arg + 3 * i]
        if what == 'put' then
            redis.call('ZADD', name, score, member)
        elseif what == 'lower' then
            redis.call('ZADD', name, 'LT', score, member)
        else
            redis.call('ZREM', name, member)
        end
    end
end

local function append_entries(keys, argv, key, arg, count, sequence)
    local prefix = decimal(sequence) .. '-'
    for i = 1, count do
        local what, keep = argv[arg + 3 * i - 2], argv[arg + 3 * i - 1]
        local id, body = prefix .. i, argv[arg + 3 * i]
        key = key + 1
        if keep == '0' then
            redis.call('XADD', keys[key], id, 'b', body)
        else
            redis.call('XADD', keys[key], 'MAXLEN', '=', keep, id, 'b', body)
        end
        if what == 'subject' then
            key = key + 1
            redis.call('RPUSH', keys[key], id)
        end
    end
end

-- What else has to be right before the first write: sizes, the counter, the outcome's keys.
-- Returns an error text, or nil and the sequence this commit will have.
local function check_head(keys, argv)
    local bytes = 0
    for i = 1, #argv do
        bytes = bytes + #argv[i]
    end
    if bytes > MAX_ARGUMENT_BYTES then
        return 'size'
    end
    local present = natural(redis.call('GET', keys[1]) or '0')
    if not present then
        return 'commit counter'
    end
    if argv[3] ~= '' then
        if not string.match(argv[5], '^%-?%d+$') then
            return 'time'
        end
        redis.call('ZCARD', keys[4])
    end
    return nil, present + 1
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
    if argv[1] ~= PROTOCOL then
        return refused('protocol')
    end
    local epoch, command = argv[2], argv[3]
    if epoch ~= '' and lease_epoch(keys[2]) ~= epoch then
        return {'FENCED'}
    end
    local outcome = command ~= '' and redis.call('HGET', keys[3], command)
    if outcome then
        return {'DUPLICATE', outcome}
    end

    local expected, writes = natural(argv[6]), natural(argv[7])
    local members, appends = natural(argv[8]), natural(argv[9])
    if not (expected and writes and members and appends) or expected > MAX_EXPECTATIONS
        or writes + members + appends > MAX_ITEMS
        or #argv ~= 9 + expected + 2 * writes + 3 * (members + appends)
        or #keys < 4 + expected + writes + members + appends then
        return refused('arguments')
    end
    -- Where the keys and arguments of each kind begin.
    local write_key, write_arg = 4 + expected, 9 + expected
    local member_key, member_arg = write_key + writes, write_arg + 2 * writes
    local append_key, append_arg = member_key + members, member_arg + 3 * members

    local versions = {}
    local wrong, place = check_expectations(keys, argv, 4, 9, expected, versions)
    if place then
        return {'CONFLICT', place}
    end
    local sequence, last_key
    if not wrong then
        wrong, sequence = check_head(keys, argv)
    end
    wrong = wrong or check_writes(keys, argv, write_key, write_arg, writes, versions)
        or check_members(keys, argv, member_key, member_arg, members)
    if not wrong then
        wrong, last_key = check_appends(keys, argv, append_key, append_arg, appends, sequence)
    end
    if wrong or last_key ~= #keys then
        return refused(wrong or 'keys')
    end

    redis.call('INCR', keys[1])
    write_records(keys, argv, write_key, write_arg, writes, versions)
    change_members(keys, argv, member_key, member_arg, members)
    append_entries(keys, argv, append_key, append_arg, appends, sequence)
    if command ~= '' then
        redis.call('HSET', keys[3], command, argv[4])
        redis.call('ZADD', keys[4], argv[5], command)
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

-- swap_lease: compare and set. KEYS 1 lease.
-- ARGV 1 protocol, 2 text seen ('' = none), 3 text wanted.
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
