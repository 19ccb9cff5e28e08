// Every line of the table in DOMAIN.md 7.1 and of "Words people type" in its section 0, in their
// order, with the root word and without it; then what may stand for a code.
#include "core/chat/grammar.hpp"
#include "tests/chat/describe.hpp"

#include <gtest/gtest.h>

namespace fillrate::chat {
namespace {

struct line_case {
    const char* typed;
    const char* meant;
};

class domain_line : public testing::TestWithParam<line_case> {};

TEST_P(domain_line, is_read_as_the_pages_say) {
    const std::string typed = GetParam().typed;
    EXPECT_EQ(describe(parse(typed)), GetParam().meant) << typed;
    EXPECT_EQ(describe(parse("/hire " + typed)), GetParam().meant) << typed;
}

constexpr line_case table_lines[] = {
    {"req new", "req new"},
    {"req 104", "req show [104]"},
    {"req list mine late", "req list filter=mine filter=late"},
    {"req 104 qualify", "req qualify [104]"},
    {"req 104 release tier1", "req release [104] tier=1"},
    {"req new \"CNC operator\" client:acorn site:chicago category:li pay:31 waive:\"as 104\" tier1",
     "req new client=acorn site=chicago category=light_industrial pay=31 waive='as 104' tier=1 | "
     "CNC operator"},
    {"req new \"Loader\" client:acorn waive:\"as 104\" tier 1 to:hammer",
     "req new client=acorn waive='as 104' tier=1 to=hammer | Loader"},
    {"req new tier 2 support engineer", "req new | tier 2 support engineer"},
    {"104 qualify waive:\"as 103\" tier1", "req qualify [104] waive='as 103' tier=1"},
    {"release 104 tier1 waive:\"as 103\"", "req release [104] tier=1 waive='as 103'"},
    {"req 104 hold \"budget\" until:12/7", "req hold [104] reason=budget until=12/7"},
    {"req 104 resume", "req resume [104]"},
    {"req 104 priority P1 \"site down\"", "req set [104] priority=P1 | site down"},
    {"req 104 openings +2", "req set [104] openings=+2"},
    {"104 openings +2 at:9:00", "req set [104] openings=+2 at=9:00"},
    {"104 frozen 1 \"reorganising\"", "req set [104] frozen=1 | reorganising"},
    {"104 replacements:0", "req set [104] replacements=0"},
    {"104 release tier1 at:9:00", "req release [104] tier=1 at=9:00"},
    {"104 clone at:9:00", "?unknown_key"},
    {"clone 104 105", "req clone [104 105]"},
    {"req 104 close filled", "req close [104] reason=filled_by_us"},
    {"req 104 reopen \"fall-off\"", "req reopen [104] | fall-off"},
    {"sub add REQ-104", "sub put_forward [104]"},
    {"104,105 accept", "req accept [104 105]"},
    {"104,105 priority P1 \"site down\"", "req set [104 105] priority=P1 | site down"},
    {"REQ-104,REQ-105 decline capacity", "req decline [104 105] reason=capacity"},
    {"104 note 1,200 boxes for S-311,S-312", "req note [104] | 1,200 boxes for S-311,S-312"},
    {"sub S-311 present", "sub present [311]"},
    {"sub 311,312 expire", "sub expire [311 312]"},
    {"S-311,S-312 return \"no certificate\"", "sub return [311 312] | no certificate"},
    {"sub S-311 return \"no forklift cert\"", "sub return [311] | no forklift cert"},
    {"sub S-311 shortlist", "sub shortlist [311]"},
    {"sub S-311 reject must_have \"no PLC\"", "sub reject [311] reason=must_have | no PLC"},
    {"sub S-311 withdraw candidate \"took other job\"",
     "sub withdraw [311] by=candidate reason=other_offer"},
    {"S-311 request_rtr", "sub request_rtr [311]"},
    {"iv S-311 propose tue 10:00, tue 14:00, wed 9:00 panel:@ana,@raj?",
     "sub interview [311] how=propose panel=@ana optional=@raj | tue 10:00, tue 14:00, wed 9:00"},
    {"iv I-52 confirm 2", "iv confirm [52] | 2"},
    {"S-311 advance_round \"thu 10:00\"", "sub interview [311] | thu 10:00"},
    {"S-311 screen_reject must_have \"no PLC\"", "sub reject [311] reason=must_have | no PLC"},
    {"S-311 hold_decision until:fri", "sub hold [311] until=fri"},
    {"S-311 interview_request", "sub interview [311]"},
    {"S-311 extend_offer pay:42.50", "sub offer [311] pay=42.50"},
    {"S-311 clear_onboarding", "sub clear [311]"},
    {"S-311 confirm_start", "sub start [311]"},
    {"S-311 no_show_start", "sub noshow [311]"},
    {"S-311 rtr_confirmed on:\"nov 28\"", "sub rtr [311] on='nov 28'"},
    {"iv confirm 2", "iv confirm (implied) | 2"},
    {"iv confirm 52 2", "iv confirm [52] | 2"},
    {"fb I-52 I-53 yes \"strong\"", "iv feedback [52 53] verdict=yes | strong"},
    {"I-52,I-53 move \"thu 9:00, fri 9:00\"", "iv move [52 53] | thu 9:00, fri 9:00"},
    {"chase 104 207", "req chase [104 207]"},
    {"iv I-52 move wed 11:00 by:client", "iv move [52] by=client | wed 11:00"},
    {"iv I-52 cancel \"role changed\"", "iv cancel [52] | role changed"},
    {"iv I-52 noshow candidate", "iv noshow [52] who=candidate"},
    {"iv I-52 held", "iv held [52]"},
    {"I-52,I-53 cancel \"role changed\"", "iv cancel [52 53] | role changed"},
    {"fb I-52 yes \"strong PLC, weak ladder\"",
     "iv feedback [52] verdict=yes | strong PLC, weak ladder"},
    {"offer S-311 extend 42.50/h start:12/14", "sub extend [311] pay=42.50/h start=12/14"},
    {"offer S-311 accept", "sub accept [311]"},
    {"offer S-311 decline rate", "sub decline [311] reason=rate"},
    {"start S-311 ok", "sub start [311]"},
    {"start S-311 noshow", "sub noshow [311]"},
    {"start S-311 move \"dec 7\" by:client", "sub move [311] by=client | dec 7"},
    {"S-311 move dec 7 06:00 by:client", "sub move [311] by=client | dec 7 06:00"},
    {"sup REQ-104 accept", "req accept [104]"},
    {"sup 104 decline capacity", "req decline [104] reason=capacity"},
    {"sup 104 ask \"is weekend paid?\"", "req ask [104] | is weekend paid?"},
    {"sla", "sla show"},
    {"sla REQ-104 why", "req why [104]"},
    {"sla ack 104 eta:3pm", "req ack [104] by=3pm"},
    {"me", "me show"},
    {"me quiet 18-8", "me quiet | 18-8"},
    {"me away 12/1-12/5 cover:@lee", "me away cover=@lee | 12/1-12/5"},
    {"me undo", "me undo"},
    {"help", "help show"},
    {"help iv", "help show topic=iv"},
    {"help 104", "help show [104]"},
    {"S-311 help", "help show [311]"},
    {"help iv REQ-104", "help show [104] topic=iv"},
};
INSTANTIATE_TEST_SUITE_P(table, domain_line, testing::ValuesIn(table_lines));

constexpr line_case word_lines[] = {
    {"S-311 present", "sub present [311]"},
    {"hold 104 budget", "req hold [104] reason=budget"},
    {"I-52 move wed 11", "iv move [52] | wed 11"},
    {"104 set pay:21 start:\"dec 14\" hm:ana@acorn.test",
     "req set [104] pay=21 start='dec 14' hm=ana@acorn.test"},
    {"104 note \"call back\"", "req note [104] | call back"},
    {"104 owner @lee", "req set [104] owner=@lee"},
    {"104 history", "req history [104]"},
    {"104 clone openings:6 start:mon", "req clone [104] openings=6 start=mon"},
    {"find paige", "me find | paige"},
    {"today", "me today"},
    {"late", "req late"},
    {"answer Q-7 \"yes, 1.5x\"", "question answer [7] | yes, 1.5x"},
    {"Q-7", "question show [7]"},
    {"Q-7 drop", "question drop [7]"},
    {"drop Q-7", "question drop [7]"},
    {"question 7", "question show [7]"},
    {"client acorn", "client brief | acorn"},
    {"opp add client:acorn \"2nd shift Jan\" next:\"dec 10\" with:@kim",
     "opp add client=acorn next='dec 10' with=@kim | 2nd shift Jan"},
    {"O-7,O-8 pursue at:9:00", "opp pursue [7 8] at=9:00"},
    {"O-7 and O-8 lost \"no budget\"", "opp lost [7 8] | no budget"},
    {"away @robin until:fri cover:@lee", "me away who=@robin until=fri cover=@lee"},
    {"back @robin", "me back who=@robin"},
    {"interview S-311 held mon 14:00", "sub interview [311] how=held | mon 14:00"},
    {"submit 104 for:quillfeather", "req submit [104] for=quillfeather"},
    {"accept 207 heads:8", "req accept [207] heads=8"},
    {"start 207 present:9 noshow:1", "req start [207] present=9 noshow=1"},
    {"end 207 heads:2 quit", "req end [207] heads=2 reason=quit"},
    {"207 end heads:2 quit at:9:00", "req end [207] heads=2 reason=quit at=9:00"},
    {"end S-311 quit", "sub end [311] reason=quit"},
    {"order 104", "req show [104]"},
    {"submission 311", "sub show [311]"},
    {"vendor 104 accept", "req accept [104]"},
    {"S-311 ncns", "sub noshow [311]"},
    {"offers S-311 accept", "sub accept [311]"},
    {"starts 207 present:9 noshow:1", "req start [207] present=9 noshow=1"},
    {"REQS 104", "req show [104]"},
    {"SUBS S-311 Present", "sub present [311]"},
    {"s311 present", "sub present [311]"},
    {"present S311 s312", "sub present [311 312]"},
    {"104 hold other \xE2\x80\x9Cthe plant is closed\xE2\x80\x9D",
     "req hold [104] reason=other | the plant is closed"},
    {"REQ\xE2\x80\x93"
     "104 hold\xC2\xA0"
     "budget",
     "req hold [104] reason=budget"},
    {"offer S-311 42.50", "sub offer [311] pay=42.50"},
    {"offer S-311 pay:42.50 start:\"dec 14\"", "sub offer [311] pay=42.50 start='dec 14'"},
    {"S-311 set rate:50 summary:\"days only\"", "sub set [311] rate=50 about='days only'"},
    {"edit S-311", "sub set [311]"},
    {"change S-311 rate:50", "sub set [311] rate=50"},
    {"start S-311 end:\"mar 31\"", "sub start [311] end='mar 31'"},
    {"S-311 withdraw supplier rate", "sub withdraw [311] by=supplier reason=rate"},
    {"S-311 known \"met at the plant fair\" on:\"nov 12\"",
     "sub known [311] on='nov 12' | met at the plant fair"},
    {"S-311 known lift \"another of that name\"",
     "sub known [311] change=lift | another of that name"},
    {"sup", "sup list"},
    {"104 wait until:\"dec 7\" \"client on holiday\"",
     "req wait [104] until='dec 7' | client on holiday"},
    {"sla wait 104 until:12/7 \"client on holiday\"",
     "req wait [104] until=12/7 | client on holiday"},
    {"S-311 ack review eta:3pm", "sub ack [311] clock=REVIEW by=3pm"},
    {"sla ack I-52 eta:3pm", "iv ack [52] by=3pm"},
    {"wait S-311 until:12/7 \"manager on holiday\"",
     "sub wait [311] until=12/7 | manager on holiday"},
    {"104 wait clock:cov until:12/7 review is open",
     "req wait [104] clock=COV until=12/7 | review is open"},
    {"I-52 wait until:12/7 \"Raj is ill\"", "iv wait [52] until=12/7 | Raj is ill"},
    {"sla ack B-9 eta:3pm", "due ack [9] by=3pm"},
    {"sla excuse B-9 client_request", "due excuse [9] reason=client_request"},
    {"B-9", "due show [9]"},
    {"b-9 excuse other \"a storm\"", "due excuse [9] reason=other | a storm"},
    {"sla B-9", "due why [9]"},
    {"sla B-9 why", "due why [9]"},
    {"B-9 wait until:12/7 \"client on holiday\"", "due wait [9] until=12/7 | client on holiday"},
    {"B-0", "?bad_subject"},
    {"report sla week:last", "report sla week=last"},
    {"report pipeline", "report pipeline"},
    {"report aging", "report aging"},
    {"report supplier hammer", "report supplier | hammer"},
    {"report client acorn", "report client | acorn"},
    {"report client acorn category:li", "report client category=light_industrial | acorn"},
    {"shift REQ-207 2nd 11/12 noshow:1", "shift count [207] name=2nd count=11/12 noshow=1"},
    {"sub S-311 ncns", "sub noshow [311]"},
    {"iv I-52 no-show candidate", "iv noshow [52] who=candidate"},
    {"orders late", "req late"},
    {"submissions", "sub list"},
    {"vendors", "sup list"},
    {"Req 104 Hold BUDGET", "req hold [104] reason=budget"},
    {"104 hold \xE2\x80\x9C"
     "budget\xE2\x80\x9D until:\xE2\x80\x9C"
     "dec 7\xE2\x80\x9D",
     "req hold [104] reason=budget until='dec 7'"},
    {"S\xE2\x80\x93"
     "311 present",
     "sub present [311]"},
    {"I\xE2\x80\x94"
     "52 confirm 2",
     "iv confirm [52] | 2"},
    {"S-311\xC2\xA0present", "sub present [311]"},
    {"me away until:fri cover:@lee", "me away until=fri cover=@lee"},
    {"S-311 interview arrange", "sub interview [311] how=arrange"},
    {"104 close budget force:\"client ended program\"",
     "req close [104] reason=budget force='client ended program'"},
    {"Maria liked both, wants S-311 Tue afternoon", "?not_a_command"},
};
INSTANTIATE_TEST_SUITE_P(words, domain_line, testing::ValuesIn(word_lines));

// "#104" opens the picker of channels: it is read, and never shown as a line to type.
TEST(domain_line_suggestions, never_begin_a_number_with_the_mark_of_channels) {
    for (const auto* typed :
         {"#104 hodl budget",
          "hodl #104",
          "#104 104 hodl",
          "S-311 rejct rate",
          "104 hodl budget"}) {
        const auto read = parse(typed);
        const auto* wrong = std::get_if<problem>(&read);
        ASSERT_NE(wrong, nullptr) << typed;
        ASSERT_FALSE(wrong->suggestions.empty()) << typed;
        for (const auto& line : wrong->suggestions) {
            EXPECT_EQ(line.find('#'), std::string::npos) << line;
        }
    }
}

// By name, if unique: which words may be one. Who it is, is found out elsewhere.
constexpr line_case called_lines[] = {
    {"paige present", "sub present ~paige"},
    {"present paige", "sub present ~paige"},
    {"present paige turner", "sub present ~paige turner"},
    {"present anna log", "sub present ~anna log"},
    {"select log", "sub select ~log"},
    {"offer anna log pay:57 start:\"dec 14\"", "sub offer ~anna log pay=57 start='dec 14'"},
    {"paige turner reject rate", "sub reject ~paige turner reason=rate"},
    {"Paige Turner hold \"after the holidays\"", "sub hold ~Paige Turner | after the holidays"},
    {"\"Paige Turner\" reject rate", "sub reject ~Paige Turner reason=rate"},
    {"\"3 days\" reject rate", "?not_a_command"},
    {"\"Paige Turner\" maybe we should wait", "?not_a_command"},
    {"o'brien-smith history", "sub history ~o'brien-smith"},
    {"J\xC3\xB6rg present", "sub present ~J\xC3\xB6rg"},
    {"iv paige", "?not_a_command"},
    // Free text behind a name is a sentence, never a decision about the candidate.
    {"Robin maybe we should wait a week", "?not_a_command"},
    {"Robin no longer needed after june", "?not_a_command"},
    {"Will keep you posted", "?not_a_command"},
};
INSTANTIATE_TEST_SUITE_P(called, domain_line, testing::ValuesIn(called_lines));

TEST(called, nothing_but_a_name_is_one_only_in_a_line_meant_as_a_command) {
    line_settings meant;
    meant.meant_as_command = true;
    EXPECT_EQ(describe(parse("paige turner", meant)), "sub show ~paige turner");
    EXPECT_EQ(describe(parse("paige turner")), "?not_a_command");
    EXPECT_EQ(
        describe(parse("paige turner hold after the holidays", meant)),
        "sub hold ~paige turner | after the holidays"
    );
}

TEST(called, without_names_the_line_reads_as_before) {
    line_settings plain;
    plain.by_name = false;
    plain.meant_as_command = true;
    EXPECT_EQ(describe(parse("paige present", plain)), "?unknown_word");
    EXPECT_EQ(describe(parse("present paige", plain)), "?unexpected_words");
    for (const auto* sentence :
         {"order pizza for the shift", "she said \"yes", "hodl 104 budget"}) {
        EXPECT_TRUE(std::holds_alternative<problem>(parse(sentence))) << sentence;
    }
}

TEST(called, a_name_comes_back_with_its_line) {
    const auto read = parse("present paige turner");
    ASSERT_TRUE(std::holds_alternative<command>(read));
    EXPECT_EQ(to_line(std::get<command>(read)), "paige turner present");
    EXPECT_EQ(parse("paige turner present"), read);
}

TEST(called, a_subject_typed_is_a_subject) {
    const auto read = parse("S-311 present");
    ASSERT_TRUE(std::holds_alternative<command>(read));
    EXPECT_EQ(std::get<command>(read).called, "");
}

}  // namespace
}  // namespace fillrate::chat
