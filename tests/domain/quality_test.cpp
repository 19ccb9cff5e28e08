// The ratios of DOMAIN.md 4.4, their guard, and what of a candidate counts.
#include "core/domain/quality.hpp"

#include "core/domain/clocks.hpp"
#include "core/domain/cohort.hpp"
#include "core/domain/counted_starts.hpp"
#include "core/domain/event.hpp"
#include "core/domain/index.hpp"
#include "core/domain/response.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

namespace fillrate::domain {
namespace {

using namespace std::chrono_literals;
using measure = quality_measure;
using said = quality_verdict;

const instant now = from_unix_ms(1'796'000'000'000);

const quality_target& target(measure what, category of = category::professional) {
    return *std::ranges::find_if(quality_targets(), [&](const quality_target& each) {
        return each.what == what && (!each.of || *each.of == of);
    });
}

std::vector<cohort_entry> presented(std::size_t n, std::size_t interviewed) {
    std::vector<cohort_entry> entries(n);
    for (std::size_t i = 0; i < n; ++i) {
        entries[i].presented = now - 24h;
        entries[i].interviewed = i < interviewed;
    }
    return entries;
}

quality_figure figure(const std::vector<cohort_entry>& entries, measure what) {
    const auto all = quality_of(entries, now);
    return *std::ranges::find_if(all, [what](const quality_figure& each) {
        return each.target->what == what;
    });
}

submittal in(submittal_state state) {
    submittal sub;
    sub.number = submittal_number{311};
    sub.client = client_id{"acorn"};
    sub.supplier = supplier_id{"northlight"};
    sub.presented = now - 48h;
    sub.state = state;
    sub.entered = now - 1h;
    return sub;
}

TEST(quality, examples_of_the_guard) {
    const auto& goal = target(measure::submittal_to_interview);
    EXPECT_EQ(judged(goal, 1, 4), said::too_few);
    EXPECT_EQ(judged(goal, 0, 9), said::too_few);
    EXPECT_EQ(judged(goal, 3, 12), said::at_risk);
    EXPECT_EQ(judged(goal, 2, 15), said::missed);
    EXPECT_EQ(judged(goal, 9, 20), said::good);
    EXPECT_EQ(std::lround(wilson_80(3, 12).high * 100), 43);
    EXPECT_EQ(std::lround(wilson_80(2, 15).high * 100), 28);
}

TEST(quality, interval_lies_around_the_share_and_narrows) {
    for (std::uint32_t n = 1; n <= 200; ++n) {
        for (std::uint32_t k = 0; k <= n; ++k) {
            const auto likely = wilson_80(k, n);
            const double share = static_cast<double>(k) / n;
            ASSERT_GE(likely.low, -1e-12);
            ASSERT_LE(likely.high, 1 + 1e-12);
            ASSERT_LE(likely.low, share + 1e-12) << k << '/' << n;
            ASSERT_GE(likely.high, share - 1e-12) << k << '/' << n;
            const auto more = wilson_80(10 * k, 10 * n);
            ASSERT_LT(more.high - more.low, likely.high - likely.low) << k << '/' << n;
        }
    }
}

TEST(quality, at_most_is_missed_on_the_other_side) {
    const auto& goal = target(measure::must_have_rejects);
    EXPECT_EQ(judged(goal, 2, 20), said::good);
    EXPECT_EQ(judged(goal, 3, 15), said::at_risk);
    EXPECT_EQ(judged(goal, 7, 15), said::missed);
}

TEST(quality, under_the_floor_only_when_the_whole_interval_is) {
    const auto judge = [](std::size_t interviewed, std::size_t of) {
        return figure(presented(of, interviewed), measure::submittal_to_interview);
    };
    EXPECT_FALSE(is_below_floor(judge(0, 9))) << "too few to tell";
    EXPECT_FALSE(is_below_floor(judge(2, 15))) << "missed, yet up to 28 %";
    EXPECT_TRUE(is_below_floor(judge(0, 15))) << "10 % at most";
    EXPECT_FALSE(is_below_floor(judge(9, 20)));
    auto rejected = presented(15, 0);
    for (auto& each : rejected) {
        each.decided = each.lacked_must_have = true;
    }
    EXPECT_FALSE(is_below_floor(figure(rejected, measure::must_have_rejects))) << "it has none";
}

TEST(quality, every_offer_that_was_decided_on_counts) {
    std::vector<cohort_entry> entries = presented(2, 2);
    entries[0].offer_decided = entries[0].offer_accepted = true;
    entries[0].earlier_offers = 1;  // declined, then offered more
    entries[1].offer_decided = true;
    const auto taken = figure(entries, measure::offer_to_acceptance);
    EXPECT_EQ(taken.hits, 1U);
    EXPECT_EQ(taken.of, 3U);
}

TEST(quality, the_window_is_ninety_days) {
    auto entries = presented(15, 2);
    EXPECT_EQ(figure(entries, measure::submittal_to_interview).said, said::missed);
    entries.front().presented = now - quality_window;
    EXPECT_EQ(figure(entries, measure::submittal_to_interview).of, 15U);
    entries.front().presented -= 1ms;
    EXPECT_EQ(figure(entries, measure::submittal_to_interview).of, 14U);
}

TEST(quality, who_nobody_can_have_decided_on_yet_does_not_count) {
    auto entries = presented(12, 3);
    entries.back().matures = now + 1ms;
    EXPECT_EQ(figure(entries, measure::submittal_to_interview).of, 11U);
    entries.back().matures = now;
    EXPECT_EQ(figure(entries, measure::submittal_to_interview).of, 12U);
}

TEST(quality, retention_by_category_from_the_thirtieth_day_on) {
    std::vector<cohort_entry> entries(2);
    for (auto& each : entries) {
        each.presented = now - 60 * 24h;
        each.began = now - retention_window;
        each.category = category::light_industrial;
    }
    entries.front().left_early = true;
    const auto all = quality_of(entries, now);
    for (const auto& each : all) {
        if (each.target->what == measure::retention) {
            const bool light = each.target->of == category::light_industrial;
            EXPECT_EQ(each.of, light ? 2U : 0U);
            EXPECT_EQ(each.hits, light ? 1U : 0U);
        }
    }
    entries.front().began = now - retention_window + 1ms;
    EXPECT_EQ(quality_of(entries, now).back().of, 1U);
}

TEST(cohort, nobody_before_they_are_presented) {
    auto sub = in(submittal_state::submitted);
    sub.presented.reset();
    EXPECT_FALSE(cohort_entry_of(sub));
    const auto in_cohorts = [](const submittal& of) {
        const auto all = indexes(of);
        return std::ranges::count_if(all, [&of](const index_entry& entry) {
            return entry.set == cohort_list(of.client) || entry.set == cohort_list(of.supplier);
        });
    };
    EXPECT_EQ(in_cohorts(sub), 0);
    EXPECT_EQ(in_cohorts(in(submittal_state::presented)), 2);
}

TEST(cohort, an_imported_one_counts_from_its_first_round_or_offer_here) {
    auto sub = in(submittal_state::rejected);
    sub.origin = {"ats", "k1"};
    EXPECT_FALSE(cohort_entry_of(sub)) << "its rounds may have been elsewhere";
    sub.interviews.push_back(interview_number{7});
    ASSERT_TRUE(cohort_entry_of(sub));
    EXPECT_FALSE(cohort_entry_of(sub)->interviewed) << "asked for only";
    sub.met_in.push_back(interview_number{7});
    EXPECT_TRUE(cohort_entry_of(sub)->interviewed);
    sub.interviews.clear();
    sub.met_in.clear();
    sub.offers.emplace_back();
    EXPECT_TRUE(cohort_entry_of(sub)->offered);
}

TEST(cohort, interviewed_is_who_was_met_not_who_was_asked) {
    auto sub = in(submittal_state::interviewing);
    EXPECT_FALSE(cohort_entry_of(sub)->interviewed);
    sub.interviews = {interview_number{7}, interview_number{8}};
    EXPECT_FALSE(cohort_entry_of(sub)->interviewed) << "cancelled, or still to come";
    sub.met_in = {interview_number{7}};
    EXPECT_TRUE(cohort_entry_of(sub)->interviewed);
    sub.met_in.clear();
    sub.feedback_in = now;
    EXPECT_TRUE(cohort_entry_of(sub)->interviewed);
    sub.feedback_in.reset();
    sub.offers.emplace_back();
    EXPECT_TRUE(cohort_entry_of(sub)->interviewed) << "nobody is offered a job unseen";
    sub.interviews.clear();
    EXPECT_FALSE(cohort_entry_of(sub)->interviewed) << "no round was asked for";
}

TEST(cohort, what_each_state_counts_for) {
    struct row {
        submittal_state state;
        bool decided, offer_decided, accepted, due, showed;
    };
    using s = submittal_state;
    const row rows[] = {
        {s::submitted, false, false, false, false, false},
        {s::duplicate, false, false, false, false, false},
        {s::returned, false, false, false, false, false},
        {s::screen_rejected, false, false, false, false, false},
        {s::presented, false, false, false, false, false},
        {s::held, false, false, false, false, false},
        {s::shortlisted, false, false, false, false, false},
        {s::interviewing, false, false, false, false, false},
        {s::selected, true, false, false, false, false},
        {s::offer_extended, true, false, false, false, false},
        {s::offer_accepted, true, true, true, false, false},
        {s::offer_declined, true, true, false, false, false},
        {s::offer_expired, true, true, false, false, false},
        {s::rescinded, true, false, false, false, false},
        {s::cleared, true, true, true, false, false},
        {s::started, true, true, true, true, true},
        {s::ended, true, true, true, true, true},
        {s::converted, true, true, true, true, true},
        {s::fell_off, true, true, true, false, false},
        {s::rejected, true, false, false, false, false},
        {s::withdrawn, false, false, false, false, false},
        {s::not_selected, false, false, false, false, false}};
    EXPECT_EQ(std::size(rows), 22U);
    for (const auto& row : rows) {
        const auto entry = cohort_entry_of(in(row.state));
        ASSERT_TRUE(entry);
        EXPECT_EQ(entry->decided, row.decided) << word(row.state);
        EXPECT_EQ(entry->offer_decided, row.offer_decided) << word(row.state);
        EXPECT_EQ(entry->offer_accepted, row.accepted) << word(row.state);
        EXPECT_EQ(entry->due_to_start, row.due) << word(row.state);
        EXPECT_EQ(entry->showed, row.showed) << word(row.state);
    }
}

TEST(cohort, the_first_day) {
    auto sub = in(submittal_state::fell_off);
    clock start;
    start.kind = clock_kind::start;
    start.state = clock_state::cancelled;
    start.started = sub.entered;
    sub.clocks = {start};
    EXPECT_TRUE(cohort_entry_of(sub)->due_to_start);
    EXPECT_FALSE(cohort_entry_of(sub)->showed);
    sub.clocks.front().started = sub.entered + 1s;  // fell off before the day came
    EXPECT_FALSE(cohort_entry_of(sub)->due_to_start);
    sub.clocks.front().started = sub.entered;
    sub.state = submittal_state::started;  // came late
    EXPECT_FALSE(cohort_entry_of(sub)->showed);
    sub.clocks.front().state = clock_state::met;
    EXPECT_TRUE(cohort_entry_of(sub)->showed);
}

TEST(cohort, left_early_unless_the_work_was_done) {
    auto sub = in(submittal_state::ended);
    sub.job.emplace();
    sub.job->start = "2026-10-01";
    sub.ended =
        instant{std::chrono::sys_days{std::chrono::year{2026} / 10 / 20}.time_since_epoch()};
    sub.reason = "quit";
    EXPECT_TRUE(cohort_entry_of(sub)->left_early);
    for (const auto* as_planned : {"completed", "completed: project over", "converted"}) {
        sub.reason = as_planned;
        EXPECT_FALSE(cohort_entry_of(sub)->left_early) << as_planned;
    }
    sub.reason = "quit";
    *sub.ended += retention_window;
    EXPECT_FALSE(cohort_entry_of(sub)->left_early);
    sub.state = submittal_state::converted;
    EXPECT_FALSE(cohort_entry_of(sub)->left_early);
}

TEST(cohort, counts_from_the_due_time_of_the_review_on) {
    auto sub = in(submittal_state::presented);
    clock review;
    review.kind = clock_kind::review;
    review.due = now + 5h;
    sub.clocks = {review};
    EXPECT_EQ(cohort_entry_of(sub)->matures, now + 5h);
    sub.clocks.front().state = clock_state::met;
    EXPECT_FALSE(cohort_entry_of(sub)->matures);
}

TEST(counted_starts, a_head_counts_like_a_candidate_within_the_window) {
    const instant today = std::chrono::floor<std::chrono::days>(now);
    start_entry entry;
    entry.number = requisition_number{207};
    entry.client = client_id{"dockside"};
    entry.came = {today, supplier_id{"bridge"}, 9, 1};
    auto early = entry;
    early.came.day = today - std::chrono::days{91};
    auto figures = quality_of({}, now);
    add_starts(figures, std::vector{entry, early}, now);
    for (const auto& each : figures) {
        const bool shows = each.target->what == measure::first_day_show;
        EXPECT_EQ(each.hits, shows ? 9U : 0U) << each.target->name;
        EXPECT_EQ(each.of, shows ? 10U : 0U) << each.target->name;
        EXPECT_EQ(each.said, shows ? said::at_risk : said::too_few) << each.target->name;
    }
    add_starts(figures, std::vector{entry}, now);
    const auto again = std::ranges::find_if(figures, [](const quality_figure& each) {
        return each.target->what == measure::first_day_show;
    });
    EXPECT_EQ(again->hits, 18U);
}

TEST(counted_starts, an_entry_reads_back_and_stands_on_the_lists_of_both) {
    requisition req;
    req.number = requisition_number{207};
    req.client = client_id{"dockside"};
    req.starts = {{now, supplier_id{"bridge"}, 9, 1}, {now, supplier_id{}, 3, 0}};
    std::vector<index_entry> listed;
    list_starts(listed, req);
    ASSERT_EQ(listed.size(), 3U) << "of several suppliers counts for the client alone";
    EXPECT_EQ(listed.front().set, counted_start_list(req.client));
    EXPECT_EQ(listed[1].set, counted_start_list(supplier_id{"bridge"}));
    EXPECT_EQ(
        start_entry_from(listed.front().member),
        (start_entry{req.number, req.client, req.starts.front()})
    );
    for (const std::string_view foreign :
         {"", "207", "x|1|9|1|b|d", "207|1|9|1|b", "207|1|9|x|b|d"}) {
        EXPECT_FALSE(start_entry_from(foreign)) << foreign;
    }
}

TEST(counted_starts, heads_are_of_the_one_supplier_that_works_it) {
    requisition req;
    EXPECT_TRUE(only_supplier_of(req).empty());
    req.suppliers = {
        {.supplier = supplier_id{"bridge"}, .said = coverage::answer::accepted},
        {.supplier = supplier_id{"hammer"}, .said = coverage::answer::declined}};
    EXPECT_EQ(only_supplier_of(req), supplier_id{"bridge"});
    req.suppliers.back().said = coverage::answer::accepted;
    EXPECT_TRUE(only_supplier_of(req).empty());
}

TEST(response, counts_requisitions_with_somebody_put_forward_and_how_many) {
    requisition req;
    req.number = requisition_number{104};
    req.client = client_id{"acorn"};
    coverage asked{.supplier = supplier_id{"northlight"}, .at = now - 48h};
    const auto silent = response_entry_of(req, asked);
    ASSERT_TRUE(silent);
    EXPECT_EQ(silent->asked, now - 48h);
    asked.said = coverage::answer::accepted;
    asked.asked = asked.at;
    asked.at = now - 24h;
    asked.submitted = 3;
    const auto busy = response_entry_of(req, asked);
    ASSERT_TRUE(busy);
    EXPECT_EQ(busy->asked, now - 48h) << "since it was asked, not since it answered";
    auto old = *busy;
    old.asked = now - 91 * 24h;
    const std::vector entries{*silent, *busy, old};
    const auto figure_of = response_of(entries, now);
    EXPECT_EQ(figure_of, (response_figure{.answered = 1, .released = 2, .submitted = 3}));
    EXPECT_FALSE(figure_of.says_something());
    EXPECT_TRUE(response_of(std::vector(10, *silent), now).says_something());
    asked.said = coverage::answer::removed;
    EXPECT_TRUE(response_entry_of(req, asked));
    asked.submitted = 0;
    EXPECT_FALSE(response_entry_of(req, asked)) << "it had no chance";
    for (const auto& one : entries) {
        EXPECT_EQ(response_entry_from(to_member(one)), one) << to_member(one);
    }
    req.category = category::light_industrial;
    asked.most_heads = 8;
    EXPECT_EQ(response_entry_of(req, asked)->submitted, 8U) << "heads, where names are optional";
    for (const std::string_view foreign :
         {"", "104", "x|1|1|a", "104|x|1|a", "104|1|x|a", "1|1|1|a|b"}) {
        EXPECT_FALSE(response_entry_from(foreign)) << foreign;
    }
}

TEST(cohort, an_offer_after_a_declined_one_is_a_second_one) {
    auto sub = in(submittal_state::selected);
    const auto happens = [&sub](payload what) {
        event fact;
        fact.at = now;
        fact.data = std::move(what);
        sub = apply(std::move(sub), fact);
    };
    happens(offer_made{.pay = 5'000});
    happens(submittal_moved{submittal_verb::decline});
    EXPECT_EQ(cohort_entry_of(sub)->earlier_offers, 0U);
    EXPECT_TRUE(cohort_entry_of(sub)->offer_decided);
    happens(offer_made{.pay = 5'500});
    EXPECT_EQ(cohort_entry_of(sub)->earlier_offers, 1U);
    EXPECT_FALSE(cohort_entry_of(sub)->offer_decided);
    happens(submittal_moved{submittal_verb::rescind});
    EXPECT_EQ(cohort_entry_of(sub)->earlier_offers, 1U) << "nobody decided on that one";
    happens(offer_made{.pay = 6'000});
    happens(submittal_moved{submittal_verb::accept});
    EXPECT_EQ(cohort_entry_of(sub)->earlier_offers, 1U);
    EXPECT_TRUE(cohort_entry_of(sub)->offer_accepted);
}

TEST(cohort, member_text_reads_back) {
    cohort_entry entry;
    entry.number = submittal_number{311};
    entry.client = client_id{"acorn"};
    entry.supplier = supplier_id{"northlight"};
    entry.presented = now;
    EXPECT_EQ(cohort_entry_from(to_member(entry)), entry);
    entry.category = category::light_industrial;
    entry.matures = now + 1h;
    entry.began = now - 24h;
    bool cohort_entry::*const facts[] = {
        &cohort_entry::interviewed,
        &cohort_entry::offered,
        &cohort_entry::offer_decided,
        &cohort_entry::offer_accepted,
        &cohort_entry::decided,
        &cohort_entry::lacked_must_have,
        &cohort_entry::due_to_start,
        &cohort_entry::showed,
        &cohort_entry::left_early};
    for (const auto fact : facts) {
        auto one = entry;
        one.*fact = true;
        EXPECT_EQ(cohort_entry_from(to_member(one)), one) << to_member(one);
    }
    entry.earlier_offers = 2;
    EXPECT_EQ(cohort_entry_from(to_member(entry)), entry) << to_member(entry);
    for (const std::string_view foreign :
         {"", "sub:311", "311|p|x|-|||a|b", "x|p|1|-|||a|b", "311|q|1|-|||a|b", "311|p|1|-|||a"}) {
        EXPECT_FALSE(cohort_entry_from(foreign)) << foreign;
    }
}

}  // namespace
}  // namespace fillrate::domain
