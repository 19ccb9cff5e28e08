// Zones and calendars against Python's zoneinfo, which shares the database but no code with ours.
// FILLRATE_LONG=1 asks many more questions,
// other ones every time; FILLRATE_ZONEINFO_SEED asks those of a printed seed.
#include "core/base/text.hpp"
#include "core/domain/calendar.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <random>
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

std::vector<window> day_of(std::string_view text) {
    std::vector<window> windows;
    for (const auto one : split(text == "-" ? "" : text, '+')) {
        if (!one.empty()) {
            const auto edges = split(one, '-');
            windows.push_back(
                {minutes{parse_int<int>(edges.at(0)).value()},
                 minutes{parse_int<int>(edges.at(1)).value()}}
            );
        }
    }
    return windows;
}

std::vector<std::string_view> list_of(std::string_view text) {
    return text == "-" ? std::vector<std::string_view>{} : split(text, ',');
}

/// "calendar ZONE WEEK HOLIDAYS SPECIAL"
calendar calendar_of(const std::vector<std::string_view>& words) {
    calendar_spec spec{.name = "random", .zone = std::string(words.at(1))};
    const auto days = split(words.at(2), '/');
    for (std::size_t day = 0; day < spec.week.size(); ++day) {
        spec.week[day] = day_of(days.at(day));
    }
    for (const auto date : list_of(words.at(3))) {
        spec.holidays.push_back(parse_date(date).value());
    }
    for (const auto special : list_of(words.at(4))) {
        spec.special[parse_date(special.substr(0, 10)).value()] = day_of(special.substr(11));
    }
    return calendar::compile(spec).value();
}

std::string text_of(instant t) {
    return std::to_string(to_unix_ms(t) / 1000);
}

std::string answer_on_zone(const std::vector<std::string_view>& question) {
    const auto zone = time_zone::find(question.at(1)).value();
    if (question[0] == "local") {
        return std::to_string(zone.to_local(at(question.at(2))).offset.count());
    }
    const auto wall = at(question.at(2)).time_since_epoch();
    const auto day = std::chrono::floor<std::chrono::days>(wall);
    return text_of(zone.to_instant({date_of(day), std::chrono::floor<seconds>(wall - day)}));
}

std::string answer_on(const calendar& on, const std::vector<std::string_view>& question) {
    const auto start = at(question.at(1));
    if (question[0] == "add") {
        return text_of(on.add(start, seconds{parse_int<std::int64_t>(question.at(2)).value()}));
    }
    return std::to_string(on.between(start, at(question.at(2))).count());
}

struct amount {
    std::size_t zone_questions = 1000;
    std::size_t calendars = 20;
    std::size_t each = 500;
    unsigned seed = 20261125;
};

amount amount_asked() {
    amount asked;
    if (std::getenv("FILLRATE_LONG") != nullptr) {
        asked = {
            .zone_questions = 40'000,
            .calendars = 200,
            .each = 2'000,
            .seed = std::random_device{}()};
    }
    if (const auto* seed = std::getenv("FILLRATE_ZONEINFO_SEED")) {
        asked.seed = parse_int<unsigned>(seed).value();
    }
    return asked;
}

TEST(zoneinfo, agrees_on_zones_and_working_time) {
    const auto wanted = amount_asked();
    std::printf("FILLRATE_ZONEINFO_SEED=%u\n", wanted.seed);
    std::string command = ZONEINFO_COMMAND;
    for (const auto number :
         {wanted.zone_questions, wanted.calendars, wanted.each, std::size_t{wanted.seed}}) {
        command += ' ' + std::to_string(number);
    }
    std::optional<calendar> on;
    std::size_t asked = 0;
    std::size_t different = 0;
    for (const auto& line : lines_of(command)) {
        const auto words = split(line, ' ');
        ASSERT_GE(words.size(), 4U) << line;
        if (words[0] == "calendar") {
            on = calendar_of(words);
            continue;
        }
        ++asked;
        const bool of_zone = words[0] == "local" || words[0] == "instant";
        const auto ours = of_zone ? answer_on_zone(words) : answer_on(on.value(), words);
        if (ours != words.back() && ++different <= 10) {
            ADD_FAILURE() << line << " but ours is " << ours;
        }
    }
    EXPECT_EQ(different, 0U);
    EXPECT_EQ(asked, 2 * wanted.zone_questions + wanted.calendars * wanted.each);
}

}  // namespace
}  // namespace fillrate::domain
