// Candidates that come in by a table: in which state, claimed for whom, measured from when, and
// what is refused (DOMAIN.md 3.4, 4.6).
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "core/domain/submittal_transitions.hpp"
#include "handlers/export_rows.hpp"
#include "tests/bot/import_desk.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace fillrate::bot {

namespace {

using domain::submittal_state;

constexpr auto kind = import_kind::submitted_candidates;

/// REQ-1 of Acorn, open, with both suppliers.
class open_desk : public import_desk {
public:
    open_desk() { release_one(); }

    domain::submittal sub(std::uint32_t number) {
        return stored<domain::submittal>(domain::record_name(submittal_number{number}));
    }
    /// The only submittal there is.
    domain::submittal only() {
        for (const auto& [name, entry] : truth.records()) {
            if (domain::parse_submittal_name(name)) {
                return stored<domain::submittal>(name);
            }
        }
        return {};
    }
    row_fate take(const std::string& line) { return import_one(kind, submittals, line); }
    std::string refused(const std::string& line) { return problem_of(kind, submittals, line); }
};

constexpr auto paige =
    "ats|k1|1|hammer|Paige Turner|paige@example.test|+1 312 555 0101|42|2026-12-14|2026-10-01|"
    "presented|2026-10-02 09:00|2026-10-05 10:00||";

}  // namespace

TEST(import_submittals, an_old_one_is_with_the_manager_and_its_clock_begins_now) {
    open_desk on;
    ASSERT_EQ(on.take(paige), row_fate::created);
    const auto sub = on.only();
    EXPECT_EQ(sub.state, submittal_state::presented);
    EXPECT_EQ(sub.origin, (domain::origin{"ats", "k1"}));
    EXPECT_EQ(sub.initials, "P.T.");
    EXPECT_EQ(sub.pay, 4'200);
    EXPECT_LT(sub.submitted, *sub.presented);
    const auto* review = domain::find_clock(sub.clocks, domain::clock_kind::review);
    ASSERT_NE(review, nullptr);
    EXPECT_EQ(review->state, domain::clock_state::running);
    EXPECT_FALSE(review->breached);
    EXPECT_EQ(review->started, std::chrono::floor<seconds>(on.clock.now()));
    const auto req = on.requisition();
    EXPECT_EQ(req.slate.live, 1U);
    EXPECT_EQ(req.slate.to_review, 1U);
    EXPECT_EQ(req.suppliers.front().submitted, 1U);
    EXPECT_EQ(on.coverage().state, domain::clock_state::met);
    const auto who = on.stored<domain::candidate>(domain::record_name(sub.candidate));
    EXPECT_EQ(who.name, "Paige Turner");
    EXPECT_EQ(who.phone, "+1 312 555 0101");
    for (const auto& [name, entry] : on.truth.records()) {
        EXPECT_EQ(entry.body.find("Paige Turner"), std::string::npos) << name << " lies open";
    }
    EXPECT_EQ(on.take(paige), row_fate::unchanged);
    on.expect_sound();
}

TEST(import_submittals, every_state_up_to_selected_and_those_that_ended) {
    open_desk on;

    const std::vector<std::pair<std::string, submittal_state>> rows{
        {"submitted|2026-10-02|||", submittal_state::submitted},
        {"returned|2026-10-02||2026-10-03|no certificate", submittal_state::returned},
        {"screen_rejected|2026-10-02|||rate", submittal_state::screen_rejected},
        {"held|2026-10-02|2026-10-03||", submittal_state::held},
        {"shortlisted|2026-10-02|2026-10-03||", submittal_state::shortlisted},
        {"interviewing|2026-10-02|2026-10-03||", submittal_state::interviewing},
        {"selected|2026-10-02|2026-10-03||", submittal_state::selected},
        {"rejected|2026-10-02|2026-10-03|2026-10-04|must_have: no PLC", submittal_state::rejected},
        {"withdrawn|2026-10-02|||other_offer", submittal_state::withdrawn},
        {"not_selected|2026-10-02|2026-10-03||", submittal_state::not_selected}};
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto n = std::to_string(i);
        lines.push_back(
            "ats|k" + n + "|1|hammer|Al Dente|al" + n + "@example.test|||||" + rows[i].first
        );
    }
    EXPECT_EQ(
        fates(on.import(kind, submittals, lines)),
        std::vector(rows.size(), row_fate::created)
    );
    std::vector<submittal_state> found;
    std::uint32_t live = 0;
    for (const auto& [name, entry] : on.truth.records()) {
        if (domain::parse_submittal_name(name)) {
            found.push_back(on.stored<domain::submittal>(name).state);
            live += domain::is_live(found.back()) ? 1U : 0U;
        }
    }
    for (const auto& [cells, state] : rows) {
        EXPECT_EQ(std::ranges::count(found, state), 1) << cells;
    }
    EXPECT_EQ(on.requisition().slate.live, live);
    EXPECT_EQ(
        fates(on.import(kind, submittals, lines)),
        std::vector(rows.size(), row_fate::unchanged)
    );
    on.expect_sound();
}

TEST(import_submittals, a_person_of_another_supplier_is_refused_without_a_name) {
    open_desk on;
    ASSERT_EQ(on.take(paige), row_fate::created);
    const auto other =
        on.refused("ats|k2|1|quill|Paige T|PAIGE@example.test|||||submitted|2026-10-02|||");
    EXPECT_TRUE(contains(other, "email: this person cannot be submitted for Acorn")) << other;
    EXPECT_FALSE(contains(other, "ammer")) << other;
    const auto twice =
        on.refused("ats|k3|1|hammer|Paige T|paige@example.test|||||submitted|2026-10-02|||");
    EXPECT_TRUE(contains(twice, "external_id: this person is there already for REQ-1, as S-"))
        << twice;
    EXPECT_EQ(
        on.take("ats|k4|1|quill|Paige T|paige@example.test|||||withdrawn|2026-10-02|||rate"),
        row_fate::created
    ) << "what ended is history";
    on.expect_sound();
}

TEST(import_submittals, nobody_new_is_taken_from_a_suspended_supplier) {
    open_desk on;
    on.import_one(import_kind::suppliers, suppliers, "ats|p1|Nuts Ltd|3|professional|yes");
    const auto text =
        on.refused("ats|k1|1|nuts-ltd|Al Dente|al@example.test|||||submitted|2026-10-02|||");
    EXPECT_TRUE(contains(text, "supplier: Nuts Ltd is suspended, so nobody new")) << text;
    EXPECT_EQ(
        on.take("ats|k1|1|nuts-ltd|Al Dente|al@example.test|||||withdrawn|2026-10-02|||rate"),
        row_fate::created
    ) << "what ended is history";
    on.expect_sound();
}

TEST(import_submittals, rows_of_one_commit_see_each_others_claims) {
    open_desk on;
    const auto done = on.import(
        kind,
        submittals,
        {"ats|k1|1|hammer|Al Dente|al@example.test|||||submitted|2026-10-02|||",
         "ats|k2|1|quill|Al Dente|al@example.test|||||submitted|2026-10-02|||"}
    );
    EXPECT_EQ(fates(done), (std::vector{row_fate::created, row_fate::refused}));
    EXPECT_EQ(on.requisition().slate.live, 1U);
    on.expect_sound();
}

TEST(import_submittals, two_with_consent_are_never_decided_by_their_order) {
    open_desk on;
    ASSERT_EQ(on.take(paige), row_fate::created);
    for (const auto* day : {"2026-09-01", "2026-10-02"}) {
        const auto text = on.refused(
            "ats|k2|1|quill|Paige Turner|paige@example.test||||" + std::string(day) +
            "|submitted|2026-10-02|||"
        );
        EXPECT_TRUE(contains(text, "represented: another claim stands for this person")) << text;
        const auto line =
            "in chat: 1 submit \"Paige Turner\" email:paige@example.test rtr:" + std::string(day);
        EXPECT_TRUE(contains(text, line + " for:")) << text;
        EXPECT_FALSE(contains(text, "ammer")) << text;
    }
    on.expect_sound();
}

TEST(import_submittals, a_known_person_keeps_name_and_phone) {
    open_desk on;
    on.release_one("2");
    ASSERT_EQ(on.take(paige), row_fate::created);
    const auto renamed =
        on.refused("ats|k2|2|hammer|Paige Other|paige@example.test|||||submitted|2026-10-02|||");
    EXPECT_TRUE(contains(renamed, "name: this person is here as \"Paige Turner\"")) << renamed;
    ASSERT_EQ(
        on.take("ats|k2|2|hammer|Paige Turner|paige@example.test|||||submitted|2026-10-02|||"),
        row_fate::created
    );
    const auto who = on.stored<domain::candidate>(domain::record_name(on.only().candidate));
    EXPECT_EQ(who.phone, "+1 312 555 0101");
    on.expect_sound();
}

TEST(import_submittals, an_id_is_nothing_personal) {
    open_desk on;
    for (const auto* id : {"al@example.test", "Al Dente", "+1 312 555 0102"}) {
        const auto text = on.refused(
            std::string("ats|") + id +
            "|1|hammer|Al Dente|al@example.test|+1 312 555 0102||||submitted|2026-10-02|||"
        );
        EXPECT_TRUE(contains(text, "external_id: an id is kept in the clear")) << text;
    }
}

TEST(import_submittals, what_is_wrong_is_said_at_its_cell) {
    open_desk on;
    on.say(
        "robin",
        "acorn-inside",
        "req new \"Fitter\" client:Acorn site:Main category:professional openings:1 pay:40"
    );
    const std::string start = "ats|k1|1|hammer|Al|al@example.test|||||";
    const std::pair<std::string, const char*> wrong[] = {
        {"ats|k1|1|hammer||al@example.test|||||||||", "name: a new candidate needs it"},
        {"ats|k1|77|hammer|Al|al@example.test|||||||||", "requisition: \"77\" is no requisition"},
        {"ats|k1|1|nobody|Al|al@example.test|||||||||", "supplier: \"nobody\" is no supplier"},
        {"ats|k1|1|hammer|Al||||||||||", "email: write an e-mail or a phone number"},
        {"ats|k1|1|hammer|Al|al|||||||||", "email: this is no e-mail address"},
        {"ats|k1|2|hammer|Al|al@example.test|||||||||", "requisition: REQ-2 is"},
        {start + "hired||||", "state: \"hired\" is none of submitted"},
        {start + "started||||", "state: nobody can be imported as started"},
        {start + "duplicate||||", "state: whether somebody is a duplicate"},
        {start + "presented|2026-10-02|||", "presented_at: who is presented was presented"},
        {start + "submitted|2026-10-02|2026-10-03||", "presented_at: who is submitted was not"},
        {start + "presented|2026-10-02|2026-10-01||", "presented_at: this is before submitted_at"},
        {start + "submitted|2199-10-02|||", "submitted_at: this lies ahead"},
        {start + "submitted|monday|||", "submitted_at: \"monday\" is no moment"},
        {start + "rejected|2026-10-02|2026-10-03||", "reason: suppliers learn from it"},
        {"fillrate|777|||||||||||||", "external_id: there is no S-777 here"},
    };
    for (const auto& [line, expected] : wrong) {
        const auto problem = on.refused(line);
        EXPECT_TRUE(problem.starts_with(expected)) << line << '\n' << problem;
    }
    on.expect_sound();
}

TEST(import_submittals, a_known_one_is_compared_and_never_changed) {
    open_desk on;
    ASSERT_EQ(on.take(paige), row_fate::created);
    const auto number = std::to_string(on.only().number.value);
    EXPECT_EQ(on.take("fillrate|" + number + "|||Paige Turner||||||||||"), row_fate::unchanged);
    const auto renamed = on.refused("ats|k1|||Paige Page||||||||||");
    EXPECT_TRUE(contains(renamed, "name: this candidate is here with \"Paige Turner\"")) << renamed;
    const auto moved = on.refused("ats|k1|||||||||selected||||");
    EXPECT_TRUE(contains(moved, "state: this candidate is here with \"presented\"")) << moved;
    on.expect_sound();
}

TEST(import_submittals, what_is_exported_is_what_is_there) {
    open_desk on;
    ASSERT_EQ(on.take(paige), row_fate::created);
    handlers::snapshot seen;
    const auto sub = on.only();
    const handlers::record value = sub;
    for (const auto& name : handlers::named_in_rows(kind, value)) {
        const auto found = on.truth.records().find(name);
        ASSERT_NE(found, on.truth.records().end()) << name;
        seen.put(name, 1, on.shared().codec.decode(name, found->second.body).value());
    }
    const auto rows = handlers::export_rows(kind, value, seen);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(
        join(rows.front(), "|").substr(0, 95),
        std::string("ats|k1|1|hammer|Paige Turner|paige@example.test|+1 312 555 0101|42|2026-12-14|"
                    "2026-10-01|presented")
            .substr(0, 95)
    );
    auto cells = rows.front();
    EXPECT_EQ(cells.back(), "") << "nothing is said of what the client would be billed";
    cells.pop_back();
    EXPECT_EQ(on.take(join(cells, "|")), row_fate::unchanged);
}

}  // namespace fillrate::bot
