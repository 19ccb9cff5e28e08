// The rule by which a zone keeps changing its offset for ever, as the last line of its file in the
// zone database says it ("CST6CDT,M3.2.0,M11.1.0"). The files list single changes only up to 2037;
// the zone library stops there.
#pragma once

#include "core/base/instant.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate {

/// A POSIX TZ rule with two offsets per year (RFC 9636 section 3.3.1, days in the form Mm.w.d).
/// Seconds of Unix time.
class zone_rule {
public:
    /// Nothing when the text has no second offset or is not of this form.
    [[nodiscard]] static std::optional<zone_rule> parse(std::string_view text);

    struct period {
        seconds offset{0};
        std::string_view abbreviation{};
    };
    [[nodiscard]] period at(seconds unix_time) const;
    /// As time_zone::to_instant; `local` is the wall clock as seconds since 1970-01-01T00:00.
    [[nodiscard]] seconds to_unix(seconds local) const;

private:
    friend struct zone_rule_reader;

    struct change_day {
        unsigned month = 1;
        unsigned week = 1;  // 5 is the last
        unsigned weekday = 0;
        seconds time{0};  // wall clock before the change
    };
    struct change {
        seconds at{0};
        bool to_summer = false;
    };
    [[nodiscard]] std::array<change, 6> changes_around(seconds unix_time) const;

    seconds standard_offset_{0};
    seconds summer_offset_{0};
    std::string standard_name_{};
    std::string summer_name_{};
    change_day summer_begins_{};
    change_day summer_ends_{};
};

}  // namespace fillrate
