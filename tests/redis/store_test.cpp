// The store over a real redis-server, put through what goes wrong.
#include "integrations/redis/functions.hpp"
#include "integrations/redis/limits.hpp"
#include "tests/redis/running_store.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace fillrate::redis {
namespace {

using namespace std::chrono_literals;
using ports::commit_batch;
using ports::commit_result;
using status = commit_result::status;

TEST(redis_store, the_same_command_again_answers_the_first_outcome) {
    running_store s;
    const commit_batch batch = write_one("c1", "req:1", 0);
    const auto first = s.loop.run(s.store->commit(batch)).value();
    EXPECT_EQ(first.what, status::committed);
    commit_batch again = batch;
    again.outcome = "another";
    const auto second = s.loop.run(s.store->commit(again)).value();
    EXPECT_EQ(second.what, status::duplicate);
    EXPECT_EQ(second.outcome, "done");
    const std::vector<ports::record_name> names{"req:1", "req:2"};
    const auto loaded = s.loop.run(s.store->load("c1", names)).value();
    EXPECT_EQ(loaded.outcome, "done");
    EXPECT_EQ(loaded.records.at(0).version, 1U);
    EXPECT_EQ(loaded.records.at(1), ports::stored_record());
}

TEST(redis_store, hostile_values_are_stored_as_bytes) {  // N083
    running_store s;
    const std::string evil("\r\n*1\r\n$8\r\nFLUSHALL\r\n|%s%n\0", 26);
    commit_batch batch{.command = evil, .outcome = evil, .now_ms = 1};
    batch.writes.push_back({.name = "r", .body = evil});
    batch.members.push_back({.set = "s", .member = evil, .score = 1});
    batch.appends.push_back({.stream = "events", .body = evil});
    EXPECT_EQ(s.loop.run(s.store->commit(batch)).value().what, status::committed);
    const std::vector<ports::record_name> names{"r"};
    const auto loaded = s.loop.run(s.store->load(evil, names)).value();
    EXPECT_EQ(loaded.outcome, evil);
    EXPECT_EQ(loaded.records.at(0).body, evil);
    EXPECT_EQ(s.loop.run(s.store->range({.set = "s"})).value().at(0).name, evil);
    EXPECT_EQ(s.loop.run(s.store->read_stream("events", "0", 5)).value().at(0).body, evil);
}

TEST(redis_store, the_largest_commit_and_the_largest_records_go_in_and_come_out) {
    running_store s;
    commit_batch batch{.command = "large", .now_ms = 1};
    std::vector<ports::record_name> names;
    for (int i = 0; i < 3; ++i) {
        names.push_back("r" + std::to_string(i));
        batch.writes.push_back({.name = names.back(), .body = std::string(max_body_bytes, 'x')});
    }
    while (batch.writes.size() + batch.members.size() < max_changes) {
        const auto n = static_cast<std::int64_t>(batch.members.size());
        batch.members.push_back({.set = "s", .member = std::to_string(n), .score = n});
    }
    EXPECT_EQ(s.loop.run(s.store->commit(batch)).value().what, status::committed);
    const auto loaded = s.loop.run(s.store->load({}, names)).value();
    EXPECT_EQ(loaded.records.at(2).body.size(), max_body_bytes);
    EXPECT_EQ(s.loop.run(s.store->count("s")).value(), batch.members.size());
}

TEST(redis_store, a_key_of_a_wrong_type_stops_the_commit_before_its_first_write) {
    running_store s;
    EXPECT_EQ(
        s.loop.run(s.store->commit(write_one("c0", "req:0", 0))).value().what,
        status::committed
    );
    for (const std::string& key :
         {acme().record("x"),
          acme().set("open"),
          acme().stream("events"),
          acme().history("x"),
          acme().outcome_times(),
          acme().outcomes(),
          acme().sequence()}) {
        SCOPED_TRACE(key);
        const std::string saved = key + "-saved";
        const bool existed = s.server.ask(request({"EXISTS", key})).number == 1;
        if (existed) {
            static_cast<void>(s.server.ask(request({"RENAME", key, saved})));
        }
        static_cast<void>(s.server.ask(request({"PFADD", "h", "x"})));
        static_cast<void>(s.server.ask(request({"SADD", key, "wrong"})));
        const std::string before = s.server.ask(request({"DEBUG", "DIGEST"})).text;
        const auto refused = s.loop.run(s.store->commit(write_one("cx", "x", 0)));
        EXPECT_FALSE(refused.has_value());
        EXPECT_EQ(s.server.ask(request({"DEBUG", "DIGEST"})).text, before);
        static_cast<void>(s.server.ask(request({"DEL", key})));
        if (existed) {
            static_cast<void>(s.server.ask(request({"RENAME", saved, key})));
        }
    }
    EXPECT_EQ(s.loop.run(s.store->commit(write_one("cx", "x", 0))).value().what, status::committed);
}

TEST(redis_store, a_counter_behind_its_streams_stops_the_commit) {
    running_store s;
    for (const char* command : {"c1", "c2", "c3"}) {
        commit_batch batch{.command = command};
        batch.appends.push_back({.stream = "events", .body = "e"});
        EXPECT_EQ(s.loop.run(s.store->commit(batch)).value().what, status::committed);
    }
    static_cast<void>(s.server.ask(request({"SET", acme().sequence(), "1"})));
    EXPECT_EQ(s.loop.run(s.store->commit(write_one("c4", "x", 0))).error().code, errc::internal);
    EXPECT_EQ(s.server.ask(request({"EXISTS", acme().record("x")})).number, 0);
}

TEST(redis_store, a_store_over_its_memory_refuses_whole) {
    running_store s;
    static_cast<void>(s.server.ask(request({"CONFIG", "SET", "maxmemory", "1"})));
    const auto refused = s.loop.run(s.store->commit(write_one("c1", "x", 0)));
    EXPECT_EQ(refused.error().code, errc::unavailable);
    static_cast<void>(s.server.ask(request({"CONFIG", "SET", "maxmemory", "0"})));
    EXPECT_EQ(s.loop.run(s.store->commit(write_one("c1", "x", 0))).value().what, status::committed);
}

TEST(redis_store, acknowledged_commits_survive_a_kill_and_service_resumes_by_itself) {
    running_store s;
    for (int round = 0; round < 5; ++round) {
        const std::string name = "req:" + std::to_string(round);
        EXPECT_EQ(
            s.loop.run(s.store->commit(write_one(name, name, 0))).value().what,
            status::committed
        );
        s.server.kill();
        // Noticed or not yet, there is no false success.
        const auto refused = s.loop.run(s.store->commit(write_one(name + ":x", name, 1)));
        ASSERT_FALSE(refused.has_value());
        EXPECT_TRUE(
            refused.error().code == errc::unavailable ||
            refused.error().code == errc::unknown_outcome
        );
        s.server.start();
        s.loop.run(s.link->wait_ready(s.loop.in(60s))).value();
        const std::vector<ports::record_name> names{name};
        const auto loaded = s.loop.run(s.store->load(name, names)).value();
        EXPECT_EQ(loaded.outcome, "done");
        EXPECT_EQ(loaded.records.at(0).version, 1U);
    }
}

TEST(redis_store, a_library_that_goes_away_is_noticed) {  // N087
    running_store s;
    static_cast<void>(s.server.ask(request({"FUNCTION", "FLUSH"})));
    EXPECT_EQ(s.loop.run(s.store->commit(write_one("c", "x", 0))).error().code, errc::unavailable);
    s.wait_trouble(functions_library());
    EXPECT_FALSE(s.link->ready());
    ASSERT_TRUE(deploy_to(s.loop, s.server.address()));
    s.loop.run(s.link->wait_ready(s.loop.in(60s))).value();
    EXPECT_EQ(s.loop.run(s.store->commit(write_one("c", "x", 0))).value().what, status::committed);
}

TEST(redis_store, an_emptied_store_is_not_taken_for_ours) {
    running_store s;
    static_cast<void>(s.server.ask(request({"FLUSHALL"})));
    s.link->drop("test");
    s.wait_trouble("not the store");
    EXPECT_FALSE(s.link->ready());
}

// Passes everything through, and swallows one answer together with its connection when told to.
class lossy_stream final : public ports::byte_stream {
public:
    lossy_stream(std::unique_ptr<ports::byte_stream> inner, bool& lose)
        : inner_(std::move(inner)), lose_(lose) {}
    async::executor get_executor() override { return inner_->get_executor(); }
    async::awaitable<ports::io_result> read_some(boost::asio::mutable_buffer into) override {
        ports::io_result got = co_await inner_->read_some(into);
        if (std::exchange(lose_, false)) {
            got = ports::io_result(boost::asio::error::connection_reset, 0);
        }
        co_return got;
    }
    async::awaitable<ports::io_result> write_some(boost::asio::const_buffer from) override {
        return inner_->write_some(from);
    }
    void shutdown_send() noexcept override { inner_->shutdown_send(); }
    void close() noexcept override { inner_->close(); }
    bool is_quiet_and_open() noexcept override { return inner_->is_quiet_and_open(); }
    std::string peer_address() const override { return inner_->peer_address(); }

private:
    std::unique_ptr<ports::byte_stream> inner_;
    bool& lose_;
};

class lossy_dialer final : public ports::dialer {
public:
    explicit lossy_dialer(ports::dialer& inner) : inner_(inner) {}
    bool lose = false;
    async::awaitable<result<std::unique_ptr<ports::byte_stream>>> dial(
        ports::endpoint where,
        steady_instant deadline
    ) override {
        auto dialed = co_await inner_.dial(std::move(where), deadline);
        if (!dialed) {
            co_return dialed.error();
        }
        std::unique_ptr<ports::byte_stream> wrapped =
            std::make_unique<lossy_stream>(std::move(*dialed), lose);
        co_return wrapped;
    }

private:
    ports::dialer& inner_;
};

TEST(redis_store, a_lost_reply_is_unknown_and_the_same_command_again_tells) {
    running_store s;
    lossy_dialer lossy(s.loop.dialer());
    surroundings world{
        .where = s.loop.context().get_executor(),
        .network = lossy,
        .clock = s.loop.world().clock,
        .random = s.loop.world().random,
        .log = s.loop.world().log};
    const deployed done = deploy_to(s.loop, s.server.address()).value();
    connection link(
        world,
        s.server.address(),
        make_greeting(acme(), done.identity),
        running_store::options()
    );
    redis_store store(link, acme());
    const auto running = s.loop.start(link.run());
    s.loop.run(link.wait_ready(s.loop.in(60s))).value();
    const commit_batch batch = write_one("c1", "req:1", 0);
    lossy.lose = true;
    EXPECT_EQ(s.loop.run(store.commit(batch)).error().code, errc::unknown_outcome);
    s.loop.run(link.wait_ready(s.loop.in(60s))).value();
    const auto again = s.loop.run(store.commit(batch)).value();
    EXPECT_EQ(again.what, status::duplicate);
    EXPECT_EQ(again.outcome, "done");
    // A question whose answer was lost changed nothing and may simply be asked again.
    lossy.lose = true;
    EXPECT_EQ(s.loop.run(store.count("open")).error().code, errc::unavailable);
    s.loop.run(link.wait_ready(s.loop.in(60s))).value();
    EXPECT_EQ(s.loop.run(store.count("open")).value(), 1U);
    link.stop();
    s.loop.wait(running);
}

}  // namespace
}  // namespace fillrate::redis
