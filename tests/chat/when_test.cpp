#include "core/chat/when.hpp"

#include <gtest/gtest.h>

namespace fillrate::chat {
namespace {

time_zone zone(std::string_view name) {
    return time_zone::find(name).value();
}

/// Monday 30 November 2026 10:00 in Chicago (DOMAIN.md 12).
instant now() {
    return zone("America/Chicago").parse("2026-11-30T10:00").value();
}

std::string text_of(const moment& m, const time_zone& in) {
    return in.format_iso(m.at) + (m.date_only ? " day" : "");
}

std::string read(std::string_view text, std::string_view zone_name = "America/Chicago") {
    const time_zone in = zone(zone_name);
    const when_reading reading = parse_when(text, now(), in);
    if (const auto* one = std::get_if<moment>(&reading)) {
        return text_of(*one, in);
    }
    if (const auto* two = std::get_if<two_moments>(&reading)) {
        return text_of(two->first, in) + " or " + text_of(two->second, in);
    }
    return "?";
}

struct when_case {
    const char* typed;
    const char* meant;
};
class when : public testing::TestWithParam<when_case> {};

TEST_P(when, is_read_on_the_wall_clock_of_the_zone) {
    EXPECT_EQ(read(GetParam().typed), GetParam().meant) << GetParam().typed;
}

constexpr when_case readings[] = {
    {"2pm", "2026-11-30T14:00-06:00"},
    {"2 pm", "2026-11-30T14:00-06:00"},
    {"2:30PM", "2026-11-30T14:30-06:00"},
    {"14:00", "2026-11-30T14:00-06:00"},
    {"noon", "2026-11-30T12:00-06:00"},
    {"12am", "2026-12-01T00:00-06:00 or 2026-11-30T00:00-06:00"},
    {"9:30", "2026-12-01T09:30-06:00 or 2026-11-30T09:30-06:00"},
    {"tomorrow 9:30", "2026-12-01T09:30-06:00"},
    {"9:30 tomorrow", "2026-12-01T09:30-06:00"},
    {"tomorrow at 9:30", "2026-12-01T09:30-06:00"},
    {"tomorrow", "2026-12-01T00:00-06:00 day"},
    {"yesterday 4pm", "2026-11-29T16:00-06:00"},
    {"today", "2026-11-30T00:00-06:00 day"},
    {"tue 14:00", "2026-12-01T14:00-06:00"},
    {"Tuesday, 14:00", "2026-12-01T14:00-06:00"},
    {"tue 14:00 ET", "2026-12-01T13:00-06:00"},
    {"tue 14:00 Europe/London", "2026-12-01T08:00-06:00"},
    {"wed 11", "2026-12-02T11:00-06:00"},
    {"tue 2", "2026-12-01T14:00-06:00 or 2026-12-01T02:00-06:00"},
    {"tue 02:00", "2026-12-01T02:00-06:00"},
    {"tue 6:00", "2026-12-01T06:00-06:00"},
    {"fri", "2026-12-04T00:00-06:00 day"},
    {"sun", "2026-12-06T00:00-06:00 day"},
    {"mon", "2026-12-07T00:00-06:00 day"},
    {"mon 11:00", "2026-11-30T11:00-06:00"},
    {"mon 9:00", "2026-12-07T09:00-06:00"},
    {"next mon", "2026-12-07T00:00-06:00 day"},
    {"next tue 9am", "2026-12-08T09:00-06:00 or 2026-12-01T09:00-06:00"},
    {"this thu", "2026-12-03T00:00-06:00 day"},
    {"+2h", "2026-11-30T12:00-06:00"},
    {"+1h30m", "2026-11-30T11:30-06:00"},
    {"in 45 min", "2026-11-30T10:45-06:00"},
    {"+3d", "2026-12-03T10:00-06:00"},
    {"+2w", "2026-12-14T10:00-06:00"},
    {"2026-12-08T09:00", "2026-12-08T09:00-06:00"},
    {"2026-12-08t15:00z", "2026-12-08T09:00-06:00"},
    {"2026-12-08T09:00-05:00", "2026-12-08T08:00-06:00"},
    {"2026-12-08T09:00 ET", "2026-12-08T08:00-06:00"},
    {"2026-12-08 9:00", "2026-12-08T09:00-06:00"},
    {"2026-12-08", "2026-12-08T00:00-06:00 day"},
    {"dec 7", "2026-12-07T00:00-06:00 day"},
    {"7 December", "2026-12-07T00:00-06:00 day"},
    {"Dec 7th, 2026", "2026-12-07T00:00-06:00 day"},
    {"mon dec 7", "2026-12-07T00:00-06:00 day"},
    {"dec 14 9am", "2026-12-14T09:00-06:00"},
    {"9am dec 14", "2026-12-14T09:00-06:00"},
    {"nov 30", "2026-11-30T00:00-06:00 day"},
    {"nov 2", "2027-11-02T00:00-05:00 day"},
    {"feb 29", "2028-02-29T00:00-06:00 day"},
    {"12/7", "2026-12-07T00:00-06:00 day or 2027-07-12T00:00-05:00 day"},
    {"12/7 9am", "2026-12-07T09:00-06:00 or 2027-07-12T09:00-05:00"},
    {"12/14", "2026-12-14T00:00-06:00 day"},
    {"14/12", "2026-12-14T00:00-06:00 day"},
    {"12/12", "2026-12-12T00:00-06:00 day"},
    {"12/7/2026", "2026-12-07T00:00-06:00 day or 2026-07-12T00:00-05:00 day"},
    {"12/14/26", "2026-12-14T00:00-06:00 day"},
    // Summer time: 14 March 2027 02:30 does not exist and moves on.
    {"mar 14 02:30", "2027-03-14T03:00-05:00"},
    {"dec\xC2\xA0"
     "7",
     "2026-12-07T00:00-06:00 day"},
};
INSTANTIATE_TEST_SUITE_P(readings, when, testing::ValuesIn(readings));

constexpr when_case refusals[] = {
    {"", "?"},
    {"9", "?"},
    {"25:00", "?"},
    {"9:60", "?"},
    {"13pm", "?"},
    {"0pm", "?"},
    {"tomorrow tomorrow", "?"},
    {"dec 32", "?"},
    {"feb 30", "?"},
    {"2026-02-30", "?"},
    {"2026-13-01", "?"},
    {"13/13", "?"},
    {"0/7", "?"},
    {"+", "?"},
    {"+0h", "?"},
    {"+h", "?"},
    {"+99999h", "?"},
    {"+9999d", "?"},
    {"+2x", "?"},
    {"tue dec 7", "?"},
    {"12/7 2", "?"},
    {"midnight", "?"},
    {"someday", "?"},
    {"tue 14:00 Nowhere/Land", "?"},
    {"ET", "?"},
    {"2026-12-08T25:00", "?"},
    {"2026-12-08T", "?"},
    {"2026-12-08Tx", "?"},
    {"%n%s{}", "?"},
    {"-1h", "?"},
    {"9:30 9:30", "?"},
    {"/", "?"},
    {"next", "?"},
    {"in", "?"},
    {"dec", "?"},
    {"dec 7 99999", "?"},
};
INSTANTIATE_TEST_SUITE_P(refusals, when, testing::ValuesIn(refusals));

TEST(when_echo, names_day_time_and_zone) {
    const time_zone chicago = zone("America/Chicago");
    const auto echo = [&chicago](std::string_view text) {
        return std::get<moment>(parse_when(text, now(), chicago)).echo;
    };
    EXPECT_EQ(echo("tue 14:00"), "Tue 1 Dec 14:00 CST");
    EXPECT_EQ(echo("tue 14:00 ET"), "Tue 1 Dec 14:00 EST = Tue 1 Dec 13:00 CST");
    EXPECT_EQ(echo("dec 7"), "Mon 7 Dec 2026");
    EXPECT_EQ(echo("jan 4 9am"), "Mon 4 Jan 09:00 CST (2027)");
}

TEST(when_zone, day_first_outside_the_americas) {
    EXPECT_EQ(
        read("12/7", "Europe/London"),
        "2027-07-12T00:00+01:00 day or 2026-12-07T00:00+00:00 day"
    );
    EXPECT_EQ(read("tue 9am", "America/Phoenix"), "2026-12-01T09:00-07:00");
}

TEST(when_problem_text, says_what_to_type_and_stays_short) {
    const auto refused = parse_when(std::string(100'000, '9'), now(), zone("Etc/UTC"));
    ASSERT_TRUE(std::holds_alternative<when_problem>(refused));
    EXPECT_LT(std::get<when_problem>(refused).text.size(), 200U);
    EXPECT_NE(std::get<when_problem>(refused).text.find("tomorrow 9:30"), std::string::npos);
}

}  // namespace
}  // namespace fillrate::chat
