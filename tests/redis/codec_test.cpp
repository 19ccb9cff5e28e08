// The parts of the Redis adapter that do no I/O.
#include "core/base/random.hpp"
#include "integrations/redis/commit_codec.hpp"
#include "integrations/redis/deploy.hpp"
#include "integrations/redis/functions.hpp"
#include "integrations/redis/keys.hpp"
#include "integrations/redis/limits.hpp"
#include "integrations/redis/pipeline.hpp"
#include "integrations/redis/redis_url.hpp"
#include "integrations/redis/reply_reader.hpp"
#include "integrations/redis/request.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace fillrate::redis {
namespace {

using kind = reply::kind;

result<std::optional<reply>> read_one(std::string_view bytes) {
    reply_reader reader;
    reader.feed(bytes);
    return reader.next();
}

reply sound(std::string_view bytes) {
    const auto one = read_one(bytes);
    EXPECT_TRUE(one.has_value() && one->has_value()) << bytes;
    return one && *one ? **one : reply();
}

TEST(redis_request, frames_every_argument_with_its_length) {
    request one({"SET", "k", std::string_view("a\0\r\nb", 5), ""});
    EXPECT_EQ(
        one.bytes(),
        std::string_view("*4\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\na\0\r\nb\r\n$0\r\n\r\n", 37)
    );
    one.add({"PING"});
    EXPECT_EQ(one.commands(), 2U);
    EXPECT_TRUE(one.bytes().ends_with("*1\r\n$4\r\nPING\r\n"));
}

TEST(redis_request, a_value_that_looks_like_a_command_stays_a_value) {  // N083
    const std::string_view evil = "\r\n*1\r\n$8\r\nFLUSHALL\r\n%s%n";
    const request one({"SET", "k", evil});
    EXPECT_EQ(
        one.bytes(),
        "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$" + std::to_string(evil.size()) + "\r\n" +
            std::string(evil) + "\r\n"
    );
}

TEST(redis_reply_reader, reads_every_type) {
    EXPECT_TRUE(sound("+OK\r\n").is_status("OK"));
    EXPECT_TRUE(sound("-NOPERM no\r\n").is_failure("NOPERM"));
    EXPECT_FALSE(sound("-NOPERMX no\r\n").is_failure("NOPERM"));
    EXPECT_EQ(sound(":-42\r\n").number, -42);
    EXPECT_EQ(sound(std::string_view("$3\r\na\0b\r\n", 9)).text, std::string_view("a\0b", 3));
    EXPECT_TRUE(sound("$-1\r\n").is_nil());
    EXPECT_TRUE(sound("*-1\r\n").is_nil());
    EXPECT_EQ(sound("*0\r\n").what, kind::array);
    const reply nested = sound("*2\r\n*1\r\n$1\r\na\r\n:7\r\n");
    ASSERT_EQ(nested.items.size(), 2U);
    EXPECT_EQ(nested.items[0].items.at(0).text, "a");
    EXPECT_EQ(nested.items[1].number, 7);
}

TEST(redis_reply_reader, does_not_care_how_the_bytes_arrive) {
    const std::string_view bytes =
        "+OK\r\n*3\r\n:1\r\n$5\r\nhello\r\n*2\r\n$-1\r\n-ERR x\r\n$0\r\n\r\n:9\r\n";
    reply_reader whole;
    whole.feed(bytes);
    std::vector<reply> expected;
    for (auto next = whole.next(); next && *next; next = whole.next()) {
        expected.push_back(**next);
    }
    ASSERT_EQ(expected.size(), 4U);
    seeded_random random(7);
    for (int round = 0; round < 300; ++round) {
        reply_reader reader;
        std::vector<reply> got;
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t size = 1 + random.below(round == 0 ? 1 : 9);
            reader.feed(bytes.substr(at, size));
            at += size;
            for (auto next = reader.next(); next && *next; next = reader.next()) {
                got.push_back(**next);
            }
        }
        ASSERT_EQ(got, expected);
    }
}

TEST(redis_reply_reader, refuses_hostile_replies) {  // N084
    std::string deep;
    for (int i = 0; i < 10000; ++i) {
        deep += "*1\r\n";
    }
    std::vector<std::string> hostile{
        deep,
        "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n",
        "*4294967296\r\n",
        "*4294967298\r\n:1\r\n:1\r\n",
        "*2147483647\r\n",
        "*9000\r\n",
        "*-2\r\n",
        "$-2\r\n",
        "$99999999999999999999\r\n",
        "$x\r\n",
        ":12a\r\n",
        ">2\r\n+message\r\n+x\r\n",
        "%1\r\n+a\r\n+b\r\n",
        "~1\r\n+a\r\n",
        "#t\r\n",
        ",1.5\r\n",
        "_\r\n",
        "HTTP/1.1 200 OK\r\n"};
    hostile.emplace_back(4, '\0');
    for (const std::string& bytes : hostile) {
        const auto one = read_one(bytes);
        // Some libraries wait for more bytes of a frame whose header is already impossible; they
        // hold nothing for it, and what follows is refused.
        if (one) {
            reply_reader reader;
            reader.feed(bytes);
            const auto before = reader.next();
            ASSERT_TRUE(before.has_value());
            EXPECT_FALSE(before->has_value()) << bytes.substr(0, 40);
            reader.feed(std::string(max_reply_bytes + 1, 'x'));
            EXPECT_FALSE(reader.next().has_value()) << bytes.substr(0, 40);
        } else {
            EXPECT_EQ(one.error().code, errc::protocol);
        }
    }
}

TEST(redis_reply_reader, a_reply_over_one_mebibyte_is_refused_without_being_held) {
    reply_reader reader;
    reader.feed("$629145600\r\n");
    const std::string chunk(64 * 1024, 'x');
    std::size_t fed = 0;
    while (reader.next().has_value() && fed < 3 * max_reply_bytes) {
        reader.feed(chunk);
        fed += chunk.size();
    }
    EXPECT_LE(fed, max_reply_bytes + 2 * chunk.size());

    // The largest that is let through, and many whole ones after each other.
    const std::string body(max_reply_bytes - 16, 'y');
    const std::string bulk = "$" + std::to_string(body.size()) + "\r\n" + body + "\r\n";
    reply_reader patient;
    for (int i = 0; i < 4; ++i) {
        patient.feed(bulk);
        const auto one = patient.next();
        ASSERT_TRUE(one.has_value() && one->has_value());
        EXPECT_EQ((*one)->text.size(), body.size());
    }
}

TEST(redis_reply_reader, stays_broken) {
    reply_reader reader;
    reader.feed("!\r\n");
    EXPECT_FALSE(reader.next().has_value());
    reader.feed("+OK\r\n");
    EXPECT_FALSE(reader.next().has_value());
}

TEST(redis_pipeline, hands_replies_out_in_order_and_swallows_abandoned_ones) {
    pipeline line;
    const auto first = std::make_shared<pending>(request({"A"}));
    const auto second = std::make_shared<pending>(request({"B"}));
    second->what.add({"C"});
    const auto third = std::make_shared<pending>(request({"D"}));
    int woken = 0;
    third->wake = [&woken] { ++woken; };
    ASSERT_TRUE(line.submit(first) && line.submit(second) && line.submit(third));
    EXPECT_EQ(
        line.take_waiting(),
        first->what.bytes() + second->what.bytes() + third->what.bytes()
    );
    EXPECT_EQ(line.abandon(first, "late").code, errc::unknown_outcome);
    for (const std::int64_t number : {1, 2, 3, 4}) {
        EXPECT_TRUE(line.deliver({.what = kind::integer, .number = number}));
    }
    EXPECT_EQ(second->replies.size(), 2U);
    EXPECT_EQ(second->replies[0].number, 2);
    EXPECT_EQ(third->replies.at(0).number, 4);
    EXPECT_EQ(woken, 1);
    EXPECT_FALSE(line.deliver(reply()));
}

TEST(redis_pipeline, knows_what_was_sent_when_the_connection_goes) {
    pipeline line;
    const auto written = std::make_shared<pending>(request({"A"}));
    const auto waiting = std::make_shared<pending>(request({"B"}));
    const auto given_up = std::make_shared<pending>(request({"C"}));
    ASSERT_TRUE(line.submit(written));
    static_cast<void>(line.take_waiting());
    ASSERT_TRUE(line.submit(waiting) && line.submit(given_up));
    EXPECT_EQ(line.abandon(given_up, "late").code, errc::unavailable);
    line.fail_all("gone");
    EXPECT_EQ(written->failure->code, errc::unknown_outcome);
    EXPECT_EQ(waiting->failure->code, errc::unavailable);
    EXPECT_FALSE(given_up->failure.has_value());
    EXPECT_FALSE(line.has_waiting() || line.has_written());
}

TEST(redis_pipeline, refuses_more_than_it_may_hold) {
    pipeline line;
    const std::string big(pipeline::max_waiting_bytes / 2, 'x');
    EXPECT_TRUE(line.submit(std::make_shared<pending>(request({"A", big}))));
    EXPECT_FALSE(line.submit(std::make_shared<pending>(request({"A", big}))));
    static_cast<void>(line.take_waiting());
    EXPECT_TRUE(line.submit(std::make_shared<pending>(request({"A", big}))));
}

TEST(redis_keys, carry_the_shard_as_only_hash_tag) {
    const key_space keys = key_space::make(7, "acme").value();
    EXPECT_EQ(keys.record("req:104"), "fr:{07}:acme:r:req:104");
    EXPECT_EQ(keys.set("open"), "fr:{07}:acme:z:open");
    EXPECT_EQ(keys.stream("events"), "fr:{07}:acme:s:events");
    EXPECT_EQ(keys.history("req:104"), "fr:{07}:acme:h:req:104");
    EXPECT_EQ(keys.numbers("req"), "fr:{07}:acme:n:req");
    EXPECT_EQ(keys.meta(), "fr:{00}:acme:meta");
    const std::set<std::string> singles{
        keys.sequence(),
        keys.lease(),
        keys.outcomes(),
        keys.outcome_times()};
    EXPECT_EQ(singles.size(), 4U);
    for (const std::string& key : singles) {
        EXPECT_TRUE(key.starts_with("fr:{07}:acme:"));
    }
    EXPECT_FALSE(key_space::make(100, "acme"));
}

TEST(redis_keys, raw_text_never_gets_in) {  // N082
    const std::vector<std::string> raw{
        "",
        "{",
        "}",
        "a{b}",
        "*",
        "a b",
        "a\r\nb",
        std::string("a\0b", 3),
        "A",
        "\xc3\xa4",
        "a/b",
        "a?b",
        std::string(1024 * 1024, 'a')};
    for (const std::string& text : raw) {
        EXPECT_FALSE(is_key_part(text, max_name_bytes));
        EXPECT_FALSE(key_space::make(0, text));
        ports::commit_batch batch{.command = "c"};
        batch.writes.push_back({.name = text, .body = "x"});
        EXPECT_FALSE(check(batch));
        batch = {.command = "c"};
        batch.expected.push_back({.name = text});
        EXPECT_FALSE(check(batch));
        batch = {.command = "c"};
        batch.members.push_back({.set = text, .member = "m", .score = 1});
        EXPECT_FALSE(check(batch));
        batch = {.command = "c"};
        batch.appends.push_back({.stream = text, .body = "x"});
        EXPECT_FALSE(check(batch));
        EXPECT_FALSE(check_reserve(text, 1));
        EXPECT_FALSE(check(ports::range_query{.set = text}));
        EXPECT_FALSE(check_history(text, 1, 1));
        const std::vector<ports::record_name> names{text};
        EXPECT_FALSE(check_load("c", names));
    }
    EXPECT_FALSE(key_space::make(0, "a:b"));
    EXPECT_TRUE(is_key_part("req:104_x-1.z", max_name_bytes));
}

TEST(redis_limits, of_a_commit) {
    ports::commit_batch batch{.command = "c"};
    for (int i = 0; i < static_cast<int>(max_changes); ++i) {
        batch.members.push_back({.set = "s", .member = std::to_string(i), .score = i});
    }
    EXPECT_TRUE(check(batch));
    batch.writes.push_back({.name = "one-more", .body = "x"});
    EXPECT_FALSE(check(batch));

    batch = {.command = "c"};
    batch.writes.push_back({.name = "r0", .body = std::string(max_body_bytes, 'x')});
    EXPECT_TRUE(check(batch));
    batch.writes[0].body->push_back('x');
    EXPECT_FALSE(check(batch)) << "one record";
    batch.writes[0].body->pop_back();
    for (std::size_t i = 1; i < max_batch_bytes / max_body_bytes; ++i) {
        batch.writes.push_back({.name = "r" + std::to_string(i), .body = batch.writes[0].body});
    }
    EXPECT_FALSE(check(batch)) << "all together";
    batch.writes.pop_back();
    EXPECT_TRUE(check(batch));

    batch = {.command = "c"};
    batch.writes = {{.name = "r", .body = "x"}, {.name = "r", .body = "y"}};
    EXPECT_FALSE(check(batch));
    EXPECT_FALSE(check(ports::commit_batch{}));
    EXPECT_TRUE(check(ports::commit_batch{.epoch = 1}));
    batch = {.command = "c", .outcome = std::string(257, 'x')};
    EXPECT_FALSE(check(batch));
    batch = {.command = "c"};
    batch.appends.push_back({.stream = "events", .subject = "req:1", .body = "x", .keep = 5});
    EXPECT_FALSE(check(batch));
    batch.appends[0].keep = 0;
    EXPECT_TRUE(check(batch));
    batch.appends[0].stream = "audit";
    EXPECT_FALSE(check(batch));
    batch = {.command = "c"};
    batch.members.push_back({.set = "s", .member = "m", .score = max_exact_integer});
    EXPECT_FALSE(check(batch));
}

TEST(redis_limits, an_epoch_never_goes_back) {
    const ports::lease seen{.owner = "a", .epoch = 5, .beat = 1};
    EXPECT_TRUE(check_lease(seen, {.owner = "b", .epoch = 6, .beat = 0}));
    EXPECT_TRUE(check_lease(seen, {.owner = "a", .epoch = 5, .beat = 2}));
    EXPECT_FALSE(check_lease(seen, {.owner = "b", .epoch = 4, .beat = 0}));
    EXPECT_FALSE(check_lease({}, {.owner = "b", .epoch = 0, .beat = 0}));
    EXPECT_FALSE(check_lease({}, {.owner = "", .epoch = 1, .beat = 0}));
    EXPECT_TRUE(check_lease(seen, {.owner = "", .epoch = 5, .beat = 2}));
    EXPECT_FALSE(check_lease(seen, {.owner = "", .epoch = 6, .beat = 2}));
    EXPECT_FALSE(check_lease({.owner = "", .epoch = 5}, {.owner = "", .epoch = 5, .beat = 2}));
}

TEST(redis_lease, text_and_back) {
    const ports::lease lease{.owner = "i:1", .epoch = 12, .beat = 7};
    EXPECT_EQ(encode_lease(lease), "12|7|i:1");
    EXPECT_EQ(decode_lease("12|7|i:1"), lease);
    EXPECT_EQ(encode_lease({}), "");
    for (const std::string_view text : {"", "1", "1|2", "x|2|a", "1|x|a", "-1|2|a"}) {
        EXPECT_FALSE(decode_lease(text)) << text;
    }
}

TEST(redis_records, need_a_version) {
    EXPECT_EQ(decode_record(sound("$5\r\n12|ab\r\n")).value().body, "ab");
    EXPECT_EQ(decode_record(reply()).value().version, 0U);
    for (const std::string_view text : {"", "ab", "|ab", "0|ab", "-1|ab", "x|ab"}) {
        EXPECT_FALSE(decode_record({.what = kind::text, .text = std::string(text)})) << text;
    }
}

TEST(redis_commit_codec, unexpected_replies_are_errors) {
    const ports::commit_batch batch{.command = "c", .expected = {{.name = "a"}}};
    for (const std::string_view bytes :
         {"+OK\r\n",
          "*0\r\n",
          "*1\r\n$9\r\nCOMMITTED\r\n",
          "*2\r\n$9\r\nCOMMITTED\r\n:0\r\n",
          "*2\r\n$9\r\nCOMMITTED\r\n$1\r\n1\r\n",
          "*2\r\n$8\r\nCONFLICT\r\n:1\r\n",
          "*2\r\n$8\r\nCONFLICT\r\n:-1\r\n",
          "*2\r\n$5\r\nOTHER\r\n:1\r\n",
          "$-1\r\n"}) {
        EXPECT_EQ(decode_commit(sound(bytes), batch).error().code, errc::protocol) << bytes;
    }
    EXPECT_EQ(
        decode_commit(sound("-OOM command not allowed\r\n"), batch).error().code,
        errc::unavailable
    );
    EXPECT_EQ(
        decode_commit(sound("-FILLRATE size script: x\r\n"), batch).error().code,
        errc::internal
    );
    const auto conflict = decode_commit(sound("*2\r\n$8\r\nCONFLICT\r\n:0\r\n"), batch).value();
    EXPECT_EQ(conflict.outcome, "a");
}

TEST(redis_url, good_ones) {
    const server_address plain = parse_redis_url("redis://example.com").value();
    EXPECT_EQ(plain.where.over, ports::transport::plain);
    EXPECT_EQ(plain.where.port, 6379);
    EXPECT_TRUE(plain.password.empty());
    const server_address tls = parse_redis_url("rediss://app:p%40ss@[::1]:7000/0").value();
    EXPECT_EQ(tls.where.over, ports::transport::tls);
    EXPECT_EQ(tls.where.host, "::1");
    EXPECT_EQ(tls.where.port, 7000);
    EXPECT_EQ(tls.user, "app");
    EXPECT_EQ(tls.password.reveal(), "p@ss");
    EXPECT_EQ(describe(tls), "rediss://[::1]:7000");
    const server_address local = parse_redis_url("unix:///run/redis/redis.sock").value();
    EXPECT_EQ(local.where.path, "/run/redis/redis.sock");
    EXPECT_EQ(describe(local), "unix:///run/redis/redis.sock");
    EXPECT_EQ(parse_redis_url("redis://:secret@h").value().password.reveal(), "secret");
}

TEST(redis_url, bad_ones_are_refused_without_showing_the_password) {
    for (const std::string_view text :
         {"",
          "localhost:6379",
          "http://h",
          "redis:",
          "redis://",
          "redis://h:0",
          "redis://h:65536",
          "redis://h:x",
          "redis://h/1",
          "redis://h/0?db=1",
          "redis://h#x",
          "redis://user@h",
          "unix://h/path",
          "unix:///",
          "unix:relative",
          "redis://hunter2:hunter2@h/9",
          "redis://a b"}) {
        const auto parsed = parse_redis_url(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code, errc::invalid_input);
        EXPECT_EQ(parsed.error().detail.find("hunter2"), std::string::npos);
    }
    EXPECT_FALSE(parse_redis_url("unix:///" + std::string(107, 'a')));
    EXPECT_TRUE(parse_redis_url("unix:///" + std::string(106, 'a')));
}

TEST(redis_functions, are_named_after_their_text) {
    EXPECT_EQ(functions_hash().size(), 8U);
    EXPECT_TRUE(functions_source().starts_with("#!lua name=" + functions_library() + "\n"));
    EXPECT_NE(functions_source().find("'" + function_name("commit") + "'"), std::string::npos);
    EXPECT_EQ(functions_source().find('@'), std::string::npos);
    for (const std::string_view banned : {"cjson", "'TIME'", "while ", "repeat"}) {
        // Named in a comment at most.
        const std::size_t at = functions_source().find(banned);
        if (at != std::string_view::npos) {
            const std::size_t line = functions_source().rfind('\n', at);
            EXPECT_EQ(functions_source().substr(line + 1, 2), "--") << banned;
        }
    }
}

TEST(redis_deploy, weak_settings_name_setting_and_fix) {
    const auto setting = [](std::string name, std::string value) {
        return std::vector<reply>{
            {.what = kind::text, .text = std::move(name)},
            {.what = kind::text, .text = std::move(value)}};
    };
    reply settings{.what = kind::array};
    for (const auto& [name, value] :
         {std::pair("appendonly", "yes"),
          std::pair("appendfsync", "everysec"),
          std::pair("no-appendfsync-on-rewrite", "no"),
          std::pair("maxmemory-policy", "allkeys-lru")}) {
        std::ranges::move(setting(name, value), std::back_inserter(settings.items));
    }
    const std::vector<std::string> weak = weak_settings(settings);
    ASSERT_EQ(weak.size(), 2U);
    EXPECT_NE(weak[0].find("CONFIG SET appendfsync always"), std::string::npos);
    EXPECT_NE(weak[1].find("CONFIG SET maxmemory-policy noeviction"), std::string::npos);
    EXPECT_EQ(weak_settings(reply()).size(), 4U);
}

TEST(redis_deploy, application_commands_are_sorted_and_harmless) {
    const auto commands = application_commands();
    EXPECT_TRUE(std::ranges::is_sorted(commands));
    for (const std::string_view dangerous :
         {"eval", "config", "debug", "keys", "flushall", "function", "script", "monitor"}) {
        EXPECT_EQ(std::ranges::count(commands, dangerous), 0);
    }
}

}  // namespace
}  // namespace fillrate::redis
