// The store over a real redis-server: held against the in-memory one by random operations, and put
// through what goes wrong.
#include "core/async/sleep.hpp"
#include "integrations/redis/deploy.hpp"
#include "integrations/redis/functions.hpp"
#include "integrations/redis/limits.hpp"
#include "integrations/redis/redis_store.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/redis_fixture.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace fillrate::redis {
namespace {

using namespace std::chrono_literals;
using ports::commit_batch;
using ports::commit_result;
using status = commit_result::status;

key_space acme() {
    return key_space::make(7, "acme").value();
}

result<deployed> deploy_to(
    testing::loop_fixture& loop,
    const server_address& address,
    deploy_options options = {}
) {
    if (options.new_incarnation.empty()) {
        options.new_incarnation = "01INCARNATION";
    }
    return loop.run(deploy(loop.dialer(), address, acme(), options, loop.in(60s)));
}

// A deployed server with a connection that is kept alive.
struct running_store {
    explicit running_store(std::vector<std::string> more = {}) : server(loop, std::move(more)) {
        const deployed done = deploy_to(loop, server.address(), {.allow_weaker = true}).value();
        greeting words = make_greeting(acme(), done.identity);
        link = std::make_unique<connection>(loop.world(), server.address(), words, options());
        store = std::make_unique<redis_store>(*link, acme());
        running = loop.start(link->run());
        loop.run(link->wait_ready(loop.in(60s))).value();
    }
    ~running_store() {
        link->stop();
        loop.wait(running);
    }
    void wait_trouble(std::string_view text) {
        while (link->trouble().find(text) == std::string::npos) {
            loop.run(async::sleep_for(1ms));
        }
    }
    static connection_options options() {
        return {.call_limit = 60s, .connect_limit = 60s, .first_retry = 1ms, .longest_retry = 5ms};
    }

    testing::loop_fixture loop;
    testing::redis_fixture server;
    std::unique_ptr<connection> link;
    std::unique_ptr<redis_store> store;
    testing::loop_fixture::ended running{};
};

commit_batch write_one(std::string command, std::string name, std::uint64_t version) {
    commit_batch batch{.command = std::move(command), .outcome = "done", .now_ms = 1000};
    batch.expected.push_back({.name = name, .version = version});
    batch.writes.push_back({.name = name, .body = "body"});
    batch.members.push_back({.set = "open", .member = name, .score = 5});
    batch.appends.push_back({.stream = "events", .subject = name, .body = "event"});
    return batch;
}

// --- random operations ---

class operations {
public:
    explicit operations(std::uint64_t seed) : random_(seed) {}

    commit_batch batch() {
        commit_batch out;
        if (random_.below(8) != 0) {
            out.command = "cmd:" + std::to_string(random_.below(300));
        }
        if (out.command.empty() || random_.below(4) == 0) {
            out.epoch = random_.below(4);
        }
        out.outcome = bytes(20);
        out.now_ms = number();
        for (std::uint64_t i = random_.below(3); i > 0; --i) {
            out.expected.push_back({.name = name(), .version = random_.below(3)});
        }
        for (std::uint64_t i = random_.below(3); i > 0; --i) {
            out.writes.push_back({.name = name()});
            if (random_.below(4) != 0) {
                out.writes.back().body = bytes(40);
            }
        }
        for (std::uint64_t i = random_.below(4); i > 0; --i) {
            out.members.push_back({.set = set(), .member = bytes(3) + "m"});
            if (random_.below(3) != 0) {
                out.members.back().score = number();
                out.members.back().only_lower = random_.below(3) == 0;
            }
        }
        for (std::uint64_t i = random_.below(3); i > 0; --i) {
            out.appends.push_back({.stream = stream(), .body = bytes(30)});
            if (out.appends.back().stream == events_stream && random_.below(2) == 0) {
                out.appends.back().subject = name();
            } else if (out.appends.back().stream != events_stream) {
                out.appends.back().keep = static_cast<std::uint32_t>(random_.below(4));
            }
        }
        return out;
    }

    std::string name() { return "r:" + std::to_string(random_.below(12)); }
    std::string set() { return "s" + std::to_string(random_.below(3)); }
    std::string stream() {
        return random_.below(2) == 0 ? std::string(events_stream)
                                     : "web:" + std::to_string(random_.below(2));
    }
    std::string command() { return "cmd:" + std::to_string(random_.below(300)); }
    std::int64_t number() {
        const auto small = static_cast<std::int64_t>(random_.below(20)) - 10;
        return random_.below(10) == 0 ? small * 800000000000000 : small;
    }
    std::string bytes(std::uint64_t most) {
        std::string out(random_.below(most), '\0');
        for (char& c : out) {
            c = random_.below(4) == 0 ? static_cast<char>(random_.below(256)) : 'x';
        }
        return out;
    }
    std::uint64_t below(std::uint64_t bound) { return random_.below(bound); }
    std::uint32_t small(std::uint64_t bound) {
        return static_cast<std::uint32_t>(random_.below(bound));
    }

private:
    seeded_random random_;
};

bool operator_equal(const ports::store::loaded& a, const ports::store::loaded& b) {
    return a.outcome == b.outcome && a.records == b.records;
}

template <class T>
void expect_same(const result<T>& model, const result<T>& real, int step) {
    ASSERT_EQ(model.has_value(), real.has_value())
        << "step " << step << (real ? "" : real.error().detail);
    if (!model) {
        ASSERT_EQ(model.error(), real.error()) << "step " << step;
    } else if constexpr (std::is_same_v<T, ports::store::loaded>) {
        ASSERT_TRUE(operator_equal(*model, *real)) << "step " << step;
    } else if constexpr (!std::is_void_v<T>) {
        ASSERT_TRUE(*model == *real) << "step " << step;
    }
}

// Runs the same operation on both and compares.
template <class Operation>
async::awaitable<void> compare(
    ports::store& model,
    ports::store& real,
    Operation operation,
    int step
) {
    const auto expected = co_await operation(model);
    const auto got = co_await operation(real);
    expect_same(expected, got, step);
}

using one_step = async::awaitable<void> (*)(operations&, ports::store&, ports::store&, int);

async::awaitable<void> step_commit(operations& o, ports::store& a, ports::store& b, int step) {
    const commit_batch batch = o.batch();
    const auto operation = [&batch](ports::store& s) { return s.commit(batch); };
    co_await compare(a, b, operation, step);
}

async::awaitable<void> step_load(operations& o, ports::store& a, ports::store& b, int step) {
    const std::string command = o.below(3) == 0 ? std::string() : o.command();
    std::vector<ports::record_name> names;
    for (std::uint64_t i = o.below(40); i > 0; --i) {
        names.push_back(o.name());
    }
    const auto operation = [&](ports::store& s) { return s.load(command, names); };
    co_await compare(a, b, operation, step);
}

async::awaitable<void> step_range(operations& o, ports::store& a, ports::store& b, int step) {
    ports::range_query query;
    query.set = o.set();
    query.offset = o.small(4);
    query.limit = o.small(30);
    query.descending = o.below(2) == 0;
    if (o.below(2) == 0) {
        query.from = o.number();
        query.to = o.number();
    }
    const auto operation = [&query](ports::store& s) { return s.range(query); };
    co_await compare(a, b, operation, step);
    const auto counting = [&query](ports::store& s) { return s.count(query.set); };
    co_await compare(a, b, counting, step);
}

async::awaitable<void> step_streams(operations& o, ports::store& a, ports::store& b, int step) {
    const std::string stream = o.stream();
    const std::string after = o.below(2) == 0
                                  ? std::string("0")
                                  : std::to_string(o.below(50)) + "-" + std::to_string(o.below(3));
    const std::uint32_t limit = o.small(60);
    const auto reading = [&](ports::store& s) { return s.read_stream(stream, after, limit); };
    co_await compare(a, b, reading, step);
    const auto tailing = [&](ports::store& s) { return s.tail_stream(stream, limit); };
    co_await compare(a, b, tailing, step);
    const std::string subject = o.name();
    const std::uint32_t first = o.small(20);
    const auto history = [&](ports::store& s) { return s.history(subject, first, limit); };
    co_await compare(a, b, history, step);
}

async::awaitable<void> step_owner(operations& o, ports::store& a, ports::store& b, int step) {
    const auto present = [](ports::store& s) { return s.read_lease(); };
    co_await compare(a, b, present, step);
    const result<ports::lease> stands = co_await a.read_lease();
    ports::lease seen = *stands;
    if (o.below(4) == 0) {
        seen.beat += 1;
    }
    const std::string owner = "i" + std::to_string(o.below(2));
    const std::uint64_t epoch = std::min<std::uint64_t>(3, seen.epoch + o.below(2));
    const ports::lease wanted{.owner = owner, .epoch = epoch, .beat = seen.beat + 1};
    const auto swapping = [&](ports::store& s) { return s.swap_lease(seen, wanted); };
    co_await compare(a, b, swapping, step);
    const std::uint64_t prune_epoch = o.below(4);
    const std::int64_t before = o.number();
    const auto pruning = [&](ports::store& s) { return s.prune(prune_epoch, before); };
    co_await compare(a, b, pruning, step);
    const std::uint32_t count = o.small(4);
    const auto reserving = [&](ports::store& s) { return s.reserve("req", count); };
    co_await compare(a, b, reserving, step);
}

async::awaitable<void> walk(operations& o, ports::store& model, ports::store& real, int steps) {
    constexpr std::array<one_step, 8> kinds{
        &step_commit,
        &step_commit,
        &step_commit,
        &step_commit,
        &step_load,
        &step_range,
        &step_streams,
        &step_owner};
    for (int step = 0; step < steps && !::testing::Test::HasFatalFailure(); ++step) {
        const one_step next = kinds.at(o.below(kinds.size()));
        co_await next(o, model, real, step);
    }
}

TEST(redis_store, does_what_the_memory_store_does) {
    const bool thorough = std::getenv("FILLRATE_LONG") != nullptr;
    const int seeds = thorough ? 400 : 10;
    const int steps = 1000;
    running_store s({"--appendfsync", "everysec"});
    // The deployed meta key stays; all else starts anew with each seed.
    for (int seed = 1; seed <= seeds && !HasFatalFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        testing::memory_store model("acme", 7);
        operations o(static_cast<std::uint64_t>(seed));
        s.loop.run(walk(o, model, *s.store, steps));
        ASSERT_EQ(model.dump(), s.server.dump());
        const std::string meta = acme().meta();
        const reply keys = s.server.ask(request({"KEYS", "fr:*"}));
        std::vector<std::string_view> words{"DEL"};
        for (const reply& key : keys.items) {
            if (key.text != meta) {
                words.push_back(key.text);
            }
        }
        request all;
        all.add(words);
        if (words.size() > 1) {
            static_cast<void>(s.server.ask(all));
        }
    }
}

// --- one thing at a time ---

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

// --- deploying ---

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

// --- the application user ---

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
