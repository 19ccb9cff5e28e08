#include "integrations/redis/deploy.hpp"

#include "core/async/deadline.hpp"
#include "core/base/text.hpp"
#include "integrations/redis/commit_codec.hpp"
#include "integrations/redis/exchange.hpp"
#include "integrations/redis/functions.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fillrate::redis {

namespace {

constexpr unsigned oldest_major = 7;

struct required_setting {
    std::string_view name;
    std::string_view value;
    std::string_view reason;
};

constexpr std::array<required_setting, 4> required{
    {{"appendonly", "yes", "without it a restart loses everything since the last snapshot"},
     {"appendfsync", "always", "anything less may lose commits that were already acknowledged"},
     {"no-appendfsync-on-rewrite", "no", "'yes' stops syncing while the log is rewritten"},
     {"maxmemory-policy", "noeviction", "every other policy throws records away"}}};

constexpr std::array<std::string_view, 24> commands{
    "del",  "fcall", "get",    "getrange",  "hdel",   "hget",  "hlen",   "hmget",
    "hset", "incr",  "incrby", "llen",      "lrange", "mget",  "ping",   "rpush",
    "set",  "xadd",  "xrange", "xrevrange", "zadd",   "zcard", "zrange", "zrem"};

error denied(std::string_view what, const reply& failure) {
    if (failure.is_failure("NOPERM")) {
        return error(
            errc::forbidden,
            "the Redis user may not use " + std::string(what) +
                "; give REDIS_DEPLOY_URL a user who may, it is used at start only"
        );
    }
    return explain_failure(failure);
}

std::string version_in(std::string_view info) {
    constexpr std::string_view key = "redis_version:";
    for (const std::string_view line : split(info, '\n')) {
        if (line.starts_with(key)) {
            return std::string(trim(line.substr(key.size())));
        }
    }
    return {};
}

result<void> judge_version(const std::string& version) {
    const auto major = parse_int<unsigned>(split(version, '.').front());
    if (!major || *major < oldest_major) {
        return error(
            errc::invalid_input,
            "Redis " + (version.empty() ? std::string("of unknown version") : version) +
                " has no functions; 7.0 or newer is needed"
        );
    }
    return {};
}

request make_inspection() {
    request out;
    out.add({"INFO", "server"});
    std::vector<std::string_view> words{"CONFIG", "GET"};
    for (const required_setting& one : required) {
        words.push_back(one.name);
    }
    out.add(words);
    out.add({"FUNCTION", "LIST", "LIBRARYNAME", functions_library(), "WITHCODE"});
    return out;
}

result<void> judge_settings(const reply& settings, bool allow_weaker, deployed& out) {
    std::vector<std::string> weak;
    if (settings.is_failure()) {
        weak.push_back(denied("CONFIG GET", settings).detail);
    } else {
        weak = weak_settings(settings);
    }
    if (!weak.empty() && !allow_weaker) {
        return error(
            errc::invalid_input,
            join(weak, "; ") + "; or accept the risk with store.allow_weaker = true"
        );
    }
    out.warnings = std::move(weak);
    return {};
}

// Whether our library is there, with exactly our text.
result<bool> judge_library(const reply& list) {
    if (list.is_failure()) {
        return denied("FUNCTION LIST", list);
    }
    if (!list.is_array()) {
        return unexpected_reply("FUNCTION LIST");
    }
    if (list.items.empty()) {
        return false;
    }
    const std::vector<reply>& fields = list.items.front().items;
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
        if (fields[i].text == "library_code" && fields[i + 1].text == functions_source()) {
            return true;
        }
    }
    return error(
        errc::conflict,
        "Redis holds another text under the name " + functions_library() +
            "; remove it with FUNCTION DELETE once no other fillrate uses it"
    );
}

request make_initialisation(const key_space& keys, const deploy_options& options) {
    return request(
        {"FCALL",
         function_name("initialise"),
         "1",
         keys.meta(),
         functions_protocol,
         store_schema,
         std::to_string(options.shards),
         options.new_incarnation}
    );
}

result<store_identity> judge_identity(const reply& present, const deploy_options& options) {
    if (present.is_failure()) {
        return denied("FCALL", present);
    }
    if (!present.is_array() || present.items.size() != 3) {
        return unexpected_reply("initialise");
    }
    const std::string& schema = present.items[0].text;
    const std::string& shards = present.items[1].text;
    if (schema != store_schema) {
        return error(
            errc::conflict,
            "the store has layout " + schema + ", this fillrate knows " + std::string(store_schema)
        );
    }
    if (shards != std::to_string(options.shards)) {
        return error(
            errc::conflict,
            "the store was initialised with store.shards = " + shards +
                ", which is fixed; the configuration says " + std::to_string(options.shards)
        );
    }
    return store_identity{.shards = options.shards, .incarnation = present.items[2].text};
}

async::awaitable<result<void>> load_library(conversation& link) {
    request what({"FUNCTION", "LOAD", functions_source()});
    const result<std::vector<reply>> answer = co_await link.ask(std::move(what));
    if (!answer) {
        co_return answer.error();
    }
    const reply& loaded = answer->front();
    // Another instance may have been faster; its text is ours, the name says so.
    if (loaded.is_failure() && loaded.text.find("already exists") == std::string::npos) {
        co_return denied("FUNCTION LOAD", loaded);
    }
    co_return boost::system::in_place_value;
}

async::awaitable<result<deployed>> deploy_over(
    conversation& link,
    key_space keys,
    deploy_options options
) {
    deployed out;
    request inspection = make_inspection();
    const result<std::vector<reply>> seen = co_await link.ask(std::move(inspection));
    if (!seen) {
        co_return seen.error();
    }
    const reply& info = (*seen)[0];
    if (info.is_failure()) {
        co_return denied("INFO", info);
    }
    out.version = version_in(info.text);
    if (const result<void> fit = judge_version(out.version); !fit) {
        co_return fit.error();
    }
    if (const result<void> fit = judge_settings((*seen)[1], options.allow_weaker, out); !fit) {
        co_return fit.error();
    }
    const result<bool> present = judge_library((*seen)[2]);
    if (!present) {
        co_return present.error();
    }
    if (!*present) {
        const result<void> loaded = co_await load_library(link);
        if (!loaded) {
            co_return loaded.error();
        }
    }
    request initialisation = make_initialisation(keys, options);
    const result<std::vector<reply>> stands = co_await link.ask(std::move(initialisation));
    if (!stands) {
        co_return stands.error();
    }
    result<store_identity> identity = judge_identity(stands->front(), options);
    if (!identity) {
        co_return identity.error();
    }
    out.identity = std::move(*identity);
    co_return out;
}

async::awaitable<result<deployed>> connect_and_deploy(
    ports::dialer& network,
    server_address address,
    key_space keys,
    deploy_options options,
    steady_instant deadline
) {
    result<conversation> opened = co_await open_conversation(network, address, deadline);
    if (!opened) {
        co_return opened.error();
    }
    co_return co_await deploy_over(*opened, std::move(keys), std::move(options));
}

}  // namespace

async::awaitable<result<deployed>> deploy(
    ports::dialer& network,
    server_address address,
    key_space keys,
    deploy_options options,
    steady_instant deadline
) {
    const std::string name = describe(address);
    result<deployed> done = co_await async::with_deadline(
        connect_and_deploy(
            network,
            std::move(address),
            std::move(keys),
            std::move(options),
            deadline
        ),
        deadline
    );
    if (!done && done.error().detail.empty()) {
        co_return error(errc::unavailable, name + " does not answer in time");
    }
    co_return done;
}

std::vector<std::string> weak_settings(const reply& settings) {
    std::vector<std::string> out;
    for (const required_setting& wanted : required) {
        std::string present = "unknown";
        for (std::size_t i = 0; i + 1 < settings.items.size(); i += 2) {
            if (settings.items[i].text == wanted.name) {
                present = settings.items[i + 1].text;
            }
        }
        if (present == wanted.value) {
            continue;
        }
        std::string line = "Redis setting ";
        line += wanted.name;
        line += " is '" + present + "' and must be '";
        line += wanted.value;
        line += "': ";
        line += wanted.reason;
        line += " (CONFIG SET ";
        line += wanted.name;
        line += ' ';
        line += wanted.value;
        line += ", and in redis.conf)";
        out.push_back(std::move(line));
    }
    return out;
}

std::vector<std::string_view> application_commands() {
    return {commands.begin(), commands.end()};
}

std::string application_acl() {
    std::string out = "resetkeys resetchannels -@all ~fr:*";
    for (const std::string_view command : commands) {
        out += " +";
        out += command;
    }
    return out;
}

}  // namespace fillrate::redis
