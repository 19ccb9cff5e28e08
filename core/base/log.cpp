#include "core/base/log.hpp"

#include "core/base/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <utility>
#include <vector>

namespace fillrate {
namespace {

constexpr std::size_t value_limit = 1024;
constexpr std::size_t line_limit = 8192;
constexpr std::size_t shortest_hidden = 8;

constexpr std::string_view name_of_level(log_level level) noexcept {
    switch (level) {
        case log_level::debug:
            return "debug";
        case log_level::info:
            return "info";
        case log_level::warn:
            return "warn";
        case log_level::error:
            return "error";
        case log_level::off:
            return "off";
    }
    return "off";
}

spdlog::level::level_enum to_spdlog(log_level level) noexcept {
    switch (level) {
        case log_level::debug:
            return spdlog::level::debug;
        case log_level::info:
            return spdlog::level::info;
        case log_level::warn:
            return spdlog::level::warn;
        case log_level::error:
            return spdlog::level::err;
        case log_level::off:
            return spdlog::level::off;
    }
    return spdlog::level::off;
}

/// Hands finished lines to a function.
class writer_sink final : public spdlog::sinks::base_sink<spdlog::details::null_mutex> {
public:
    explicit writer_sink(logger::writer to) : to_(std::move(to)) {}

private:
    void sink_it_(const spdlog::details::log_msg& message) override {
        spdlog::memory_buf_t line;
        formatter_->format(message, line);
        to_(std::string_view(line.data(), line.size()));
    }
    void flush_() override {}

    logger::writer to_;
};

void append_hex(std::string& out, char32_t value, int digits) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
        out += "0123456789abcdef"[(value >> static_cast<unsigned>(shift)) & 0xFU];
    }
}

/// As the inside of a JSON string, which the text format uses too: no raw control, no invisible
/// character, no quote. A byte that is not UTF-8 becomes U+FFFD.
void append_escaped(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const auto point = first_code_point(text);
        const auto bytes = text.substr(0, point.length);
        text.remove_prefix(point.length);
        if (!point.valid) {
            out += "\\ufffd";
        } else if (bytes == "\n") {
            out += "\\n";
        } else if (bytes == "\"" || bytes == "\\") {
            out += '\\';
            out += bytes;
        } else if (!is_invisible(point.value)) {
            out += bytes;
        } else if (point.value < 0x10000) {
            out += "\\u";
            append_hex(out, point.value, 4);
        } else {
            const char32_t pair = point.value - 0x10000;
            out += "\\u";
            append_hex(out, 0xD800 + (pair >> 10U), 4);
            out += "\\u";
            append_hex(out, 0xDC00 + (pair & 0x3FFU), 4);
        }
    }
}

bool is_plain(std::string_view text) noexcept {
    for (const char c : text) {
        if (c <= ' ' || c > '~' || c == '"' || c == '\\' || c == '=') {
            return false;
        }
    }
    return !text.empty();
}

template <class T>
void append_number(std::string& out, T value) {
    std::array<char, 32> digits{};
    const auto [end, failure] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), end);
}

}  // namespace

result<log_level> parse_log_level(std::string_view name) {
    for (const auto level :
         {log_level::debug, log_level::info, log_level::warn, log_level::error, log_level::off}) {
        if (name == name_of_level(level)) {
            return level;
        }
    }
    return error{errc::invalid_input, "expected one of debug, info, warn, error, off"};
}

result<log_format> parse_log_format(std::string_view name) {
    if (name == "text") {
        return log_format::text;
    }
    if (name == "json") {
        return log_format::json;
    }
    return error{errc::invalid_input, "expected text or json"};
}

struct logger::implementation {
    log_format format;
    log_level level;
    spdlog::logger out;
    std::vector<secret> hidden{};

    implementation(log_format f, log_level l, spdlog::sink_ptr sink)
        : format(f), level(l), out("fillrate", std::move(sink)) {
        const char* const pattern = f == log_format::json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ",%v})"
                                                          : "%Y-%m-%dT%H:%M:%S.%eZ %v";
        out.set_formatter(std::make_unique<spdlog::pattern_formatter>(
            pattern,
            spdlog::pattern_time_type::utc,
            "\n"
        ));
        out.set_level(spdlog::level::trace);
        out.flush_on(spdlog::level::trace);
    }

    /// Cut, masked, not yet escaped. The cut comes first: it bounds the work, and a cut token still
    /// starts like one.
    [[nodiscard]] std::string cleaned(std::string_view text) const {
        const auto kept = truncate_bytes(text, value_limit);
        std::string clean(text);
        for (const auto& known : hidden) {
            // Masked in the whole text, since a cut would leave half of a known secret.
            for (auto at = clean.find(known.reveal()); at != std::string::npos;
                 at = clean.find(known.reveal(), at)) {
                clean.replace(at, known.reveal().size(), "[redacted]");
            }
        }
        clean = redact(hidden.empty() ? kept : truncate_bytes(clean, value_limit));
        if (kept.size() < text.size()) {
            clean += "... (" + std::to_string(text.size()) + " bytes)";
        }
        return clean;
    }

    void append_text(std::string& out_text, std::string_view text) const {
        const std::string clean = cleaned(text);
        if (format == log_format::text && is_plain(clean)) {
            out_text += clean;
            return;
        }
        out_text += '"';
        append_escaped(out_text, clean);
        out_text += '"';
    }

    void append_value(std::string& out_text, const log_value& value) const {
        if (const auto* text = std::get_if<std::string_view>(&value.get())) {
            append_text(out_text, *text);
        } else if (const auto* flag = std::get_if<bool>(&value.get())) {
            out_text += *flag ? "true" : "false";
        } else if (const auto* number = std::get_if<std::int64_t>(&value.get())) {
            append_number(out_text, *number);
        } else if (const auto* natural = std::get_if<std::uint64_t>(&value.get())) {
            append_number(out_text, *natural);
        } else if (const auto* real = std::get_if<double>(&value.get())) {
            if (std::isfinite(*real)) {
                append_number(out_text, *real);
            } else {
                out_text += "null";
            }
        }
    }

    [[nodiscard]] std::string line(log_level at, std::string_view event, log_fields fields) const {
        const bool json = format == log_format::json;
        std::string body = json ? R"("level":")" : std::string{};
        body += name_of_level(at);
        body += json ? R"(","event":)" : " ";
        if (json) {
            append_text(body, event);
        } else {
            append_escaped(body, cleaned(event));
        }
        for (const auto& field : fields) {
            std::string next = json ? ",\"" : " ";
            append_escaped(next, field.key);
            next += json ? "\":" : "=";
            append_value(next, field.value);
            if (body.size() + next.size() > line_limit) {
                body += json ? R"(,"cut":true)" : " cut=true";
                break;
            }
            body += next;
        }
        return body;
    }
};

logger::logger(log_format format, log_level level)
    : implementation_(std::make_unique<implementation>(
          format,
          level,
          std::make_shared<spdlog::sinks::stderr_sink_st>()
      )) {}

logger::logger(log_format format, log_level level, writer to)
    : implementation_(std::make_unique<implementation>(
          format,
          level,
          std::make_shared<writer_sink>([to = std::move(to)](std::string_view line) {
              to(line.substr(0, line.find_last_not_of('\n') + 1));
          })
      )) {}

logger::~logger() = default;

void logger::set_level(log_level level) noexcept {
    implementation_->level = level;
}

bool logger::enabled(log_level level) const noexcept {
    return level >= implementation_->level;
}

void logger::hide(const secret& text) {
    if (text.reveal().size() >= shortest_hidden) {
        implementation_->hidden.push_back(text);
    }
}

void logger::write(log_level level, std::string_view event, log_fields fields) {
    if (!enabled(level) || level == log_level::off) {
        return;
    }
    // As a plain text, never as a format string (N042).
    implementation_->out.log(
        to_spdlog(level),
        spdlog::string_view_t(implementation_->line(level, event, fields))
    );
}

}  // namespace fillrate
