// IANA time zones: from an instant to the wall clock people read, and back. The only file of the
// program that knows the zone library; zones are read from the operating system's database when
// first asked for.
#pragma once

#include "core/base/civil.hpp"
#include "core/base/instant.hpp"
#include "core/base/result.hpp"

#include <string>
#include <string_view>

namespace fillrate {

/// What the wall clock of a zone shows at an instant.
struct local_time {
    civil_time civil{};
    seconds offset{0};           ///< local minus UTC
    std::string abbreviation{};  ///< "CST", "UTC+05:30" where the database only has a number

    friend bool operator==(const local_time&, const local_time&) = default;
};

/// A zone of the IANA database. A cheap handle (one pointer) on data that lives as long as the
/// process.
class time_zone {
public:
    /// Exact IANA name ("America/Chicago"). Unknown: invalid_input, naming the nearest known names.
    /// unavailable when the system has no zone database.
    [[nodiscard]] static result<time_zone> find(std::string_view iana_name);

    [[nodiscard]] std::string_view name() const noexcept;

    [[nodiscard]] local_time to_local(instant t) const;
    /// The instant of a wall-clock time. DOMAIN.md 4.6: a time skipped by a change of offset gives
    /// the first instant after the gap; one that occurs twice gives its first occurrence.
    [[nodiscard]] instant to_instant(civil_time local) const;

    /// "Tue 8 Dec 09:00 CST"
    [[nodiscard]] std::string format_local(instant t) const;
    /// "2026-11-25T15:30-06:00"; seconds are written only where there are any.
    [[nodiscard]] std::string format_iso(instant t) const;
    /// Reads "2026-11-25T15:30[:20][Z|-06:00]" ('T' or one space). Without offset it is this zone's
    /// wall clock.
    [[nodiscard]] result<instant> parse(std::string_view text) const;

    friend bool operator==(const time_zone&, const time_zone&) = default;

private:
    struct data;
    struct registry;
    explicit time_zone(const data& d) noexcept : data_(&d) {}
    const data* data_;
};

}  // namespace fillrate
