// The log: one escaped, bounded, redacted line per event, as text for people or JSON for machines.
// There is no global logger; whoever logs holds a reference.
#pragma once

#include "core/base/result.hpp"
#include "core/base/secret.hpp"

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace fillrate {

enum class log_level { debug, info, warn, error, off };
enum class log_format { text, json };

[[nodiscard]] result<log_level> parse_log_level(std::string_view name);
[[nodiscard]] result<log_format> parse_log_format(std::string_view name);

/// A value of a field. Texts are viewed, not copied: a field lives no longer than the call it is
/// written in.
class log_value {
public:
    log_value(std::string_view text) : value_(text) {}  // NOLINT(google-explicit-constructor)
    log_value(const std::string& text)
        : value_(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
    log_value(const char* text)
        : value_(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)
    log_value(bool flag) : value_(flag) {}   // NOLINT(google-explicit-constructor)
    log_value(std::floating_point auto number) : value_(static_cast<double>(number)) {}
    log_value(std::signed_integral auto number) : value_(static_cast<std::int64_t>(number)) {}
    log_value(std::unsigned_integral auto number) : value_(static_cast<std::uint64_t>(number)) {}
    log_value(errc code) : value_(name_of(code)) {}  // NOLINT(google-explicit-constructor)

    using variant = std::variant<std::string_view, bool, std::int64_t, std::uint64_t, double>;
    [[nodiscard]] const variant& get() const noexcept { return value_; }

private:
    variant value_;
};

struct log_field {
    std::string_view key;
    log_value value;
};
using log_fields = std::initializer_list<log_field>;

/// The text with everything token-shaped masked: Slack tokens (xoxb- and kin, xapp-, xoxe, xwfp-),
/// JSON web tokens, Bearer credentials, paths of hooks.slack.com, socket tickets, and user:password
/// of URLs.
[[nodiscard]] std::string redact(std::string_view text);

/// Writes events to standard error, or to a writer of the test. `log.warn("redis lost",
/// {{"attempt", 3}})`. The event is a constant phrase; whatever varies is a field. Values are cut
/// at 1 KiB, lines at 8 KiB (N040), control and invisible characters are escaped (N043),
/// token-shaped texts masked. Event and keys are ours; values are not.
class logger {
public:
    /// Receives each finished line, without line end.
    using writer = std::function<void(std::string_view line)>;

    /// To standard error.
    explicit logger(log_format format = log_format::text, log_level level = log_level::info);
    logger(log_format format, log_level level, writer to);
    ~logger();
    logger(const logger&) = delete;
    logger& operator=(const logger&) = delete;

    void set_level(log_level level) noexcept;
    [[nodiscard]] bool enabled(log_level level) const noexcept;
    /// Masks this very text wherever it appears from now on; texts under 8 bytes are ignored.
    void hide(const secret& text);

    void debug(std::string_view event, log_fields fields = {}) {
        write(log_level::debug, event, fields);
    }
    void info(std::string_view event, log_fields fields = {}) {
        write(log_level::info, event, fields);
    }
    void warn(std::string_view event, log_fields fields = {}) {
        write(log_level::warn, event, fields);
    }
    void error(std::string_view event, log_fields fields = {}) {
        write(log_level::error, event, fields);
    }
    void write(log_level level, std::string_view event, log_fields fields);

private:
    struct implementation;
    std::unique_ptr<implementation> implementation_;
};

}  // namespace fillrate
