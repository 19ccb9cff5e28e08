// The single words of a typed moment; words are lower case.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace fillrate::chat {

/// One to four digits.
[[nodiscard]] std::optional<unsigned> number(std::string_view text);
/// 0 = Sunday; the name or its beginning, three letters or more.
[[nodiscard]] std::optional<unsigned> weekday_of(std::string_view word);
/// The name or its beginning, three letters or more.
[[nodiscard]] std::optional<std::chrono::month> month_of(std::string_view word);
/// Whether a day may begin so: "mon", "dec", "7", "12/7", "tomorrow".
[[nodiscard]] bool begins_day(std::string_view word);
/// Whether a day or a time may begin so: "3pm", "14:00", "+2h", "noon" too.
[[nodiscard]] bool begins_moment(std::string_view word);
/// Whether the word goes on a moment typed without quotes: "until:dec 7", "start:tue 14:00 ET".
[[nodiscard]] bool continues_moment(std::string_view so_far, std::string_view next);
/// "7", "7th", "21st".
[[nodiscard]] std::optional<std::chrono::day> day_of(std::string_view word);
/// "2026" (2000 to 2199) or "26".
[[nodiscard]] std::optional<std::chrono::year> year_of(std::string_view word);
/// The IANA zone people of the organisations served so far mean by "ET"; others by IANA name.
[[nodiscard]] std::optional<std::string_view> zone_named(std::string_view word);

}  // namespace fillrate::chat
