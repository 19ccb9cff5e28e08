// The one place that reads the machine's clocks. Organisation time is a line over wire time that a
// demo or a test may bend; the line is stored, so it goes on after a restart (DESIGN.md 4).
#pragma once

#include "core/async/event.hpp"
#include "core/base/result.hpp"
#include "core/ports/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::bot {

/// organisation = organisation_anchor + (wire - wire_anchor) * speed. Speed 0 stands still.
struct time_line {
    std::int64_t organisation_anchor_ms = 0;
    std::int64_t wire_anchor_ms = 0;
    std::int64_t speed = 1;
    friend bool operator==(const time_line&, const time_line&) = default;
};

/// The record that keeps it, where organisation time is not the real one.
inline constexpr std::string_view clock_record = "clock";

[[nodiscard]] std::string to_json(const time_line& value);
[[nodiscard]] result<time_line> time_line_from_json(std::string_view json);

class machine_clock final : public ports::clock {
public:
    /// Organisation time equals wire time until set.
    machine_clock() = default;

    [[nodiscard]] instant now() const override;
    [[nodiscard]] wire_instant wire_now() const override;
    [[nodiscard]] steady_instant steady_now() const override;
    [[nodiscard]] async::awaitable<void> sleep_until(steady_instant when) override;
    [[nodiscard]] async::awaitable<void> wait(async::event& wake, steady_instant when) override;
    [[nodiscard]] steady_instant steady_for(instant when) const override;

    [[nodiscard]] const time_line& line() const noexcept { return line_; }
    void set(time_line line) noexcept { line_ = line; }

    /// The line that continues from this moment at another speed, or from another moment.
    [[nodiscard]] time_line at_speed(std::int64_t speed) const;
    [[nodiscard]] time_line moved_to(instant when) const;

private:
    time_line line_{};
};

}  // namespace fillrate::bot
