// START: from the agreed first minute, in real time where a time of day is agreed, and anew when
// another day is (DOMAIN.md 4.2).
#include "core/domain/clock_rules.hpp"
#include "core/domain/event.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::domain::testing {
namespace {

using std::chrono::hours;

/// Who took an offer, and START on the site's calendar, settled after every step.
class awaited {
public:
    awaited() {
        auto spec = chicago_calendar().spec();
        spec.name = "chicago";
        book_.add(1, calendar::compile(std::move(spec)).value());
        sub.number = submittal_number{311};
        sub.state = submittal_state::offer_accepted;
    }
    const clock& on(std::string_view now, const std::string& date, std::optional<seconds> time) {
        sub.offers = {offer{.start = date, .start_time = time}};
        return settled_at(now);
    }
    const clock& settled_at(std::string_view now) {
        const auto* const on = book_.find_calendar("chicago@1");
        const auto req = in_state(requisition_state::open);
        const clock_terms terms{book_.choose(req), req.priority, "chicago@1", *on};
        const auto wishes = clock_wishes(sub, req, *on);
        for (auto& c : settled(sub.clocks, wishes, terms, book_, chicago(now)).value()) {
            if (!is_live(c)) {
                ended.push_back(c);
            }
            sub = apply(std::move(sub), happened(clock_set{std::move(c)}, chicago(now)));
        }
        EXPECT_TRUE(settled(sub.clocks, wishes, terms, book_, chicago(now))->empty());
        static const clock none;
        const auto* const start = find_clock(sub.clocks, clock_kind::start);
        return start == nullptr ? none : *start;
    }

    submittal sub{};
    std::vector<clock> ended{};

private:
    policy_book book_{};
};

TEST(FirstDay, WithATimeIsCountedInRealTime) {
    awaited one;
    const auto& night = one.on("2026-11-30 09:00", "2026-12-01", hours{22});
    EXPECT_EQ(night.started, chicago("2026-12-01 22:00"));
    EXPECT_EQ(night.due, chicago("2026-12-01 22:30")) << "the site is closed then";
    EXPECT_EQ(night.calendar, "always.America/Chicago@1");
    awaited other;
    const auto& day = other.on("2026-11-30 09:00", "2026-12-01", std::nullopt);
    EXPECT_EQ(day.started, chicago("2026-12-01 08:00"));
    EXPECT_EQ(day.due, chicago("2026-12-01 08:30"));
    EXPECT_EQ(day.calendar, "chicago@1");
    awaited midnight;
    EXPECT_EQ(
        midnight.on("2026-11-30 09:00", "2026-12-05", seconds{0}).due,
        chicago("2026-12-05 00:30")
    ) << "a Saturday";
}

TEST(FirstDay, MovedBeginsAnewAndKeepsWhatWasMissed) {
    awaited one;
    one.on("2026-11-30 09:00", "2026-12-03", hours{6});
    const auto& nearer = one.on("2026-12-01 09:00", "2026-12-02", hours{6});
    EXPECT_EQ(nearer.started, chicago("2026-12-02 06:00"));
    EXPECT_EQ(nearer.cycle, 2U);
    ASSERT_EQ(one.ended.size(), 1U);
    EXPECT_EQ(one.ended[0].state, clock_state::cancelled);
    EXPECT_FALSE(one.ended[0].breached);

    const auto& later = one.on("2026-12-02 06:20", "2026-12-07", hours{6});
    EXPECT_EQ(later.due, chicago("2026-12-07 06:30"));
    ASSERT_EQ(one.ended.size(), 2U);
    EXPECT_FALSE(one.ended[1].breached) << "moved before it was past due";

    const auto& again = one.on("2026-12-07 09:00", "2026-12-09", std::nullopt);
    EXPECT_EQ(again.due, chicago("2026-12-09 08:30"));
    EXPECT_FALSE(again.breached);
    ASSERT_EQ(one.ended.size(), 3U);
    EXPECT_EQ(one.ended[2].breached, std::optional{chicago("2026-12-07 06:30")});
    ASSERT_EQ(one.sub.past.size(), 1U) << "the miss stays";
    EXPECT_EQ(one.sub.past[0].missed, 1U);

    one.sub.state = submittal_state::started;
    EXPECT_EQ(one.settled_at("2026-12-09 08:10").state, clock_state::met);
}

}  // namespace
}  // namespace fillrate::domain::testing
