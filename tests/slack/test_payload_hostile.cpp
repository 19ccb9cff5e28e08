#include "integrations/net/json.hpp"
#include "tests/slack/payload_samples.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <functional>
#include <rapidcheck/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::slack {
namespace {

namespace json = boost::json;
using testing::direct;
using testing::event_body;
using testing::eyes;
using testing::form_payload;
using testing::form_type;
using testing::installed;
using testing::interactive_body;
using testing::json_type;
using testing::mention;
using testing::parse_event;
using testing::parse_press;
using testing::press_payload;
using testing::reason_in;
using testing::received;
using testing::replaced;

// N014
TEST(payload, refuses_malformed_interactions) {
    const auto good = interactive_body(press_payload());
    EXPECT_TRUE(parse_http_body(form_type, good, installed(), received));
    for (const auto& body :
         {good + "&" + good,
          std::string("payload="),
          std::string("other=1"),
          std::string(""),
          std::string("payload=%ff"),
          std::string("payload=%zz"),
          good + "&more=1",
          interactive_body("[]"),
          interactive_body("{}"),
          interactive_body("not json")}) {
        EXPECT_FALSE(parse_http_body(form_type, body, installed(), received)) << body;
    }
}

// SLACK.md 2.2: only exactly 1, and nothing else of the body is used.
TEST(payload, answers_certificate_checks_and_nothing_with_them) {
    EXPECT_TRUE(is_ssl_check(form_type, "ssl_check=1&token=x"));
    EXPECT_TRUE(std::holds_alternative<ssl_check>(
        *parse_http_body(form_type, "ssl_check=1", installed(), received)
    ));
    const auto trap = "ssl_check=1&" + interactive_body(press_payload());
    EXPECT_TRUE(
        std::holds_alternative<ssl_check>(*parse_http_body(form_type, trap, installed(), received))
    );
    for (const std::string_view wrong :
         {"ssl_check=true",
          "ssl_check=01",
          "ssl_check=",
          "ssl_check=1&ssl_check=1",
          "x=ssl_check=1",
          "ssl_check=%31%00"}) {
        EXPECT_FALSE(is_ssl_check(form_type, wrong)) << wrong;
        EXPECT_FALSE(parse_http_body(form_type, wrong, installed(), received)) << wrong;
    }
    EXPECT_FALSE(is_ssl_check(json_type, "ssl_check=1"));
}

// N011
TEST(payload, gives_back_only_harmless_challenges) {
    const auto check = [](std::string_view challenge) {
        const auto body = R"({"type":"url_verification","token":"x","challenge":")" +
                          std::string(challenge) + R"("})";
        return parse_http_body(json_type, body, installed(), received);
    };
    const auto good = check("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
    ASSERT_TRUE(good);
    EXPECT_EQ(
        std::get<url_verification>(*good).challenge,
        "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"
    );
    EXPECT_TRUE(check(std::string(1024, 'a')));
    EXPECT_FALSE(check(std::string(1025, 'a')));
    EXPECT_FALSE(check(""));
    EXPECT_FALSE(check("<script>alert(1)</script>"));
    EXPECT_FALSE(check("a b"));
}

// N037
TEST(payload, ignores_what_it_does_not_know) {
    EXPECT_EQ(reason_in(parse_event(R"({"type":"brand_new"})")), "an event we do not use");
    EXPECT_EQ(
        reason_in(parse_http_body(
            json_type,
            R"({"type":"app_rate_limited","team_id":"T0ACME"})",
            installed(),
            received
        )),
        "Slack limits our events"
    );
    EXPECT_EQ(
        reason_in(parse_http_body(json_type, R"({"type":"brand_new"})", installed(), received)),
        "an outer event we do not use"
    );
    for (const std::string_view type : {"shortcut", "view_closed", "dialog_submission", "new"}) {
        EXPECT_EQ(
            reason_in(parse_press(replaced(press_payload(), "block_actions", type))),
            "an interaction we do not use"
        );
    }
}

// Every place of a good payload once replaced by each wrong kind of value (N036).
void visit_places(json::value& at, const std::function<void(json::value&)>& change) {
    change(at);
    if (auto* object = at.if_object()) {
        for (auto& member : *object) {
            visit_places(member.value(), change);
        }
    } else if (auto* array = at.if_array()) {
        for (auto& item : *array) {
            visit_places(item, change);
        }
    }
}

std::vector<std::string> all_mutations(std::string_view text) {
    const std::vector<json::value> wrong{
        nullptr,
        true,
        7,
        -1.5,
        "",
        "x",
        json::array{},
        json::object{},
        json::array{json::object{}},
        json::string(std::string(5000, 'A'))};
    auto original = *net::parse_json_strict(text);
    std::vector<std::string> mutations;
    visit_places(original, [&](json::value& place) {
        const auto kept = place;
        for (const auto& value : wrong) {
            place = value;
            mutations.push_back(json::serialize(original));
        }
        place = kept;
    });
    return mutations;
}

void expect_whole_or_nothing(const result<inbound>& parsed) {
    if (!parsed) {
        EXPECT_EQ(parsed.error().code, errc::invalid_input);
        return;
    }
    const auto* found = std::get_if<person_request>(&*parsed);
    if (const auto* seen = std::get_if<eyes_on_message>(&*parsed)) {
        EXPECT_TRUE(is_message_ts(seen->ts));
        found = &seen->found;
    }
    if (found != nullptr) {
        EXPECT_EQ(found->request.tenant, "T0ACME");
        EXPECT_FALSE(found->request.source_id.empty());
        EXPECT_FALSE(found->request.actor.id.empty());
    }
}

TEST(payload, survives_wrong_types_everywhere) {
    std::size_t count = 0;
    for (const auto& body : all_mutations(event_body(mention))) {
        expect_whole_or_nothing(parse_http_body(json_type, body, installed(), received));
        ++count;
    }
    for (const auto& body : all_mutations(event_body(direct))) {
        expect_whole_or_nothing(parse_http_body(json_type, body, installed(), received));
        ++count;
    }
    for (const auto& body : all_mutations(event_body(eyes))) {
        expect_whole_or_nothing(parse_http_body(json_type, body, installed(), received));
        ++count;
    }
    for (const auto& payload : {press_payload(), form_payload()}) {
        for (const auto& body : all_mutations(payload)) {
            expect_whole_or_nothing(parse_press(body));
            ++count;
        }
    }
    EXPECT_GT(count, 800U);
}

// N033: the second of two equal keys must not win, nor the first.
TEST(payload, refuses_duplicate_keys) {
    EXPECT_FALSE(parse_event(
        replaced(std::string(mention), R"("user":"U0ANA")", R"("user":"U0ANA","user":"U0BOSS")")
    ));
    EXPECT_FALSE(parse_press(
        replaced(press_payload(), R"("value":"sealed")", R"("value":"sealed","value":"other")")
    ));
}

RC_GTEST_PROP(payload, survives_any_bytes, (const std::string& text)) {
    for (const auto type : {form_type, json_type}) {
        const auto parsed = parse_http_body(type, text, installed(), received);
        const bool taken = parsed && std::holds_alternative<person_request>(*parsed);
        RC_ASSERT(!taken);
    }
}

}  // namespace
}  // namespace fillrate::slack
