#include "tests/support/redis_fixture.hpp"

#include "core/async/sleep.hpp"
#include "integrations/redis/exchange.hpp"
#include "tests/support/state_dump.hpp"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <stdexcept>

namespace fillrate::testing {

namespace {

async::awaitable<result<redis::reply>> ask_at(
    ports::dialer& network,
    redis::server_address address,
    redis::request what,
    steady_instant deadline
) {
    result<redis::conversation> opened =
        co_await redis::open_conversation(network, std::move(address), deadline);
    if (!opened) {
        co_return opened.error();
    }
    result<std::vector<redis::reply>> answer = co_await opened->ask(std::move(what));
    if (!answer) {
        co_return answer.error();
    }
    co_return std::move(answer->front());
}

std::vector<std::string> texts(const redis::reply& list) {
    std::vector<std::string> out;
    for (const redis::reply& item : list.items) {
        out.push_back(item.text);
    }
    return out;
}

std::vector<std::string> entries(const redis::reply& list) {
    std::vector<std::string> out;
    for (const redis::reply& entry : list.items) {
        out.push_back(entry.items.at(0).text);
        out.push_back(entry.items.at(1).items.at(1).text);
    }
    return out;
}

std::vector<std::string> sorted_pairs(const redis::reply& list) {
    std::map<std::string, std::string> pairs;
    for (std::size_t i = 0; i + 1 < list.items.size(); i += 2) {
        pairs[list.items[i].text] = list.items[i + 1].text;
    }
    std::vector<std::string> out;
    for (const auto& [field, value] : pairs) {
        out.push_back(field);
        out.push_back(value);
    }
    return out;
}

}  // namespace

temporary_directory::temporary_directory() : path_("/tmp/fillrate-test-XXXXXX") {
    if (::mkdtemp(path_.data()) == nullptr) {
        throw std::runtime_error("no temporary directory");
    }
}

temporary_directory::~temporary_directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

redis_fixture::redis_fixture(loop_fixture& loop, std::vector<std::string> more)
    : loop_(loop), more_(std::move(more)) {
    start();
}

redis::server_address redis_fixture::address() const {
    return redis::parse_redis_url("unix://" + socket()).value();
}

void redis_fixture::kill() {
    child_->signal(SIGKILL);
    loop_.run(child_->wait_end());
}

void redis_fixture::start() {
    redis::process_options options;
    options.words = {
        "redis-server",
        "--port",
        "0",
        "--unixsocket",
        socket(),
        "--dir",
        directory_.path(),
        "--appendonly",
        "yes",
        "--appendfsync",
        "always",
        "--save",
        "",
        "--enable-debug-command",
        "yes",
        "--loglevel",
        "warning"};
    options.words.insert(options.words.end(), more_.begin(), more_.end());
    options.output_file = directory_.path() + "/log";
    child_ = redis::process::start(loop_.world().where, options).value();
    for (;;) {
        const result<redis::reply> pong = loop_.run(ask_at(
            loop_.dialer(),
            address(),
            redis::request({"PING"}),
            loop_.in(milliseconds(1000))
        ));
        if (pong && !pong->is_failure("LOADING")) {
            return;
        }
        if (child_->has_ended()) {
            throw std::runtime_error("redis-server did not start");
        }
        loop_.run(async::sleep_for(milliseconds(2)));
    }
}

redis::reply redis_fixture::ask(redis::request what) {
    return loop_
        .run(ask_at(loop_.dialer(), address(), std::move(what), loop_.in(milliseconds(10000))))
        .value();
}

std::string redis_fixture::dump() {
    state_dump out;
    const redis::reply keys = ask(redis::request({"KEYS", "fr:*"}));
    for (const redis::reply& item : keys.items) {
        const std::string& key = item.text;
        const std::string type = ask(redis::request({"TYPE", key})).text;
        if (key.ends_with(":meta")) {
            continue;
        }
        if (type == "string") {
            out.text(key, ask(redis::request({"GET", key})).text);
        } else if (type == "zset") {
            out.list(
                key,
                type,
                texts(ask(redis::request({"ZRANGE", key, "0", "-1", "WITHSCORES"})))
            );
        } else if (type == "hash") {
            out.list(key, type, sorted_pairs(ask(redis::request({"HGETALL", key}))));
        } else if (type == "list") {
            out.list(key, type, texts(ask(redis::request({"LRANGE", key, "0", "-1"}))));
        } else {
            out.list(key, type, entries(ask(redis::request({"XRANGE", key, "-", "+"}))));
        }
    }
    return out.str();
}

}  // namespace fillrate::testing
