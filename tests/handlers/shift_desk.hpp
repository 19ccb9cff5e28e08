// A light-industrial requisition that two suppliers work, for the tests of shifts.
#pragma once

#include "tests/handlers/interview_desk.hpp"

#include <utility>

namespace fillrate::handlers::testing {

/// Monday 30 November 2026 09:00 in Memphis. REQ-1 at Dockside, twelve openings, worked by
/// ShiftBridge with eight heads and by Daybreak with four.
inline desk with_pickers() {
    auto data = config::load_demo().value();
    for (auto& supplier : data.suppliers) {
        supplier.suspended = false;
    }
    desk d(std::move(data));
    d.now = at("2026-11-30T09:00-06:00");
    must(
        d,
        "robin",
        "dockside-internal",
        "req new \"Picker\" client:Dockside site:Memphis category:li openings:12 pay:19.50 hm:@gus"
    );
    must(d, "robin", "dockside-internal", "1 qualify waive:\"as last year\"");
    must(d, "robin", "dockside-internal", "1 release to:shiftbridge,daybreak");
    must(d, "robin", "dockside-internal", "1 accept heads:8 for:shiftbridge");
    must(d, "robin", "dockside-internal", "1 accept heads:4 for:daybreak");
    return d;
}

}  // namespace fillrate::handlers::testing
