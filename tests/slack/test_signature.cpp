#include "integrations/slack/signature.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fillrate::slack {
namespace {

// The example that Slack publishes under "Verifying requests from Slack".
const secret published_secret("8f742231b10e8888abcd99yyyzzz85a5");
constexpr std::string_view published_timestamp = "1531420618";
constexpr std::string_view published_body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmib"
    "IGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
constexpr std::string_view published_signature =
    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
constexpr wire_instant published_time{seconds{1531420618}};

net::header_list headers_with(std::string_view timestamp, std::string_view signature) {
    return {{"X-Slack-Request-Timestamp", timestamp}, {"X-Slack-Signature", signature}};
}

bool published_verifies_at(wire_instant now) {
    const signature_verifier verifier(published_secret, secret{});
    return verifier
        .is_authentic(headers_with(published_timestamp, published_signature), published_body, now);
}

TEST(signature, accepts_the_published_vector) {
    EXPECT_TRUE(published_verifies_at(published_time));
    EXPECT_EQ(
        sign_request(published_secret, published_timestamp, published_body),
        published_signature
    );
}

// N001
TEST(signature, needs_both_headers_exactly_once) {
    const signature_verifier verifier(published_secret, secret{});
    net::header_list none;
    EXPECT_FALSE(verifier.is_authentic(none, published_body, published_time));
    net::header_list only_time{{"X-Slack-Request-Timestamp", published_timestamp}};
    EXPECT_FALSE(verifier.is_authentic(only_time, published_body, published_time));
    auto twice = headers_with(published_timestamp, published_signature);
    twice.add("x-slack-signature", published_signature);
    EXPECT_FALSE(verifier.is_authentic(twice, published_body, published_time));
    auto two_times = headers_with(published_timestamp, published_signature);
    two_times.add("x-slack-request-timestamp", published_timestamp);
    EXPECT_FALSE(verifier.is_authentic(two_times, published_body, published_time));
    net::header_list other_case{
        {"x-slack-request-timestamp", published_timestamp},
        {"X-SLACK-SIGNATURE", published_signature}};
    EXPECT_TRUE(verifier.is_authentic(other_case, published_body, published_time));
}

TEST(signature, n002_each_of_the_256_bits) {
    const signature_verifier verifier(published_secret, secret{});
    EXPECT_TRUE(published_verifies_at(published_time));
    unsigned flipped = 0;
    constexpr std::string_view digits = "0123456789abcdef";
    for (std::size_t digit = 3; digit < published_signature.size(); ++digit) {
        for (unsigned bit = 0; bit < 4; ++bit) {
            std::string changed(published_signature);
            const auto value = digits.find(changed[digit]) ^ (std::size_t{1} << bit);
            changed[digit] = digits[value];
            EXPECT_FALSE(verifier.is_authentic(
                headers_with(published_timestamp, changed),
                published_body,
                published_time
            ));
            ++flipped;
        }
    }
    EXPECT_EQ(flipped, 256U);
}

// N003
TEST(signature, takes_two_secrets_during_a_rotation_and_no_third) {
    const secret newer("newer-signing-secret");
    const auto headers = headers_with(published_timestamp, published_signature);
    const signature_verifier rotating(newer, published_secret);
    EXPECT_TRUE(rotating.is_authentic(headers, published_body, published_time));
    const auto with_newer =
        headers_with(published_timestamp, sign_request(newer, published_timestamp, published_body));
    EXPECT_TRUE(rotating.is_authentic(with_newer, published_body, published_time));
    const signature_verifier rotated(newer, secret{});
    EXPECT_FALSE(rotated.is_authentic(headers, published_body, published_time));
    const signature_verifier without(secret{}, secret{});
    const auto by_nothing = headers_with(
        published_timestamp,
        sign_request(secret{}, published_timestamp, published_body)
    );
    EXPECT_FALSE(without.is_authentic(by_nothing, published_body, published_time));
}

// N004
TEST(signature, signs_the_raw_bytes) {
    const signature_verifier verifier(published_secret, secret{});
    const auto signature = sign_request(published_secret, published_timestamp, R"({"a":1})");
    const auto headers = headers_with(published_timestamp, signature);
    EXPECT_TRUE(verifier.is_authentic(headers, R"({"a":1})", published_time));
    EXPECT_FALSE(verifier.is_authentic(headers, R"({"a": 1})", published_time));
    EXPECT_FALSE(verifier.is_authentic(
        headers,
        R"({"a":1}
)",
        published_time
    ));
}

// N005
TEST(signature, has_one_form) {
    const signature_verifier verifier(published_secret, secret{});
    const std::string right(published_signature);
    std::string upper = right;
    for (auto& c : upper) {
        c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    for (const auto& wrong :
         {"v1=" + right.substr(3),
          upper,
          right.substr(0, 66),
          right + "0",
          right + " ",
          " " + right,
          right.substr(3),
          std::string{},
          std::string("v0=")}) {
        EXPECT_FALSE(verifier.is_authentic(
            headers_with(published_timestamp, wrong),
            published_body,
            published_time
        )) << wrong;
    }
}

// N006
TEST(signature, has_a_window_on_both_sides) {
    EXPECT_TRUE(published_verifies_at(published_time + seconds{299}));
    EXPECT_TRUE(published_verifies_at(published_time - seconds{299}));
    EXPECT_TRUE(published_verifies_at(published_time + seconds{300}));
    EXPECT_FALSE(published_verifies_at(published_time + seconds{301}));
    EXPECT_FALSE(published_verifies_at(published_time - seconds{301}));
    EXPECT_FALSE(published_verifies_at(published_time + milliseconds{300001}));
}

// N007: each timestamp properly signed, so only its form is wrong.
TEST(signature, reads_timestamps_strictly) {
    const signature_verifier verifier(published_secret, secret{});
    for (const std::string_view wrong :
         {"",
          "-1531420618",
          "1531420618.0",
          "1531420618.5",
          "1e9",
          "15314206180000000000",
          "01531420618",
          "+1531420618",
          " 1531420618",
          "1531420618 ",
          "0x5b478c0a",
          "0",
          "1531420618,1531420618"}) {
        const auto signature = sign_request(published_secret, wrong, published_body);
        EXPECT_FALSE(
            verifier.is_authentic(headers_with(wrong, signature), published_body, published_time)
        ) << wrong;
    }
}

}  // namespace
}  // namespace fillrate::slack
