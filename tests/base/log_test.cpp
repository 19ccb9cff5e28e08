#include "core/base/log.hpp"

#include "core/base/text.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <string>
#include <vector>

namespace fillrate {
namespace {

struct recorded {
    std::vector<std::string> lines{};
    logger log;

    explicit recorded(log_format format, log_level level = log_level::info)
        : log(format, level, [this](std::string_view line) { lines.emplace_back(line); }) {}

    /// The only line without its time.
    [[nodiscard]] std::string text() const {
        EXPECT_EQ(lines.size(), 1U);
        return lines.at(0).substr(lines.at(0).find(' ') + 1);
    }
    [[nodiscard]] boost::json::object json() const {
        EXPECT_EQ(lines.size(), 1U);
        return boost::json::parse(lines.at(0)).as_object();
    }
};

TEST(log, writes_text_for_people) {
    recorded out(log_format::text);
    out.log.warn("store lost", {{"attempt", 3}, {"host", "redis one"}, {"ok", false}, {"s", 1.5}});
    EXPECT_EQ(out.text(), R"(warn store lost attempt=3 host="redis one" ok=false s=1.5)");
    EXPECT_EQ(out.lines[0].find_first_not_of("0123456789-T:.Z"), out.lines[0].find(' '));
}

TEST(log, writes_json_for_machines) {
    recorded out(log_format::json);
    const std::uint64_t large = 18'446'744'073'709'551'615U;
    out.log.error("store lost", {{"attempt", -3}, {"n", large}, {"why", errc::timeout}});
    const auto line = out.json();
    EXPECT_EQ(line.at("level"), "error");
    EXPECT_EQ(line.at("event"), "store lost");
    EXPECT_EQ(line.at("attempt"), -3);
    EXPECT_EQ(line.at("n"), large);
    EXPECT_EQ(line.at("why"), "timeout");
    EXPECT_TRUE(line.at("time").as_string().ends_with("Z"));
}

TEST(log, obeys_its_level) {
    recorded out(log_format::text, log_level::warn);
    out.log.info("quiet");
    EXPECT_TRUE(out.lines.empty());
    EXPECT_FALSE(out.log.enabled(log_level::info));
    out.log.set_level(log_level::debug);
    out.log.debug("loud");
    EXPECT_EQ(out.lines.size(), 1U);
    out.log.set_level(log_level::off);
    out.log.error("silence");
    EXPECT_EQ(out.lines.size(), 1U);
}

TEST(log, reads_its_settings) {
    EXPECT_EQ(parse_log_level("warn").value(), log_level::warn);
    EXPECT_EQ(parse_log_level("WARN").error().code, errc::invalid_input);
    EXPECT_EQ(parse_log_format("json").value(), log_format::json);
    EXPECT_EQ(parse_log_format("xml").error().code, errc::invalid_input);
}

// RELIABILITY.md N043
TEST(log, hostile_text_stays_one_escaped_line) {
    const std::string hostile =
        "a\r\n2026-01-01 error forged\x1b[2J\"},{\"level\":\"error\\u0000\t\u202E\u2028\x80\x01";
    recorded text(log_format::text);
    text.log.info("command", {{"text", hostile}});
    EXPECT_EQ(text.lines.at(0).find_first_of("\r\n\x1b\t\x01"), std::string::npos);
    EXPECT_EQ(text.lines.at(0).find("\u202E"), std::string::npos);
    EXPECT_TRUE(is_valid_utf8(text.lines.at(0)));

    recorded json(log_format::json);
    json.log.info("command", {{"text", hostile}});
    EXPECT_EQ(json.lines.at(0).find_first_of("\r\n\x1b"), std::string::npos);
    const auto line = json.json();
    EXPECT_EQ(line.at("level"), "info");
    EXPECT_TRUE(line.at("text").as_string().starts_with("a\r\n2026-01-01 error forged\x1b[2J\"}"));
}

TEST(log, any_bytes_give_one_json_object) {
    EXPECT_TRUE(rc::check([](const std::string& bytes, const std::string& event) {
        recorded out(log_format::json);
        out.log.info(event, {{"value", bytes}});
        RC_ASSERT(out.lines.size() == 1U);
        RC_ASSERT(out.lines[0].find('\n') == std::string::npos);
        RC_ASSERT(boost::json::parse(out.lines[0]).as_object().size() == 4U);
    }));
}

// RELIABILITY.md N040
TEST(log, long_text_is_cut) {
    recorded out(log_format::json);
    const std::string endless(100'000, 'x');
    out.log.info("command", {{"text", endless}});
    const auto line = out.json();
    EXPECT_LT(out.lines[0].size(), 1300U);
    EXPECT_TRUE(line.at("text").as_string().ends_with("x... (100000 bytes)"));
}

TEST(log, a_line_has_an_end_too) {
    recorded out(log_format::json);
    const std::string controls(1024, '\x01');
    out.log.info(
        "many",
        {{"a", controls}, {"b", controls}, {"c", controls}, {"d", controls}, {"e", 1}}
    );
    const auto line = out.json();
    EXPECT_LE(out.lines[0].size(), 8300U);
    EXPECT_TRUE(line.at("cut").as_bool());
    EXPECT_TRUE(line.contains("a"));
    EXPECT_FALSE(line.contains("e"));
}

// RELIABILITY.md N042
TEST(log, format_tokens_are_plain_text) {
    recorded out(log_format::text);
    out.log.info("%n{}%s", {{"text", "%n%s{}{0}"}});
    EXPECT_EQ(out.text(), "info %n{}%s text=%n%s{}{0}");
}

TEST(redact, masks_what_looks_like_a_credential) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"token=xoxb-123-abcDEF", "token=xoxb-[redacted]"},
        {"xoxp-1-2-3 and xapp-1-A0-b", "xoxp-[redacted] and xapp-[redacted]"},
        {"xoxe.xoxp-1-Mi0y", "xoxe.[redacted]"},
        {"xoxe-1-Mi0y", "xoxe-[redacted]"},
        {"a eyJhbGciOiJSUzI1NiJ9.eyJzdWIi.c2ln b", "a [redacted] b"},
        {"Authorization: Bearer abc.DEF-123", "Authorization: Bearer [redacted]"},
        {"authorization: bearer  abc", "authorization: bearer  [redacted]"},
        {"https://hooks.slack.com/commands/T1/2/x?y", "https://hooks.slack.com/[redacted]?y"},
        {"wss://wss-primary.slack.com/link/?ticket=ab-cd&app_id=1",
         "wss://wss-primary.slack.com/link/?ticket=[redacted]&app_id=1"},
        {"redis://bot:p@ss@db:6379/0", "redis://[redacted]@db:6379/0"},
        {R"({"token":"xoxb-1"})", R"({"token":"xoxb-[redacted]"})"}};
    for (const auto& [text, masked] : cases) {
        EXPECT_EQ(redact(text), masked);
    }
}

TEST(redact, leaves_ordinary_text_alone) {
    for (const std::string text :
         {"",
          "x",
          "xox",
          "xoxb",
          "the forbearer",
          "hooks.slack.com",
          "eyJ",
          "https://a.b/c@d",
          "bearer",
          "redis://db:6379",
          "boxox-y",
          "mail bob@example.com"}) {
        EXPECT_EQ(redact(text), text);
    }
}

TEST(redact, the_log_masks_tokens_wherever_they_stand) {
    for (const auto format : {log_format::text, log_format::json}) {
        recorded out(format);
        out.log.info("got xoxb-1-secretpart", {{"t", "xapp-1-secretpart"}});
        EXPECT_EQ(out.lines.at(0).find("secretpart"), std::string::npos) << out.lines[0];
    }
    // Cut in the middle of the token: the part that is left is masked as well.
    recorded out(log_format::text);
    out.log.info("long", {{"t", std::string(1000, '.') + " xoxb-" + std::string(200, 's')}});
    EXPECT_EQ(out.lines.at(0).find("sss"), std::string::npos);
}

TEST(redact, known_secrets_are_masked_literally) {
    recorded out(log_format::text);
    out.log.hide(secret("8f742231b10e8888abcd99yyyzzz85a5"));
    out.log.hide(secret("short"));
    const std::string around = std::string(1010, 'a') + "8f742231b10e8888abcd99yyyzzz85a5";
    out.log.info("short 8f742231b10e8888abcd99yyyzzz85a5", {{"t", around}});
    EXPECT_EQ(out.lines.at(0).find("8f7422"), std::string::npos);
    EXPECT_NE(out.lines.at(0).find("short"), std::string::npos);
}

}  // namespace
}  // namespace fillrate
