// `help`: lines that work as they stand, for this person, here and now (DOMAIN.md 7.1).
#include "core/chat/grammar.hpp"
#include "handlers/routes.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <set>

namespace fillrate::handlers::testing {
namespace {

// The lines to paste: every code run of the answer but the one at its foot.
std::vector<std::string> pasted(const said& told) {
    std::vector<std::string> lines;
    if (!told.message) {
        return lines;
    }
    for (const auto& block : told.message->blocks) {
        if (const auto* paragraph = std::get_if<chat::paragraph>(&block)) {
            for (const auto& run : paragraph->text) {
                if (run.what == chat::inline_run::kind::code) {
                    lines.push_back(run.text);
                }
            }
        }
    }
    return lines;
}

// Each is typed at a desk of its own, so that none changes what the next one meets.
void expect_all_work(
    const desk& d,
    std::string_view who,
    std::string_view where,
    const said& help
) {
    const auto lines = pasted(help);
    EXPECT_FALSE(lines.empty()) << help.text;
    EXPECT_LE(lines.size(), 6U) << help.text;
    for (const auto& line : lines) {
        auto own = d;
        const auto told = own.type(who, where, line);
        EXPECT_FALSE(told.refused) << who << " in " << where << ": " << line << '\n' << told.text;
    }
}

TEST(help, about_a_code_shows_what_can_be_done_to_it_now) {
    auto d = with_presented();
    const auto manager = d.type("ana", "acorn-hiring", "help S-301");
    EXPECT_TRUE(has(manager.text, "/hire S-301 select")) << manager.text;
    EXPECT_TRUE(has(manager.text, "/hire S-301 reject")) << manager.text;
    EXPECT_FALSE(has(manager.text, "S-311") || has(manager.text, "S-301 offer")) << manager.text;
    EXPECT_TRUE(has(manager.text, "Chicago time (the site of REQ-1)")) << manager.text;
    EXPECT_TRUE(has(d.type("ana", "acorn-hiring", "S-301 help").text, "/hire S-301 select"));
    must(d, "ana", "acorn-hiring", "S-301 select");
    const auto chosen = d.type("ana", "acorn-hiring", "help S-301").text;
    EXPECT_FALSE(has(chosen, "S-301 select") || has(chosen, "S-301 interview \"")) << chosen;
    EXPECT_TRUE(has(d.type("robin", "acorn-internal", "help S-301").text, "S-301 offer"));
}

TEST(help, of_a_requisition_names_it_and_who_waits_there) {
    auto d = with_presented();
    const auto owner = d.type("robin", "acorn-internal", "help 1").text;
    EXPECT_TRUE(has(owner, "/hire 1 hold budget")) << owner;
    EXPECT_TRUE(has(owner, "S-301")) << owner;
    EXPECT_FALSE(has(owner, "104") || has(owner, "1 resume") || has(owner, "1 reopen")) << owner;
    must(d, "robin", "acorn-internal", "1 hold budget");
    const auto held = d.type("robin", "acorn-internal", "help 1").text;
    EXPECT_TRUE(has(held, "/hire 1 resume")) << held;
    EXPECT_FALSE(has(held, "/hire 1 hold")) << held;
}

TEST(help, says_nothing_of_what_may_not_be_seen) {
    auto d = with_presented();
    const auto hidden = refused(d, "wren", "sup-quillfeather", "help S-301").text;
    EXPECT_EQ(hidden, refused(d, "wren", "sup-quillfeather", "S-301").text);
    EXPECT_TRUE(has(d.type("maul", "sup-hammer", "help S-301").text, "S-301 withdraw"));
}

TEST(help, shows_lines_that_work) {
    const auto d = with_presented();
    const std::vector<std::pair<std::string_view, std::string_view>> everybody{
        {"robin", "acorn-internal"},
        {"robin", "dm-robin"},
        {"ana", "acorn-hiring"},
        {"ana", "dm-ana"},
        {"maul", "sup-hammer"}};
    for (const auto& [who, where] : everybody) {
        for (const auto* line : {"help", "help 1", "help S-301"}) {
            auto asked = d;
            expect_all_work(d, who, where, asked.type(who, where, line));
        }
    }
}

TEST(help, uses_the_client_of_the_room) {
    desk d;
    const auto empty = d.type("lee", "heron-hiring", "help").text;
    EXPECT_TRUE(has(empty, "client:\"Blue Heron Health IT\"")) << empty;
    EXPECT_FALSE(has(empty, "Dockside")) << empty;
    auto busy = with_presented();
    const auto owner = busy.type("robin", "acorn-internal", "help").text;
    EXPECT_TRUE(has(owner, "client:\"Acorn Robotics\" site:\"Chicago\"")) << owner;
}

TEST(help, of_a_noun_is_six_lines_at_most_for_everybody) {
    const auto d = with_presented();
    const std::pair<std::string_view, std::string_view> everybody[] = {
        {"robin", "acorn-internal"},
        {"robin", "dm-robin"},
        {"ana", "acorn-hiring"},
        {"ana", "dm-ana"},
        {"maul", "sup-hammer"},
        {"dana", "dm-dana"},
        {"sam", "dm-sam"}};
    for (const auto& [who, where] : everybody) {
        for (const auto& noun : chat::nouns()) {
            auto asked = d;
            const auto line = "help " + std::string(noun.noun);
            const auto first = asked.type(who, where, line);
            if (first.refused) {
                continue;
            }
            const auto whole = pasted(asked.type(who, where, line + " all"));
            const auto lines = pasted(first);
            EXPECT_LE(lines.size(), 6U) << who << ": " << line << '\n' << first.text;
            EXPECT_EQ(lines.size(), std::min<std::size_t>(whole.size(), 6)) << who << ": " << line;
            EXPECT_EQ(whole.size() > 6, has(first.text, line + " all")) << first.text;
        }
    }
}

TEST(help, of_a_noun_begins_with_what_is_done_first) {
    auto d = with_presented();
    const auto candidates = d.type("ana", "acorn-hiring", "help sub").text;
    EXPECT_TRUE(has(candidates, "/hire S-301 interview")) << candidates;
    EXPECT_TRUE(has(candidates, "/hire S-301 select")) << candidates;
    EXPECT_FALSE(has(candidates, "Not as it stands now:")) << candidates;
    const auto orders = d.type("robin", "acorn-internal", "help req").text;
    EXPECT_TRUE(has(orders, "/hire req new") && has(orders, "/hire 1 release")) << orders;
    const auto firms = d.type("maul", "sup-hammer", "help sup").text;
    EXPECT_TRUE(has(firms, "/hire sup") && has(firms, "/hire 1 decline")) << firms;
    const auto offers = d.type("robin", "acorn-internal", "help offer all").text;
    EXPECT_TRUE(has(offers, "S-301 offer") && has(offers, "S-301 rescind")) << offers;
    const auto unknown = refused(d, "robin", "acorn-internal", "help intervew").text;
    EXPECT_TRUE(has(unknown, "Did you mean interview?")) << unknown;
    EXPECT_TRUE(has(unknown, "/hire help interview")) << unknown;
}

TEST(help, tells_a_manager_how_to_ask_for_other_openings) {
    const auto d = with_presented();
    auto asked = d;
    const auto manager = asked.type("ana", "acorn-hiring", "help set");
    EXPECT_TRUE(has(manager.text, "/hire 1 openings +1")) << manager.text;
    EXPECT_TRUE(has(manager.text, "frozen:1")) << manager.text;
    EXPECT_FALSE(has(manager.text, "pay:21")) << manager.text;
    expect_all_work(d, "ana", "acorn-hiring", manager);
    const auto owner = asked.type("robin", "acorn-internal", "help set").text;
    EXPECT_TRUE(has(owner, "/hire 1 set")) << owner;
    EXPECT_FALSE(has(owner, "Ask for other openings")) << owner;
    EXPECT_FALSE(has(asked.type("maul", "sup-hammer", "help set").text, "openings +1"));
}

TEST(help, of_a_noun_with_all_leaves_nothing_out) {
    auto d = with_presented();
    const auto told = d.type("robin", "acorn-internal", "help req all");
    std::size_t offered = 0;
    for (const auto& verb : chat::verbs()) {
        const auto* way = find_route(verb.noun, verb.verb);
        domain::actor robin;
        domain::grant owns;
        owns.role = domain::role::account_manager;
        robin.grants = {owns};
        offered += verb.noun == "req" && way != nullptr && way->offered_to(robin) ? 1U : 0U;
    }
    EXPECT_GE(pasted(told).size(), offered) << told.text;
    EXPECT_TRUE(has(told.text, "Not as it stands now:")) << told.text;
    EXPECT_TRUE(has(told.text, "/hire 1 resume")) << told.text;
    EXPECT_LE(told.message->blocks.size(), 20U);
}

TEST(help, of_everything_fits_one_message) {
    auto data = config::load_demo().value();
    const auto robin = std::ranges::find(data.people, person_id{"robin"}, &domain::person::id);
    for (const auto role :
         {domain::role::operations, domain::role::administrator, domain::role::recruiter}) {
        domain::grant further;
        further.role = role;
        robin->grants.push_back(further);
    }
    desk d(std::move(data));
    const auto told = d.type("robin", "acorn-internal", "help all");
    ASSERT_TRUE(told.message);
    EXPECT_LE(told.message->blocks.size(), 50U);
    EXPECT_LT(told.text.size(), 11'000U);
    std::set<std::string> shown;
    for (const auto& line : pasted(told)) {
        const auto read = chat::parse(line, {.meant_as_command = true});
        const auto* command = std::get_if<chat::command>(&read);
        ASSERT_NE(command, nullptr) << line;
        shown.insert(command->noun + ' ' + command->verb);
    }
    for (const auto* verb : {"req new", "req reopen", "sub award", "iv held", "admin person"}) {
        EXPECT_TRUE(shown.contains(verb)) << verb << '\n' << told.text;
    }
}

}  // namespace
}  // namespace fillrate::handlers::testing
