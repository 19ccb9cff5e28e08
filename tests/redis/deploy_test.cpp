// What is done at start with a real redis-server, and what the application user may do.
#include "integrations/redis/functions.hpp"
#include "tests/redis/running_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace fillrate::redis {
namespace {

using namespace std::chrono_literals;
using ports::commit_batch;

TEST(redis_deploy, refuses_weak_settings_unless_allowed) {
    testing::loop_fixture loop;
    testing::redis_fixture server(loop, {"--appendfsync", "everysec"});
    const auto refused = deploy_to(loop, server.address());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, errc::invalid_input);
    EXPECT_NE(refused.error().detail.find("appendfsync"), std::string::npos);
    EXPECT_NE(refused.error().detail.find("store.allow_weaker"), std::string::npos);
    EXPECT_EQ(server.ask(request({"DBSIZE"})).number, 0);
    const auto allowed = deploy_to(loop, server.address(), {.allow_weaker = true});
    ASSERT_TRUE(allowed.has_value());
    EXPECT_EQ(allowed->warnings.size(), 1U);
}

TEST(redis_deploy, writes_what_the_store_is_once) {
    testing::loop_fixture loop;
    testing::redis_fixture server(loop);
    const auto first = deploy_to(loop, server.address(), {.new_incarnation = "ONE"}).value();
    EXPECT_EQ(first.identity.incarnation, "ONE");
    EXPECT_TRUE(first.version.starts_with("7.") || first.version.starts_with("8."));
    const auto second = deploy_to(loop, server.address(), {.new_incarnation = "TWO"}).value();
    EXPECT_EQ(second.identity.incarnation, "ONE");
    const auto other = deploy_to(loop, server.address(), {.shards = 32});
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().code, errc::conflict);
    EXPECT_NE(other.error().detail.find("store.shards = 16"), std::string::npos);
}

TEST(redis_deploy, another_text_under_our_name_is_refused) {  // N087
    testing::loop_fixture loop;
    testing::redis_fixture server(loop);
    const std::string fake = "#!lua name=" + functions_library() + "\nredis.register_function('" +
                             function_name("commit") + "', function() return {'COMMITTED', 1} end)";
    static_cast<void>(server.ask(request({"FUNCTION", "LOAD", fake})));
    const auto refused = deploy_to(loop, server.address());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, errc::conflict);
}

TEST(redis_deploy, nobody_there_is_said_plainly) {
    testing::loop_fixture loop;
    const auto address = parse_redis_url("unix:///tmp/fillrate-nobody-listens-here").value();
    const auto refused = deploy_to(loop, address);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, errc::unavailable);
    EXPECT_NE(refused.error().detail.find("unix:///tmp/fillrate-nobody"), std::string::npos);
}

server_address as_application(const testing::redis_fixture& server) {
    server_address address = server.address();
    address.user = "app";
    address.password = secret("secret-password");
    return address;
}

void create_application(testing::redis_fixture& server) {
    const std::string rules = application_acl();
    std::vector<std::string_view> words{"ACL", "SETUSER", "app", "on", ">secret-password"};
    for (std::size_t at = 0; at < rules.size();) {
        const std::size_t end = std::min(rules.find(' ', at), rules.size());
        words.push_back(std::string_view(rules).substr(at, end - at));
        at = end + 1;
    }
    request create;
    create.add(words);
    ASSERT_TRUE(server.ask(create).is_status("OK"));
}

// Every kind of operation once.
async::awaitable<bool> use_everything(ports::store& store) {
    commit_batch batch = write_one("c1", "req:1", 0);
    batch.epoch = 1;
    batch.members.push_back({.set = "open", .member = "b", .score = 5, .only_lower = true});
    batch.members.push_back({.set = "open", .member = "c"});
    batch.appends.push_back({.stream = "web:1", .body = "x", .keep = 3});
    const ports::lease wanted{.owner = "i1", .epoch = 1, .beat = 1};
    const ports::lease none;
    const ports::range_query query{.set = "open"};
    const std::vector<ports::record_name> names{"req:1"};
    const auto taken = co_await store.swap_lease(none, wanted);
    const auto stands = co_await store.read_lease();
    const auto done = co_await store.commit(batch);
    batch = commit_batch{.command = "c2"};
    batch.writes.push_back({.name = "req:1"});
    const auto removed = co_await store.commit(batch);
    const auto loaded = co_await store.load("c1", names);
    const auto ranged = co_await store.range(query);
    const auto counted = co_await store.count("open");
    const auto read = co_await store.read_stream("events", "0", 5);
    const auto tail = co_await store.tail_stream("events", 5);
    const auto past = co_await store.history("req:1", 1, 5);
    const auto number = co_await store.reserve("req", 2);
    const auto pruned = co_await store.prune(1, 2000);
    co_return taken&& stands&& done&& removed&& loaded&& ranged&& counted&& read&& tail&& past&&
                number&& pruned&&* pruned == 2 &&
        past->size() == 1;
}

TEST(redis_access, the_application_user_can_do_all_the_store_does_and_nothing_more) {  // N085
    testing::loop_fixture loop;
    testing::redis_fixture server(loop);
    const deployed done = deploy_to(loop, server.address()).value();
    create_application(server);
    static_cast<void>(server.ask(request({"CONFIG", "RESETSTAT"})));
    connection link(
        loop.world(),
        as_application(server),
        make_greeting(acme(), done.identity),
        running_store::options()
    );
    redis_store store(link, acme());
    const auto running = loop.start(link.run());
    loop.run(link.wait_ready(loop.in(60s))).value();
    ASSERT_TRUE(loop.run(use_everything(store)));
    // Alive while quiet.
    ASSERT_TRUE(loop.run(link.call(request({"PING"}))).value().front().is_status("PONG"));

    // Exactly: each command allowed was used.
    const std::string stats = server.ask(request({"INFO", "commandstats"})).text;
    for (const std::string_view command : application_commands()) {
        EXPECT_NE(stats.find("cmdstat_" + std::string(command) + ":"), std::string::npos)
            << command << " is allowed and never used";
    }

    for (const request& forbidden :
         {request({"EVAL", "return 1", "0"}),
          request({"CONFIG", "GET", "*"}),
          request({"DEBUG", "SLEEP", "0"}),
          request({"KEYS", "*"}),
          request({"FLUSHALL"}),
          request({"FUNCTION", "LIST"}),
          request({"FUNCTION", "FLUSH"}),
          request({"SCRIPT", "FLUSH"}),
          request({"MONITOR"}),
          request({"ACL", "LIST"}),
          request({"SHUTDOWN"}),
          request({"GET", "other:key"}),
          request({"SET", "other:key", "x"}),
          request({"FCALL", function_name("reserve"), "1", "other:key", "1", "1"}),
          request({"PUBLISH", "fr:x", "x"})}) {
        const auto answer = loop.run(link.call(forbidden)).value();
        EXPECT_TRUE(answer.front().is_failure("NOPERM"))
            << forbidden.bytes() << " -> " << answer.front().text;
    }
    EXPECT_EQ(deploy_to(loop, as_application(server)).error().code, errc::forbidden);
    link.stop();
    loop.wait(running);
}

TEST(redis_access, a_wrong_password_is_said_and_not_shown) {
    testing::loop_fixture loop;
    testing::redis_fixture server(loop);
    create_application(server);
    server_address address = as_application(server);
    address.password = secret("not-the-password");
    const auto refused = deploy_to(loop, address);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, errc::forbidden);
    EXPECT_EQ(refused.error().detail.find("not-the-password"), std::string::npos);
}

}  // namespace
}  // namespace fillrate::redis
