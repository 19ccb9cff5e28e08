#include "core/chat/suggest.hpp"

#include <gtest/gtest.h>

namespace fillrate::chat {
namespace {

const std::vector<named> clients{
    {"acorn", {"Acorn Robotics"}},
    {"heron", {"Blue Heron Health IT", "Heron"}},
    {"dockside", {"Dockside Freight Co-op"}},
    {"docksouth", {"Dock South Cargo"}},
    {"obrien", {"O'Brien & Søn", "Æther"}},
};

std::string found(std::string_view query) {
    const name_lookup lookup = resolve_name(query, clients);
    if (const auto* one = std::get_if<one_name>(&lookup)) {
        return one->match.id;
    }
    std::string out;
    const bool many = std::holds_alternative<several_names>(lookup);
    for (const name_match& m :
         many ? std::get<several_names>(lookup).matches : std::get<no_name>(lookup).nearest) {
        out += (many ? "+" : "?") + m.id;
    }
    return out.empty() ? "-" : out;
}

TEST(suggest, whole_prefix_and_words) {
    EXPECT_EQ(found("acorn"), "acorn");
    EXPECT_EQ(found("Acorn Robotics"), "acorn");
    EXPECT_EQ(found("DOCKSIDE"), "dockside");
    EXPECT_EQ(found("dockside freight"), "dockside");
    EXPECT_EQ(found("freight"), "dockside");
    EXPECT_EQ(found("health it"), "heron");
    EXPECT_EQ(found("heron"), "heron");
    EXPECT_EQ(found("co-op"), "dockside");
    EXPECT_EQ(found("obrien"), "obrien");
    EXPECT_EQ(
        found("O\xE2\x80\x99"
              "BRIEN son"),
        "obrien"
    );
    EXPECT_EQ(found("aether"), "obrien");
}

TEST(suggest, an_email_names_a_person_as_a_whole_only) {
    const std::vector<named> people{
        {"ana", {"Ana Lind"}, "ana@acorn.test"},
        {"lee", {"Lee Marlow"}, "shared@acme.test"},
        {"kim", {"Kim Ledger"}, "shared@acme.test"}};
    const auto one = resolve_name(" Ana@Acorn.test", people);
    ASSERT_TRUE(std::holds_alternative<one_name>(one));
    EXPECT_EQ(std::get<one_name>(one).match, (name_match{"ana", "Ana Lind"}));
    const auto several = resolve_name("shared@acme.test", people);
    ASSERT_TRUE(std::holds_alternative<several_names>(several));
    EXPECT_EQ(std::get<several_names>(several).matches.size(), 2U);
    for (const auto* part : {"acorn.test", "@acorn.test", "ana@acorn", "shared@acme"}) {
        EXPECT_TRUE(std::holds_alternative<no_name>(resolve_name(part, people))) << part;
    }
}

TEST(suggest, never_guesses_between_several) {
    EXPECT_EQ(found("dock"), "+dockside+docksouth");
    const std::vector<named> people{{"p1", {"Ana Lind"}}, {"p2", {"Ana Park"}}, {"p3", {"Ana"}}};
    EXPECT_EQ(resolve_name("ana", people), (name_lookup{one_name{{"p3", "Ana"}}}));
    EXPECT_TRUE(std::holds_alternative<several_names>(resolve_name("an", people)));
    // The same record under two names is one.
    const std::vector<named> twice{{"p1", {"Ana Lind", "Ana L"}}};
    EXPECT_EQ(resolve_name("ana", twice), (name_lookup{one_name{{"p1", "Ana Lind"}}}));
    std::vector<named> crowd;
    for (int i = 0; i < 50; ++i) {
        crowd.push_back({"p" + std::to_string(i), {"Robin " + std::to_string(i)}});
    }
    const name_lookup many = resolve_name("robin", crowd);
    ASSERT_TRUE(std::holds_alternative<several_names>(many));
    EXPECT_EQ(std::get<several_names>(many).matches.size(), 10U);
}

TEST(suggest, nearest_when_nothing_fits) {
    EXPECT_EQ(found("acron"), "?acorn?heron");
    EXPECT_EQ(found("dokside"), "?dockside");
    EXPECT_EQ(found("zzzzzzzz"), "-");
    EXPECT_EQ(found(""), "-");
    EXPECT_EQ(found("\xE2\x80\x8B"), "-");
    EXPECT_EQ(found(std::string(100'000, 'a')), "-");
}

TEST(suggest, folding) {
    EXPECT_EQ(
        fold_name("  Jos\xC3\xA9  O\xE2\x80\x99Neill-Wa\xC5\x82\xC4\x99sa "),
        "jose oneill walesa"
    );
    EXPECT_EQ(fold_name("Jose\xCC\x81"), "jose");
    EXPECT_EQ(fold_name("\xD0\x98\xD0\x92\xD0\x90\xD0\x9D"), "\xD0\xB8\xD0\xB2\xD0\xB0\xD0\xBD");
    EXPECT_EQ(
        fold_name("Stra\xC3\x9F"
                  "e"),
        "strasse"
    );
    EXPECT_EQ(fold_name("\xFF\xFF"), "");
}

}  // namespace
}  // namespace fillrate::chat
