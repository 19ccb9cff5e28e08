// Zones and calendars against Python's zoneinfo, which shares the database but no code with ours.
// FILLRATE_LONG=1 asks many more questions.
#include "core/base/text.hpp"
#include "core/domain/calendar.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace fillrate::domain {
namespace {

struct close_pipe {
    void operator()(FILE* pipe) const noexcept { ::pclose(pipe); }
};

/// The standard output of a command, by lines.
std::vector<std::string> lines_of(const std::string& command) {
    const std::unique_ptr<FILE, close_pipe> pipe(::popen(command.c_str(), "r"));
    std::vector<std::string> lines(1);
    for (int c = pipe ? std::fgetc(pipe.get()) : EOF; c != EOF; c = std::fgetc(pipe.get())) {
        if (c == '\n') {
            lines.emplace_back();
        } else {
            lines.back() += static_cast<char>(c);
        }
    }
    lines.pop_back();
    return lines;
}

instant at(std::string_view unix_seconds) {
    return instant{seconds{parse_int<std::int64_t>(unix_seconds).value()}};
}

calendar calendar_of(std::string_view zone, std::string_view week) {
    calendar_spec spec{.name = "random", .zone = std::string(zone)};
    const auto days = split(week, '/');
    for (std::size_t day = 0; day < spec.week.size(); ++day) {
        if (days.at(day) == "-") {
            continue;
        }
        for (const auto text : split(days[day], '+')) {
            const auto edges = split(text, '-');
            spec.week[day].push_back(
                {minutes{parse_int<int>(edges.at(0)).value()},
                 minutes{parse_int<int>(edges.at(1)).value()}}
            );
        }
    }
    return calendar::compile(spec).value();
}

/// The answer of ours, to compare with the last word of the line.
std::string answer(const std::vector<std::string_view>& question) {
    const auto zone = time_zone::find(question.at(1)).value();
    const auto text = [](instant t) { return std::to_string(to_unix_ms(t) / 1000); };
    if (question[0] == "local") {
        return std::to_string(zone.to_local(at(question.at(2))).offset.count());
    }
    if (question[0] == "instant") {
        const auto wall = at(question.at(2)).time_since_epoch();
        const auto day = std::chrono::floor<std::chrono::days>(wall);
        return text(zone.to_instant({date_of(day), std::chrono::floor<seconds>(wall - day)}));
    }
    const auto c = calendar_of(question[1], question.at(2));
    const auto start = at(question.at(3));
    if (question[0] == "add") {
        return text(c.add(start, seconds{parse_int<std::int64_t>(question.at(4)).value()}));
    }
    return std::to_string(c.between(start, at(question.at(4))).count());
}

TEST(zoneinfo, agrees_on_zones_and_working_time) {
    const bool in_full = std::getenv("FILLRATE_LONG") != nullptr;
    const std::string command =
        std::string(ZONEINFO_COMMAND) + (in_full ? " 40000 20261125" : " 800 20261125");
    std::size_t asked = 0;
    for (const auto& line : lines_of(command)) {
        const auto words = split(line, ' ');
        ASSERT_GE(words.size(), 4U) << line;
        EXPECT_EQ(answer(words), words.back()) << line;
        ++asked;
    }
    EXPECT_EQ(asked, in_full ? 120'000U : 2'400U);
}

}  // namespace
}  // namespace fillrate::domain
