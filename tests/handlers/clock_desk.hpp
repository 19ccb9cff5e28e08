// The desk with a requisition that is to be covered in time, as far as tests of its clock need it.
#pragma once

#include "core/domain/clocks.hpp"
#include "tests/handlers/interview_desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace fillrate::handlers::testing {

inline const domain::clock& coverage_of(const desk& d, std::uint32_t number = 1) {
    const auto* found = domain::find_clock(d.req(number).clocks, domain::clock_kind::coverage);
    EXPECT_NE(found, nullptr);
    static const domain::clock none;
    return found == nullptr ? none : *found;
}

/// Opens a requisition, the `number`th, for one engineer, and asks the suppliers of tier 1.
inline void release(desk& d, const std::string& number = "1") {
    for (const std::string& line :
         {std::string("req new \"Controls engineer\" client:Acorn site:Chicago category:pro "
                      "openings:1 pay:58 bill:84 max:61 hm:@ana"),
          number + " qualify waive:\"known role\"",
          number + " release tier1"}) {
        must(d, "robin", "acorn-internal", line);
    }
}

/// The same targets as shipped on a calendar with that Friday closed or not.
inline domain::calendar day_calendar(bool friday_closed) {
    domain::calendar_spec spec{.name = "day", .zone = "America/Chicago"};
    const domain::window hours_of_day{
        .start = std::chrono::hours{8},
        .end = std::chrono::hours{17}};
    std::fill_n(spec.week.begin(), 5, std::vector<domain::window>{hours_of_day});
    using std::chrono::year;
    spec.holidays.push_back(year{2026} / 11 / 26);
    if (friday_closed) {
        spec.holidays.push_back(year{2026} / 11 / 27);
    }
    return domain::calendar::compile(std::move(spec)).value();
}

inline domain::policy on_day_calendar(std::uint32_t version, int coverage_hours) {
    domain::policy p;
    p.version = version;
    p.calendar = "day";
    p.coverage_target = std::chrono::hours{coverage_hours};
    return p;
}

/// Released Wed 25 Nov 15:30 with 16 h: due Mon 30 Nov 13:30 (DOMAIN.md 4.7, 1).
inline desk released_before_a_holiday() {
    desk d;
    d.book.add(1, day_calendar(false));
    d.book.add(on_day_calendar(2, 16));
    d.now = at("2026-11-25T15:30-06:00");
    release(d);
    EXPECT_EQ(coverage_of(d).due, at("2026-11-30T13:30-06:00"));
    return d;
}

}  // namespace fillrate::handlers::testing
