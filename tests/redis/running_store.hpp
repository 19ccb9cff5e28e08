// A deployed store on a redis-server of its own, and the commits its tests make.
#pragma once

#include "core/async/sleep.hpp"
#include "integrations/redis/deploy.hpp"
#include "integrations/redis/redis_store.hpp"
#include "tests/support/redis_fixture.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::redis {

inline key_space acme() {
    return key_space::make(7, "acme").value();
}

inline result<deployed> deploy_to(
    testing::loop_fixture& loop,
    const server_address& address,
    deploy_options options = {}
) {
    if (options.new_incarnation.empty()) {
        options.new_incarnation = "01INCARNATION";
    }
    return loop.run(
        deploy(loop.dialer(), address, acme(), options, loop.in(std::chrono::seconds(60)))
    );
}

// A deployed server with a connection that is kept alive.
struct running_store {
    explicit running_store(std::vector<std::string> more = {}) : server(loop, std::move(more)) {
        const deployed done = deploy_to(loop, server.address(), {.allow_weaker = true}).value();
        greeting words = make_greeting(acme(), done.identity);
        link = std::make_unique<connection>(loop.world(), server.address(), words, options());
        store = std::make_unique<redis_store>(*link, acme());
        running = loop.start(link->run());
        loop.run(link->wait_ready(loop.in(std::chrono::seconds(60)))).value();
    }
    ~running_store() {
        link->stop();
        loop.wait(running);
    }
    void wait_trouble(std::string_view text) {
        while (link->trouble().find(text) == std::string::npos) {
            loop.run(async::sleep_for(milliseconds(1)));
        }
    }
    static connection_options options() {
        return {
            .call_limit = std::chrono::seconds(60),
            .connect_limit = std::chrono::seconds(60),
            .first_retry = milliseconds(1),
            .longest_retry = milliseconds(5)};
    }

    testing::loop_fixture loop;
    testing::redis_fixture server;
    std::unique_ptr<connection> link;
    std::unique_ptr<redis_store> store;
    testing::loop_fixture::ended running{};
};

inline ports::commit_batch write_one(std::string command, std::string name, std::uint64_t version) {
    ports::commit_batch batch{.command = std::move(command), .outcome = "done", .now_ms = 1000};
    batch.expected.push_back({.name = name, .version = version});
    batch.writes.push_back({.name = name, .body = "body"});
    batch.members.push_back({.set = "open", .member = name, .score = 5});
    batch.appends.push_back({.stream = "events", .subject = name, .body = "event"});
    return batch;
}

}  // namespace fillrate::redis
