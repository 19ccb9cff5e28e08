#include "integrations/slack/api_outcome.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fillrate::slack {
namespace {

using status = api_outcome::status;

result<net::incoming_response> answer(
    unsigned code,
    std::string body,
    std::string_view retry_after = {}
) {
    net::incoming_response response;
    response.status = code;
    response.body = std::move(body);
    if (!retry_after.empty()) {
        response.headers.add("Retry-After", retry_after);
    }
    return response;
}

// N073
TEST(retry_after, is_never_undercut) {
    EXPECT_EQ(parse_retry_after("7"), seconds{7});
    EXPECT_EQ(parse_retry_after(" 7 "), seconds{7});
    EXPECT_EQ(parse_retry_after("0"), seconds{0});
    EXPECT_EQ(parse_retry_after("3601"), seconds{3601});
    EXPECT_EQ(parse_retry_after("1000000000"), seconds{1'000'000'000});
    EXPECT_EQ(parse_retry_after("99999999999999999999999"), seconds{1'000'000'000});
    for (const std::string_view nonsense :
         {"", "-1", "1e9", "1.5", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "0x10", "7s"}) {
        EXPECT_EQ(parse_retry_after(nonsense), default_retry_after) << nonsense;
    }
}

TEST(api_outcome, is_ok_only_for_a_clear_yes) {
    const auto outcome = classify(answer(200, R"({"ok":true,"ts":"1.2"})"));
    EXPECT_EQ(outcome.what, status::ok);
    EXPECT_EQ(outcome.body.at("ts").as_string(), "1.2");
}

// N072
TEST(api_outcome, never_takes_an_unclear_answer_as_sent) {
    for (const std::string body :
         {"",
          "ok",
          "<html>sign in</html>",
          R"({"ok":tru)",
          R"([{"ok":true}])",
          R"({"ok":"true"})",
          R"({"ok":1})",
          R"({})",
          R"({"ok":true,"ok":false})",
          "null"}) {
        EXPECT_EQ(classify(answer(200, body)).what, status::unknown) << body;
    }
}

TEST(api_outcome, knows_what_each_error_means) {
    struct example {
        std::string_view name;
        status what;
    };
    for (const auto& [name, what] : std::vector<example>{
             {"channel_not_found", status::dead},
             {"invalid_blocks", status::dead},
             {"message_not_found", status::dead},
             {"internal_error", status::unknown},
             {"fatal_error", status::unknown},
             {"service_unavailable", status::unknown},
             {"request_timeout", status::unknown},
             {"ratelimited", status::retry},
             {"rate_limited", status::retry},
             {"invalid_auth", status::retry},
             {"token_revoked", status::retry},
         }) {
        const auto body = R"({"ok":false,"error":")" + std::string(name) + R"("})";
        const auto outcome = classify(answer(200, body, "9"));
        EXPECT_EQ(outcome.what, what) << name;
        EXPECT_EQ(outcome.reason, name);
        EXPECT_EQ(outcome.credentials_refused, name == "invalid_auth" || name == "token_revoked");
    }
    EXPECT_EQ(classify(answer(200, R"({"ok":false,"error":"ratelimited"})", "9")).wait, seconds{9});
    EXPECT_EQ(classify(answer(200, R"({"ok":false})")).what, status::dead);
    EXPECT_EQ(
        classify(answer(200, R"({"ok":false,"error":"<!channel>"})")).reason,
        "an unnamed error"
    );
}

TEST(api_outcome, goes_by_the_status_before_the_body) {
    const std::string yes = R"({"ok":true})";
    EXPECT_EQ(classify(answer(429, yes, "12")).what, status::retry);
    EXPECT_EQ(classify(answer(429, yes, "12")).wait, seconds{12});
    EXPECT_EQ(classify(answer(429, yes)).wait, default_retry_after);
    for (const unsigned code : {500U, 502U, 503U, 504U, 408U, 201U, 204U}) {
        EXPECT_EQ(classify(answer(code, yes)).what, status::unknown) << code;
    }
    for (const unsigned code : {301U, 302U, 307U, 308U, 400U, 403U, 404U, 413U}) {
        EXPECT_EQ(classify(answer(code, yes)).what, status::dead) << code;
    }
}

TEST(api_outcome, tells_the_unsent_from_the_unknown) {
    const auto failed = [](errc code) {
        return classify(result<net::incoming_response>(error(code, "why")));
    };
    EXPECT_EQ(failed(errc::unavailable).what, status::retry);
    EXPECT_EQ(failed(errc::timeout).what, status::retry);
    EXPECT_EQ(failed(errc::unknown_outcome).what, status::unknown);
    EXPECT_EQ(failed(errc::forbidden).what, status::dead);
    EXPECT_EQ(failed(errc::invalid_input).what, status::dead);
    EXPECT_EQ(failed(errc::internal).what, status::unknown);
}

TEST(api_outcome, reads_answers_of_a_response_url) {
    EXPECT_EQ(classify_response_post(answer(200, "ok")).what, status::ok);
    EXPECT_EQ(classify_response_post(answer(200, "")).what, status::ok);
    EXPECT_EQ(classify_response_post(answer(200, R"({"ok":true})")).what, status::ok);
    EXPECT_EQ(
        classify_response_post(answer(200, R"({"ok":false,"error":"used_url"})")).what,
        status::dead
    );
    EXPECT_EQ(classify_response_post(answer(404, "used_url")).what, status::dead);
    EXPECT_EQ(classify_response_post(answer(500, "")).what, status::unknown);
}

}  // namespace
}  // namespace fillrate::slack
