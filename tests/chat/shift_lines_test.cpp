// Lines about shifts: the name of one may stand before its verb, and most lines need no verb.
#include "tests/chat/describe.hpp"

#include <gtest/gtest.h>

namespace fillrate::chat {
namespace {

struct shift_line_case {
    const char* typed;
    const char* meant;
};

constexpr shift_line_case shift_lines[] = {
    {"shift 207 2nd", "shift show [207] name=2nd"},
    {"207 shifts", "shift show [207]"},
    {"shifts", "shift show (implied)"},
    {"shift REQ-207 2nd 11/12 noshow:1", "shift count [207] name=2nd count=11/12 noshow=1"},
    {"shift 207 2nd 11/12 late:2", "shift count [207] name=2nd count=11/12 delayed=2"},
    {"207 shift second 9/12", "shift count [207] name=2nd count=9/12"},
    {"shift 207 11/12", "shift count [207] count=11/12"},
    {"shift 2nd 11/12", "shift count (implied) name=2nd count=11/12"},
    {"shift 207 2nd ordered:12 from:14:00 to:22:00 on:mon..fri",
     "shift plan [207] name=2nd ordered=12 from=14:00 to=22:00 on=mon..fri"},
    {"shift 207 2nd noshow:1 at:\"mon 14:40\"",
     "shift count [207] name=2nd noshow=1 at='mon 14:40'"},
    {"start 207 present:9 at:9:00", "req start [207] present=9 at=9:00"},
    {"shift 207 2nd ordered:12 present:9 noshow:1",
     "shift count [207] name=2nd ordered=12 present=9 noshow=1"},
    {"shift 207 2nd ordered:12 on:\"dec 1\"", "shift plan [207] name=2nd ordered=12 on='dec 1'"},
    {"shift 207 2nd plan", "shift plan [207] name=2nd"},
    {"207 shift plan", "shift plan [207]"},
    {"shift 207 2nd confirm 10", "shift confirm [207] name=2nd | 10"},
    {"shift 207 confirm 2nd 10", "shift confirm [207] name=2nd | 10"},
    {"confirm shift 207 2nd 10", "shift confirm [207] name=2nd | 10"},
    {"shift 207 2nd confirm 10 reserve:2", "shift confirm [207] name=2nd reserve=2 | 10"},
    {"shift 207 2nd send_reserve", "shift send_reserve [207] name=2nd"},
    {"shift 207 2nd cancel \"line down\" on:tue", "shift cancel [207] name=2nd on=tue | line down"},
    {"207 cancel budget", "req cancel [207] reason=budget"},
    {"I-52 confirm 2", "iv confirm [52] | 2"},
    {"shift 207 2nd hello", "?not_a_command"},
    {"Shift starts at six tomorrow, please bring gloves", "?not_a_command"},
    {"shift 2nd on:tue", "shift show (implied) name=2nd on=tue"},
    {"shift 207 2nd confrm 10", "?unknown_word"},
    {"drop 207 budget cut", "?"},
    {"shift 207 2nd 11/12 colour:red", "?unknown_key"},
};
TEST(shift_lines, mean_what_people_type) {
    for (const auto& [typed, meant] : shift_lines) {
        EXPECT_EQ(describe(parse(typed)).substr(0, std::string(meant).size()), meant) << typed;
    }
}

TEST(shift_lines, shifts_are_written_by_requisition_name_and_days) {
    command several;
    several.noun = "shift";
    several.verb = "confirm";
    several.subjects = {"shift:207.2026-12-01.2nd", "shift:207.2026-12-03.2nd"};
    several.tail = "8";
    const auto line = to_line(several);
    EXPECT_EQ(line, "shift 207 confirm 2nd on:\"2026-12-01,2026-12-03\" \"8\"");
    EXPECT_EQ(describe(parse(line)).substr(0, 33), "shift confirm [207] name=2nd on='")
        << describe(parse(line));
}
TEST(shift_lines, a_command_is_written_as_a_line_that_reads_back) {
    for (const auto& [typed, meant] : shift_lines) {
        const auto read = parse(typed);
        if (const auto* one = std::get_if<command>(&read); one != nullptr && !one->implied) {
            EXPECT_EQ(describe(parse(to_line(*one))), describe(read)) << to_line(*one);
        }
    }
}

}  // namespace
}  // namespace fillrate::chat
