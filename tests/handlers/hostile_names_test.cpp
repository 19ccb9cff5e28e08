// Names and texts made to confuse, from forms, which no grammar reads (RELIABILITY.md N038, N039,
// N042, N098): kept, shown as plain text, and never what tells two people apart; each beside the
// request without the trick.
#include "core/base/text.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

namespace fillrate::handlers::testing {
namespace {

using domain::submittal_state;

constexpr std::string_view bidi = "\xE2\x80\xAE";        // right-to-left override
constexpr std::string_view zero_width = "\xE2\x80\x8B";  // zero-width space

bool shows_invisible(std::string_view text) {
    while (!text.empty()) {
        const auto c = first_code_point(text);
        if (c.valid && c.value != '\n' && is_invisible(c.value)) {
            return true;
        }
        text.remove_prefix(c.length);
    }
    return false;
}

std::map<std::string, std::string> person(std::string name, std::string email) {
    return {{"name", std::move(name)}, {"email", std::move(email)}, {"pay", "50"}};
}

// What becomes of a candidate that Hammer or Quillfeather puts forward by form.
submittal_state put_forward(desk& d, bool hammer, const std::map<std::string, std::string>& who) {
    const auto told = d.submit(
        hammer ? "maul" : "wren",
        hammer ? "sup-hammer" : "sup-quillfeather",
        {"submit", "req:1", 0, {}},
        who
    );
    EXPECT_TRUE(told.changed) << told.text;
    return d.sub(d.next_submittal - 1).state;
}

TEST(hostile_names, n038_are_shown_without_what_is_invisible) {
    auto d = with_presented();
    const auto name = "Al " + std::string(bidi) + "Dente" + std::string(zero_width);
    EXPECT_TRUE(shows_invisible(name));
    const auto made =
        d.submit("maul", "sup-hammer", {"submit", "req:1", 0, {}}, person(name, "al@example.test"));
    ASSERT_TRUE(made.changed) << made.text;
    EXPECT_NE(made.text.find("Al Dente"), std::string::npos) << made.text;
    EXPECT_FALSE(shows_invisible(made.text)) << made.text;
    const auto id = "S-" + std::to_string(d.next_submittal - 1);
    for (const auto& line : {id, id + " history", std::string("sub list")}) {
        const auto told = d.type("robin", "acorn-internal", line);
        EXPECT_FALSE(shows_invisible(told.text)) << line << "\n" << told.text;
    }
}

TEST(hostile_names, n038_look_alikes_are_no_key_and_an_address_is) {
    for (const auto& name :
         {std::string("Al Dente"),
          "Al " + std::string(zero_width) + "Dente",
          std::string("\xD0\x90l Dente")}) {  // a Cyrillic A
        auto d = with_presented();
        EXPECT_EQ(
            put_forward(d, true, person("Al Dente", "al@example.test")),
            submittal_state::submitted
        );
        EXPECT_EQ(
            put_forward(d, false, person(name, "another@example.test")),
            submittal_state::submitted
        ) << "the name alone: "
          << name;
        EXPECT_EQ(
            put_forward(d, false, person("Sandy Beech", "al@example.test")),
            submittal_state::duplicate
        ) << "the address alone";
    }
}

TEST(hostile_names, n039_two_forms_of_a_name_are_one_person_by_address_only) {
    const std::string composed = "Jos\xC3\xA9 Park";
    const std::string decomposed = "Jose\xCC\x81 Park";
    auto d = with_presented();
    EXPECT_EQ(
        put_forward(d, true, person(composed, "jose@example.test")),
        submittal_state::submitted
    );
    EXPECT_EQ(
        put_forward(d, false, person(decomposed, "jose.park@example.test")),
        submittal_state::submitted
    );
    EXPECT_EQ(
        put_forward(d, false, person(decomposed, "jose@example.test")),
        submittal_state::duplicate
    );
}

TEST(hostile_names, n042_format_tokens_stay_what_they_are_in_every_field) {
    const std::string odd = "%n%s{}${x}{0}";
    desk d;
    const auto told = d.submit(
        "robin",
        "acorn-internal",
        {"new", {}, 0, {}},
        {{"title", odd},
         {"client", "acorn"},
         {"site", "acorn/chicago"},
         {"category", "light_industrial"},
         {"openings", "4"},
         {"must", odd},
         {"shift", odd}}
    );
    ASSERT_TRUE(told.changed) << told.text;
    EXPECT_EQ(d.req(1).title, odd);
    EXPECT_EQ(d.req(1).must_haves, odd);
    EXPECT_EQ(d.req(1).shift, odd);
    must(d, "robin", "acorn-internal", "1 note \"" + odd + "\"");
    for (const auto* line : {"1", "1 history"}) {
        const auto shown = d.type("robin", "acorn-internal", line);
        EXPECT_NE(shown.text.find(odd), std::string::npos) << line << "\n" << shown.text;
    }
}

TEST(hostile_names, n098_what_a_form_of_a_candidate_never_asked_for_is_dropped) {
    auto d = with_presented();
    auto fields = person("Al Dente", "al@example.test");
    for (const auto& [field, value] : std::map<std::string, std::string>{
             {"state", "started"},
             {"role", "operations"},
             {"tenant", "another"},
             {"client", "heron"},
             {"supplier", "quillfeather"},
             {"requisition", "2"},
             {"number", "999"},
             {"presented", "2026-11-01"},
             {"candidate", "robin"}}) {
        fields.emplace(field, value);
    }
    EXPECT_EQ(put_forward(d, true, fields), submittal_state::submitted);
    const auto& made = d.sub(d.next_submittal - 1);
    EXPECT_EQ(made.supplier, d.sub(301).supplier);
    EXPECT_EQ(made.client, d.sub(301).client);
    EXPECT_EQ(made.requisition, d.sub(301).requisition);
    EXPECT_FALSE(made.presented);
    refused(d, "maul", "sup-hammer", "S-301 select");
}

}  // namespace
}  // namespace fillrate::handlers::testing
