// One page's session, without a socket: greeting, resuming, isolation of personas, commands,
// limits.
#include "integrations/web/session.hpp"

#include "tests/web/fake_desk.hpp"
#include "tests/web/manual_clock.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace fillrate::testing {
namespace {

namespace json = boost::json;

class session_test : public ::testing::Test {
protected:
    session_test() {
        desk.on_post = [this](const std::string& channel) { page->wake(channel); };
        connect();
    }

    ~session_test() override { disconnect(); }

    void connect() {
        page =
            std::make_shared<web::session>(loop.get_executor(), around, [this](std::string text) {
                sent.push_back(json::parse(text).as_object());
                return accepts ? result<void>() : result<void>(error(errc::rate_limited));
            });
        auto commands = [kept = page]() -> boost::asio::awaitable<void> {
            co_await kept->run_commands();
        };
        auto feed = [kept = page]() -> boost::asio::awaitable<void> { co_await kept->run_feed(); };
        boost::asio::co_spawn(loop, std::move(commands), boost::asio::detached);
        boost::asio::co_spawn(loop, std::move(feed), boost::asio::detached);
    }

    void disconnect() {
        page->end();
        settle();
        sent.clear();
    }

    void settle() {
        loop.restart();
        loop.poll();
    }

    bool say(const std::string& text) {
        const bool kept = page->receive(text);
        settle();
        return kept;
    }

    std::vector<json::object> frames(std::string_view kind) const {
        std::vector<json::object> out;
        for (const json::object& one : sent) {
            if (one.at("t").as_string() == kind) {
                out.push_back(one);
            }
        }
        return out;
    }

    /// Summaries of all entries of a channel, in the order they were sent.
    std::vector<std::string> entries(std::string_view channel) const {
        std::vector<std::string> out;
        for (const json::object& one : frames("entries")) {
            if (one.at("channel").as_string() == channel) {
                for (const json::value& entry : one.at("list").as_array()) {
                    out.push_back(json::value_to<std::string>(entry.at("m").at("summary")));
                }
            }
        }
        return out;
    }

    std::string last_entry(std::string_view channel) const {
        std::string out;
        for (const json::object& one : frames("entries")) {
            if (one.at("channel").as_string() == channel && !one.at("list").as_array().empty()) {
                out = json::value_to<std::string>(one.at("list").as_array().back().at("n"));
            }
        }
        return out;
    }

    void post(const std::string& channel, std::string text) {
        ports::delivery item;
        item.content = says(std::move(text));
        desk.post(channel, item);
    }

    static std::string line(
        std::string_view id,
        std::string_view as,
        std::string_view channel,
        std::string_view text
    ) {
        return json::serialize(json::object{
            {"t", "line"},
            {"id", id},
            {"as", as},
            {"channel", channel},
            {"text", text}});
    }

    boost::asio::io_context loop{1};
    manual_clock clock{loop.get_executor()};
    stream_store store{};
    web::web_platform platform{};
    fake_desk desk{store, platform};
    web::directory shown = sample_directory();
    web::clock_control time{};
    web::limits bounds{};
    std::vector<std::string> faults{};
    web::surroundings around{
        .inbox = desk,
        .store = store,
        .clock = clock,
        .platform = platform,
        .directory = shown,
        .time = time,
        .limits = bounds,
        .on_clock_moved = [] {},
        .on_appended = [this](std::string_view channel) { page->wake(channel); },
        .on_fault = [this](std::string_view what) { faults.emplace_back(what); }};
    bool accepts = true;
    std::vector<json::object> sent{};
    std::shared_ptr<web::session> page{};
};

TEST_F(session_test, a_persona_is_shown_only_its_channels) {
    post("hiring", "internal");
    post("acorn", "for Ana");
    ASSERT_TRUE(say(R"({"t":"hello","as":"ana"})"));
    ASSERT_EQ(frames("welcome").size(), 1U);
    EXPECT_EQ(frames("welcome")[0].at("channels").as_array().size(), 2U);
    EXPECT_EQ(entries("acorn"), std::vector<std::string>{"for Ana"});
    post("hiring", "still internal");
    settle();
    EXPECT_TRUE(entries("hiring").empty());
}

TEST_F(session_test, an_empty_name_is_the_first_persona_and_an_unknown_one_nobody) {
    ASSERT_TRUE(say(R"({"t":"hello","as":""})"));
    EXPECT_EQ(frames("welcome")[0].at("as").as_string(), "robin");
    ASSERT_TRUE(say(R"({"t":"hello","as":"mallory"})"));
    EXPECT_EQ(frames("welcome").size(), 1U);
    EXPECT_EQ(frames("error")[0].at("code").as_string(), "forbidden");
}

TEST_F(session_test, a_page_resumes_where_it_was) {
    say(R"({"t":"hello","as":"sol"})");
    post("quill", "one");
    post("quill", "two");
    settle();
    EXPECT_EQ(entries("quill"), (std::vector<std::string>{"one", "two"}));
    const std::string seen = last_entry("quill");
    disconnect();
    for (int i = 0; i < 250; ++i) {
        store.append(
            "web:quill",
            R"({"id":"x","m":{"summary":"away )" + std::to_string(i) + "\"}}"
        );
    }
    connect();
    say(R"({"t":"hello","as":"sol","since":{"quill":")" + seen + "\"}}");
    const std::vector<std::string> got = entries("quill");
    ASSERT_EQ(got.size(), 250U);
    EXPECT_EQ(got.front(), "away 0");
    EXPECT_EQ(got.back(), "away 249");
}

TEST_F(session_test, a_channel_seen_empty_resumes_from_its_start) {
    for (int i = 0; i < 300; ++i) {
        store.append("web:quill", R"({"id":"x","m":{"summary":"m"}})");
    }
    say(R"({"t":"hello","as":"sol","since":{"quill":"0-0"}})");
    EXPECT_EQ(entries("quill").size(), 300U);
    disconnect();
    connect();
    say(R"({"t":"hello","as":"sol"})");
    EXPECT_EQ(entries("quill").size(), bounds.first_page);
}

TEST_F(session_test, what_the_store_does_not_give_comes_later) {
    store.away = true;
    say(R"({"t":"hello","as":"sol"})");
    store.append("web:quill", R"({"id":"x","m":{"summary":"one"}})");
    page->wake("quill");
    settle();
    EXPECT_TRUE(frames("entries").empty());
    store.away = false;
    page->retry_failed();
    settle();
    EXPECT_EQ(entries("quill"), std::vector<std::string>{"one"});
}

TEST_F(session_test, an_unreadable_entry_is_passed_over) {
    store.append("web:quill", "not JSON");
    store.append("web:quill", R"({"id":"x","m":{"summary":"after it"}})");
    say(R"({"t":"hello","as":"sol"})");
    const json::array list = frames("entries").at(0).at("list").as_array();
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0], json::value({{"n", "1-1"}}));
    EXPECT_EQ(list[1].at("m").at("summary").as_string(), "after it");
}

TEST_F(session_test, a_line_becomes_a_request_and_its_reply_comes_back) {
    say(R"({"t":"hello","as":"robin"})");
    say(line("k-1", "robin", "hiring", "/hire 104"));
    ASSERT_EQ(desk.requests.size(), 1U);
    const chat::request& request = desk.requests[0].request;
    EXPECT_EQ(request.platform, "web");
    EXPECT_EQ(request.tenant, "demo");
    EXPECT_EQ(request.source_id, "k-1");
    EXPECT_EQ(request.actor.id, "robin");
    EXPECT_EQ(request.place, (chat::platform_place{"hiring", "", false}));
    EXPECT_EQ(request.surface, "slash");
    const json::object reply = frames("reply").at(0);
    EXPECT_EQ(reply.at("to").as_string(), "k-1");
    EXPECT_EQ(reply.at("m").at("summary").as_string(), "You said: 104");
}

TEST_F(session_test, a_direct_conversation_is_direct) {
    say(line("k-1", "robin", "dm-robin", "help"));
    EXPECT_TRUE(desk.requests.at(0).request.place.direct);
    EXPECT_EQ(desk.requests.at(0).request.surface, "direct");
}

TEST_F(session_test, nobody_writes_where_they_are_not) {
    say(R"({"t":"hello","as":"ana"})");
    say(line("k-1", "ana", "hiring", "104"));
    say(line("k-2", "ana", "dm-robin", "104"));
    say(line("k-3", "mallory", "acorn", "104"));
    say(line("k-4", "ana", "nowhere", "104"));
    EXPECT_TRUE(desk.requests.empty());
    ASSERT_EQ(frames("error").size(), 4U);
    for (const json::object& one : frames("error")) {
        EXPECT_EQ(one.at("text"), frames("error")[0].at("text"));
    }
}

TEST_F(session_test, a_public_reply_is_an_entry_exactly_once) {
    say(R"({"t":"hello","as":"robin"})");
    say(line("k-1", "robin", "hiring", "public hello"));
    say(line("k-1", "robin", "hiring", "public hello"));
    EXPECT_EQ(entries("hiring"), std::vector<std::string>{"robin: hello"});
    ASSERT_EQ(frames("reply").size(), 2U);
    for (const json::object& reply : frames("reply")) {
        EXPECT_TRUE(reply.at("posted").as_bool());
        EXPECT_FALSE(reply.contains("m"));
    }
}

TEST_F(session_test, a_public_reply_the_store_refuses_still_reaches_the_asker) {
    say(R"({"t":"hello","as":"robin"})");
    store.away = true;
    say(line("k-1", "robin", "hiring", "public hello"));
    EXPECT_EQ(frames("reply").at(0).at("m").at("summary").as_string(), "robin: hello");
}

TEST_F(session_test, an_unsettled_reply_says_so) {
    say(line("k-1", "robin", "hiring", "unsettled"));
    EXPECT_FALSE(frames("reply").at(0).at("settled").as_bool());
    say(line("k-1", "robin", "hiring", "unsettled"));
    EXPECT_TRUE(frames("reply").at(1).at("settled").as_bool());
}

TEST_F(session_test, too_much_is_cut_off) {
    std::size_t taken = 0;
    while (taken < 1000 && page->receive(R"({"t":"hello","as":"robin"})")) {
        ++taken;
    }
    EXPECT_EQ(taken, bounds.burst);
    clock.advance(milliseconds(1000));
    EXPECT_TRUE(page->receive(R"({"t":"hello","as":"robin"})"));
    EXPECT_FALSE(page->receive(std::string(bounds.frame_bytes + 1, ' ')));
}

TEST_F(session_test, a_page_that_does_not_read_is_over) {
    accepts = false;
    EXPECT_FALSE(page->receive(R"({"t":"hello","as":"robin"})"));
    EXPECT_TRUE(page->ended());
}

TEST_F(session_test, without_a_driven_clock_its_orders_are_refused) {
    say(R"({"t":"clock","id":"k-1","op":"next"})");
    EXPECT_EQ(frames("error").at(0).at("code").as_string(), "forbidden");
}

TEST_F(session_test, clock_orders_reach_the_clock) {
    std::vector<std::string> orders;
    time.state = [] { return web::clock_state{}; };
    time.set_speed = [&orders](double) -> boost::asio::awaitable<result<void>> {
        orders.emplace_back("speed");
        co_return result<void>();
    };
    time.advance = [&orders](milliseconds) -> boost::asio::awaitable<result<void>> {
        orders.emplace_back("advance");
        co_return result<void>();
    };
    time.next_due = [&orders]() -> boost::asio::awaitable<result<void>> {
        orders.emplace_back("next");
        co_return error(errc::not_found);
    };
    say(R"({"t":"clock","id":"k-1","op":"speed","speed":60})");
    say(R"({"t":"clock","id":"k-2","op":"advance","minutes":60})");
    say(R"({"t":"clock","id":"k-3","op":"next"})");
    EXPECT_EQ(orders, (std::vector<std::string>{"speed", "advance", "next"}));
    EXPECT_EQ(frames("done").size(), 2U);
    EXPECT_EQ(frames("error").at(0).at("code").as_string(), "nothing_due");
}

}  // namespace
}  // namespace fillrate::testing
