// The grammar over the lines of DOMAIN.md 0 and 7.1 that concern requisitions, and its forgiving
// and refusing sides.
#include "core/chat/grammar.hpp"

#include "tests/chat/describe.hpp"

#include <gtest/gtest.h>

namespace fillrate::chat {

std::string describe(const parsed& p) {
    if (const auto* failed = std::get_if<problem>(&p)) {
        static constexpr const char* names[] = {
            "not_a_command",
            "unknown_word",
            "unknown_key",
            "unknown_value",
            "duplicate_key",
            "unexpected_words",
            "bad_subject",
            "ambiguous",
            "unclosed_quote",
            "too_long"};
        return std::string{"?"} + names[static_cast<int>(failed->what)];
    }
    const auto& c = std::get<command>(p);
    std::string out = c.noun + " " + c.verb;
    for (std::size_t i = 0; i < c.subjects.size(); ++i) {
        out += (i == 0 ? " [" : " ") + c.subjects[i].substr(c.subjects[i].find(':') + 1);
    }
    out += c.subjects.empty() ? (c.implied ? " (implied)" : "") : "]";
    out += c.called.empty() ? "" : " ~" + c.called;
    for (const argument& a : c.arguments) {
        out += " " + a.key + "=";
        switch (a.typed) {
            case argument::form::word:
                out += a.value;
                break;
            case argument::form::quoted:
                out += "'" + a.value + "'";
                break;
            case argument::form::at_name:
                out += "@" + a.value;
                break;
            case argument::form::platform_user:
                out += "<" + a.value + ">";
                break;
            case argument::form::platform_channel:
                out += "<#" + a.value + ">";
                break;
        }
    }
    return out + (c.tail.empty() ? "" : " | " + c.tail);
}

namespace {

struct line_case {
    const char* typed;
    const char* meant;
};

class meaning : public testing::TestWithParam<line_case> {};

TEST_P(meaning, is_read_the_same_everywhere) {
    EXPECT_EQ(describe(parse(GetParam().typed)), GetParam().meant) << GetParam().typed;
}

constexpr line_case domain_lines[] = {
    {"/hire", "me show"},
    {"", "me show"},
    {"/hire req new", "req new"},
    {"req new \"Forklift operator\" client:Dockside site:Memphis category:li openings:4 pay:19.50 "
     "priority:P1",
     "req new client=Dockside site=Memphis category=light_industrial openings=4 pay=19.50 "
     "priority=P1 | Forklift operator"},
    {"/hire req 104", "req show [104]"},
    {"req list mine late", "req list filter=mine filter=late"},
    {"req 104 qualify", "req qualify [104]"},
    {"release tier1", "req release (implied) tier=1"},
    {"104 release tier 2", "req release [104] tier=2"},
    {"104 release tier:2 to:quillfeather,northlight",
     "req release [104] tier=2 to=quillfeather to=northlight"},
    {"hold \"budget\" until:12/7", "req hold (implied) reason=budget until=12/7"},
    {"resume", "req resume (implied)"},
    {"priority P1 \"site down\"", "req set (implied) priority=P1 | site down"},
    {"openings +2", "req set (implied) openings=+2"},
    {"close filled", "req close (implied) reason=filled_by_us"},
    {"reopen \"fall-off\"", "req reopen (implied) | fall-off"},
    {"hold 104 budget", "req hold [104] reason=budget"},
    {"104 hold budget", "req hold [104] reason=budget"},
    {"req 104 hold budget", "req hold [104] reason=budget"},
    {"opp add client:acorn \"2nd shift Jan\" next:\"dec 10\" with:@kim",
     "opp add client=acorn next='dec 10' with=@kim | 2nd shift Jan"},
    {"opps", "opp list"},
    {"opp list client:acorn", "opp list client=acorn"},
    {"O-7", "opp show [7]"},
    {"opp 7", "opp show [7]"},
    {"o-7 pursue", "opp pursue [7]"},
    {"O-7 won 104", "opp won [7] | 104"},
    {"won O-7 104", "opp won [7] | 104"},
    {"O-7 won REQ-104", "opp won [7] | REQ-104"},
    {"lost O-7 \"a rival was faster\"", "opp lost [7] | a rival was faster"},
    {"O-7 set next:\"dec 17\"", "opp set [7] next='dec 17'"},
    {"O-7 note \"Kim calls\"", "opp note [7] | Kim calls"},
    {"O-7 hold budget", "?not_a_command"},
    {"find paige", "me find | paige"},
    {"/hire find \"Paige Turner\" client:acorn", "me find client=acorn | Paige Turner"},
    {"find REQ-104", "?unexpected_words"},
    {"client acorn", "client brief | acorn"},
    {"client \"Acorn Robotics\"", "client brief | Acorn Robotics"},
    {"client", "client brief"},
    {"client visit heron", "client brief | heron"},
    {"admin client \"Acorn\"", "admin client | Acorn"},
    {"today", "me today"},
    {"104 clone openings:6 start:mon", "req clone [104] openings=6 start=mon"},
    {"copy REQ-104 pay:21", "req clone [104] pay=21"},
    {"104 set pay:21 start:\"dec 14\" hm:ana@acorn.test",
     "req set [104] pay=21 start='dec 14' hm=ana@acorn.test"},
    {"104 note \"left a message, call back\"", "req note [104] | left a message, call back"},
    {"104 owner @lee", "req set [104] owner=@lee"},
    {"104 history", "req history [104]"},
    {"104 ack by:15:00", "req ack [104] by=15:00"},
    {"acknowledge 104 by:+2h", "req ack [104] by=+2h"},
    {"accept 207 heads:8", "req accept [207] heads=8"},
    {"decline capacity", "req decline (implied) reason=capacity"},
    {"104 accept for:quillfeather", "req accept [104] for=quillfeather"},
    {"/hire me", "me show"},
    {"me undo", "me undo"},
    {"undo", "me undo"},
    {"help", "help show"},
    {"help hold", "help show topic=hold"},
    {"help req hold", "help show topic=req topic=hold"},
    {"hold help", "help show topic=hold"},
    {"help \"two words\" .", "help show"},
    {"last", "req show [last]"},
    {"hold last budget", "req hold [last] reason=budget"},
};
INSTANTIATE_TEST_SUITE_P(domain, meaning, testing::ValuesIn(domain_lines));

constexpr line_case forgiving_lines[] = {
    {"104", "req show [104]"},
    {"REQ-104", "req show [104]"},
    {"req 104", "req show [104]"},
    {"Req104", "req show [104]"},
    {"#104", "req show [104]"},
    {"req #104", "req show [104]"},
    {"0104", "req show [104]"},
    {"REQ\xE2\x80\x93"
     "104",
     "req show [104]"},
    {"104:", "req show [104]"},
    {"show 104", "req show [104]"},
    {"admin import clients", "admin import table=clients"},
    {"admin keep @lee", "admin keep who=@lee"},
    {"admin paste reqs", "admin import table=requisitions"},
    {"SHOW Req 104", "req show [104]"},
    {"hire 104", "req show [104]"},
    {"/HIRE 104 HOLD Budget", "req hold [104] reason=budget"},
    {"requisitions list", "req list"},
    {"reqs", "req list"},
    {"list reqs", "req list"},
    {"order 104", "req show [104]"},
    {"new req", "req new"},
    {"new", "req new"},
    {"req list page:2", "req list page=2"},
    {"req list mine more", "req list filter=mine filter=more"},
    {"reqs late", "req late"},
    {"req list overdue", "req list filter=late"},
    {"show me", "me show"},
    {"hold 104 105 budget", "req hold [104 105] reason=budget"},
    {"hold 104, 105 and 106 budget", "req hold [104 105 106] reason=budget"},
    {"104 105 104 resume", "req resume [104 105]"},
    {"104 hold hm away until:\"dec 7\"", "req hold [104] reason=hm_away until='dec 7'"},
    {"104 hold hm-away", "req hold [104] reason=hm_away"},
    {"104 hold until:fri budget", "req hold [104] until=fri reason=budget"},
    {"104 hold budget until: fri", "req hold [104] reason=budget until=fri"},
    {"S-311 maybe until:jan 5", "sub hold [311] until=jan 5"},
    {"S-311 hold \"after the holidays\" until:\"jan 5\"",
     "sub hold [311] until='jan 5' | after the holidays"},
    {"104 remove quillfeather \"no answer\"", "req remove [104] supplier=quillfeather | no answer"},
    {"remove 104 \"Hammer & Tongs\" \"too slow\"",
     "req remove [104] supplier=Hammer & Tongs | too slow"},
    {"104 remove supplier:quillfeather too slow",
     "req remove [104] supplier=quillfeather | too slow"},
    {"admin supplier \"Daybreak Crew\" suspended:yes reason:no-shows",
     "admin supplier suspended=yes reason=no-shows | Daybreak Crew"},
    {"104 hold budget until:dec 7", "req hold [104] reason=budget until=dec 7"},
    {"104 hold budget until:tue 14:00 ET waiting",
     "req hold [104] reason=budget until=tue 14:00 ET | waiting"},
    {"104 hold budget until:fri 2 people away",
     "req hold [104] reason=budget until=fri | 2 people away"},
    {"104 hold other \xE2\x80\x9Cthe plant\xE2\x80\x99s closed\xE2\x80\x9D",
     "req hold [104] reason=other | the plant\xE2\x80\x99s closed"},
    {"104 hold other waiting for Q1 numbers",
     "req hold [104] reason=other | waiting for Q1 numbers"},
    {"104 hold waiting", "req hold [104] | waiting"},
    {"104 hold reason:budget", "req hold [104] reason=budget"},
    {"req new Forklift operator client:Dockside", "req new client=Dockside | Forklift operator"},
    {"req new \"QA Lead\" site:\"Memphis DC\"", "req new site='Memphis DC' | QA Lead"},
    {"req new \"QA Lead\" site: \"Memphis DC\"", "req new site='Memphis DC' | QA Lead"},
    {"req new \"QA Lead\" Site:Memphis, Priority:p1", "req new site=Memphis priority=P1 | QA Lead"},
    {"req new \"x\" heads:8 hm:@ana must:plc,ladder must:\"night, weekend\"",
     "req new openings=8 hm=@ana must=plc must=ladder must='night, weekend' | x"},
    {"104 openings 4", "req set [104] openings=4"},
    {"104 openings:+1", "req set [104] openings=+1"},
    {"104 openings \xE2\x88\x92"
     "1",
     "req set [104] openings=-1"},
    {"104 priority", "req set [104]"},
    {"104 pay:21", "req set [104] pay=21"},
    {"104 return needs a pay rate", "req return [104] | needs a pay rate"},
    {"104 note see https://example.test/x and client:dockside",
     "req note [104] | see https://example.test/x and client:dockside"},
    {"note the dock is closed", "req note (implied) | the dock is closed"},
    {"note 104 \"the dock is closed\"", "req note [104] | the dock is closed"},
    {"note REQ-104 the dock is closed", "req note [104] | the dock is closed"},
    {"104 note line one\nline two", "req note [104] | line one\nline two"},
    {"104 note he said \"no\" twice", "req note [104] | he said \"no\" twice"},
    {"104 note \"a \\\"b\\\" c\"", "req note [104] | a \"b\" c"},
    {"104 note racks of 19\" each", "req note [104] | racks of 19\" each"},
    {"104 hold other FYI: plant closed", "req hold [104] reason=other | FYI: plant closed"},
    {"104\xC2\xA0hold\xE2\x80\x83"
     "budget",
     "req hold [104] reason=budget"},
    {"1\xE2\x80\x8B"
     "04 ho\xE2\x80\x8Dld bud\xEF\xBB\xBFget",
     "req hold [104] reason=budget"},
};
INSTANTIATE_TEST_SUITE_P(forgiving, meaning, testing::ValuesIn(forgiving_lines));

constexpr line_case refused_lines[] = {
    {"104 hodl budget", "?unknown_word"},
    {"hodl 104 budget", "?unknown_word"},
    {"104 release tier1 colour:red", "?unknown_key"},
    {"req new \"x\" clinet:Dockside", "?unknown_key"},
    {"req new \"x\" category:heavy", "?unknown_value"},
    {"104 set priority:P9", "?unknown_value"},
    {"req list lat", "?unknown_value"},
    {"104 hold until:", "?unknown_value"},
    {"104 hold until: for:@ana", "?unknown_value"},
    {"req new \"x\" client:\"\"", "?unknown_value"},
    {"req new \"x\" client:A client:B", "?duplicate_key"},
    {"req new \"x\" site:Memphis DC", "?unexpected_words"},
    {"req new Forklift client:Dockside Freight", "?unexpected_words"},
    {"104 resume please", "?unexpected_words"},
    {"104 accept 8 heads", "?unexpected_words"},
    {"REQ-0", "?bad_subject"},
    {"hold REQ-99999999999 budget", "?bad_subject"},
    {"why 104 105", "?bad_subject"},
    {"hold 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 budget", "?bad_subject"},
    {"S-311 present", "sub present [311]"},
    {"present S-311", "sub present [311]"},
    {"S-311 resume", "sub resume [311]"},
    {"cv S-311", "sub resume [311]"},
    {"S-311 resume link:https://files.example/p.pdf",
     "sub resume [311] link=https://files.example/p.pdf"},
    {"note 12 people came today", "?ambiguous"},
    {"104 hold \"budget", "?unclosed_quote"},
    {"REQ-104 list", "?unexpected_words"},
};
INSTANTIATE_TEST_SUITE_P(refused, meaning, testing::ValuesIn(refused_lines));

constexpr line_case clock_lines[] = {
    {"sla", "sla show"},
    {"sla preview", "sla preview"},
    {"SLA apply", "sla apply"},
    {"sla 104", "req why [104]"},
    {"sla 104 why", "req why [104]"},
    {"sla why 104", "req why [104]"},
    {"104 sla", "req why [104]"},
    {"104 sla why", "req why [104]"},
    {"why REQ-104", "req why [104]"},
    {"I-52 why page2", "iv why [52] page=2"},
    {"104 clocks", "req why [104]"},
    {"sla S-311", "sub why [311]"},
    {"sla S-311 why", "sub why [311]"},
    {"sla I-52", "iv why [52]"},
    {"sla late", "req late"},
    {"sla excuse 104 cov client_request", "req excuse [104] clock=COV reason=client_request"},
    {"sla excuse 104 review client_request \"they moved it\"",
     "req excuse [104] clock=REVIEW reason=client_request | they moved it"},
    {"sla 104 excuse other \"a storm\"", "req excuse [104] reason=other | a storm"},
    {"excuse S-311 review client-away", "sub excuse [311] clock=REVIEW reason=client_away"},
    {"sla excuse I-52 feedback site_closed", "iv excuse [52] clock=FEEDBACK reason=site_closed"},
    {"I-52 excuse", "iv excuse [52]"},
    {"sla ack 104 eta:3pm", "req ack [104] by=3pm"},
    {"sla ack 104 by:3pm", "req ack [104] by=3pm"},
    {"sla ack 104 fill eta:3pm", "req ack [104] clock=FILL by=3pm"},
    {"sla ack S-311", "sub ack [311]"},
    {"sla excuse B-9 client_request", "due excuse [9] reason=client_request"},
    {"preview", "?not_a_command"},
    {"104 sla preview", "?not_a_command"},
    {"the sla of this client is two days", "?not_a_command"},
    {"sla is two days for this client", "?not_a_command"},
};
INSTANTIATE_TEST_SUITE_P(clocks, meaning, testing::ValuesIn(clock_lines));

constexpr line_case dated_lines[] = {
    {"S-311 present at:\"mon 14:00\"", "sub present [311] at='mon 14:00'"},
    {"S-311 present at:mon 14:00", "sub present [311] at=mon 14:00"},
    {"I-52 held at:10:45", "iv held [52] at=10:45"},
    {"104 hold budget at:\"tue 10:00\"", "req hold [104] reason=budget at='tue 10:00'"},
    {"104 return \"no rate\" at:9:00", "req return [104] at=9:00 | no rate"},
    {"104 set pay:21 at:9:00", "req set [104] pay=21 at=9:00"},
};
INSTANTIATE_TEST_SUITE_P(dated, meaning, testing::ValuesIn(dated_lines));

constexpr line_case interview_lines[] = {
    {"I-52", "iv show [52]"},
    {"iv 52", "iv show [52]"},
    {"interview I-52", "iv show [52]"},
    {"iv 52 confirm 2", "iv confirm [52] | 2"},
    {"I-52 confirm 2", "iv confirm [52] | 2"},
    {"confirm I-52 2", "iv confirm [52] | 2"},
    {"i-52 move wed 11", "iv move [52] | wed 11"},
    {"I-52 move wed 11:00 by:client", "iv move [52] by=client | wed 11:00"},
    {"move I-52 wed 11:00", "iv move [52] | wed 11:00"},
    {"iv I-52 cancel \"role changed\"", "iv cancel [52] | role changed"},
    {"I-52 noshow candidate", "iv noshow [52] who=candidate"},
    {"noshow I-52 interviewer", "iv noshow [52] who=interviewer"},
    {"noshow S-311", "sub noshow [311]"},
    {"I-52 held", "iv held [52]"},
    {"I-52 none \"only mornings\"", "iv none [52] | only mornings"},
    {"I-52 propose \"tue 10:00, tue 14:00\"", "iv propose [52] | tue 10:00, tue 14:00"},
    {"fb I-52 yes \"strong PLC, weak ladder\"",
     "iv feedback [52] verdict=yes | strong PLC, weak ladder"},
    {"I-52 feedback strong yes \"why\"", "iv feedback [52] verdict=strong_yes | why"},
    {"fb I-52 waive @raj \"on leave\"", "iv feedback [52] verdict=waived of=@raj | on leave"},
    {"fb I-52 yes \"good\" for:@ana", "iv feedback [52] verdict=yes of=@ana | good"},
    {"I-52 panel @lee?", "iv panel [52] optional=@lee"},
    {"I-52 panel @lee remove:@raj", "iv panel [52] panel=@lee remove=@raj"},
    {"I-52 decline travelling", "iv decline [52] | travelling"},
    {"S-311 interview", "sub interview [311]"},
    {"interview S-311", "sub interview [311]"},
    {"iv S-311", "sub interview [311]"},
    {"iv S-311 propose tue 10:00, tue 14:00, wed 9:00 panel:@ana,@raj?",
     "sub interview [311] how=propose panel=@ana optional=@raj | tue 10:00, tue 14:00, wed 9:00"},
    {"S-311 interview \"tue 10:00, wed 9:00\" panel:@ana, @raj? len:45m place:\"Room 4\" "
     "link:https://meet.example/4",
     "?unexpected_words"},
    {"S-311 interview panel:@ana,@raj? len:45m place:\"Room 4\" link:https://meet.example/4 "
     "\"tue 10:00, wed 9:00\"",
     "sub interview [311] panel=@ana optional=@raj len=45m place='Room 4' "
     "link=https://meet.example/4 | tue 10:00, wed 9:00"},
    {"interview S-311 held mon 14:00", "sub interview [311] how=held | mon 14:00"},
    {"S-311 interviews", "sub interviews [311]"},
    {"104 interviews", "req interviews [104]"},
    {"S-311 S-312 interview", "sub interview [311 312]"},
    {"I-52 S-311 show", "?bad_subject"},
    {"I-0 confirm 1", "?bad_subject"},
    {"104 noshow", "?unknown_word"},
};
INSTANTIATE_TEST_SUITE_P(interviews, meaning, testing::ValuesIn(interview_lines));

TEST(grammar, a_panel_is_picked_from_the_platform) {
    typed_line line;
    const auto plain = [](std::string text) {
        return text_run{text_run::kind::plain, std::move(text)};
    };
    line.runs = {
        plain("S-311 interview \"tue 10:00\" panel:"),
        {text_run::kind::user, "U1"},
        plain(","),
        {text_run::kind::user, "U2"},
        plain("?, "),
        {text_run::kind::user, "U3"},
        plain(" len:30")};
    EXPECT_EQ(
        describe(parse(line)),
        "sub interview [311] panel=<U1> optional=<U2> panel=<U3> len=30 | tue 10:00"
    );
}

// Sentences of managers and suppliers: never an error, never a guess (DOMAIN.md 0).
constexpr line_case sentences[] = {
    {"Maria liked both, wants S-311 Tue afternoon", "?not_a_command"},
    {"hold on a minute", "?not_a_command"},
    {"Resume attached for the second candidate", "?not_a_command"},
    {"accept my apologies, I was out", "?not_a_command"},
    {"return to office is fine with me", "?not_a_command"},
    {"release the hounds", "?not_a_command"},
    {"close the door please", "?not_a_command"},
    {"new forklift needed at the dock", "?not_a_command"},
    {"owner should call me", "?not_a_command"},
    {"help me with the second one please", "?not_a_command"},
    {"me too, thanks", "?not_a_command"},
    {"late again, third time this week", "?not_a_command"},
    {"start with the second candidate", "?not_a_command"},
    {"last week she was away", "?not_a_command"},
    {"2 new reqs are coming", "?not_a_command"},
    {"10 people called in sick today", "?not_a_command"},
    {"5551234567 is her number", "?not_a_command"},
    {"REQ-104 looks good to me", "?not_a_command"},
    {"she said \"yes", "?not_a_command"},
    {"order pizza for the shift", "?not_a_command"},
    {"find me somebody with a forklift licence", "?not_a_command"},
    {"today we are three people short", "?not_a_command"},
    {"client says the line starts a week earlier", "?not_a_command"},
    {"lost my badge again today, sorry", "?not_a_command"},
    {"history teacher wanted for the museum", "?not_a_command"},
    {"\xF0\x9F\x91\x8D", "?not_a_command"},
};
INSTANTIATE_TEST_SUITE_P(sentences, meaning, testing::ValuesIn(sentences));

problem problem_of(std::string_view text, const line_settings& settings = {}) {
    const parsed p = parse(text, settings);
    const auto* found = std::get_if<problem>(&p);
    return found == nullptr ? problem{.text = "(a command)"} : *found;
}

command command_of(const parsed& p) {
    const auto* found = std::get_if<command>(&p);
    return found == nullptr ? command{} : *found;
}

TEST(grammar, suggests_the_corrected_line) {
    EXPECT_EQ(problem_of("104 hodl budget").suggestions.at(0), "104 hold budget");
    EXPECT_EQ(problem_of("/hire hodl 104 \"a b\"").suggestions.at(0), "hold 104 \"a b\"");
    EXPECT_EQ(problem_of("104 hodl budget").text, "I don't know “hodl”. Did you mean hold?");
    EXPECT_EQ(problem_of("req new \"x\" clinet:A").suggestions.at(0), "req new \"x\" client:A");
    EXPECT_EQ(problem_of("req list lat").suggestions.at(0), "req list late");
    EXPECT_EQ(problem_of("note 12 people came").suggestions.at(0), "12 note \"people came\"");
    EXPECT_EQ(problem_of("note 12 people came").suggestions.at(1), "note \"12 people came\"");
}

TEST(grammar, a_note_belongs_to_the_ids_it_began_with) {
    EXPECT_EQ(problem_of("REQ-104 looks good to me").subjects, std::vector<std::string>{"req:104"});
}

TEST(grammar, a_slash_command_is_never_prose) {
    const line_settings slash{.meant_as_command = true};
    EXPECT_EQ(describe(parse("return needs a rate", slash)), "req return (implied) | needs a rate");
    EXPECT_EQ(describe(parse("confirm 2", slash)), "iv confirm (implied) | 2");
    EXPECT_EQ(describe(parse("blah blah blah blah", slash)), "?unknown_word");
    EXPECT_EQ(describe(parse("104 resume this one now", slash)), "?unexpected_words");
    EXPECT_EQ(describe(parse("answer to the second candidate", slash)), "?unknown_word");
}

TEST(grammar, mentions_come_as_platform_ids) {
    using kind = text_run::kind;
    typed_line line{
        .runs = {
            {kind::user, "UBOT"},
            {kind::plain, " 104 set hm:"},
            {kind::user, "U7"},
            {kind::plain, " owner:@lee "}}};
    const parsed p = parse(line, {.self = "UBOT"});
    EXPECT_EQ(describe(p), "req set [104] hm=<U7> owner=@lee");
    const command c = command_of(p);
    ASSERT_NE(c.find("hm"), nullptr);
    EXPECT_TRUE(c.find("hm")->is_person());
    EXPECT_EQ(c.value("owner"), "lee");

    typed_line note{
        .runs = {
            {kind::plain, "104 note \"ask "},
            {kind::user, "U7"},
            {kind::plain, " in "},
            {kind::channel, "C1"},
            {kind::plain, "\""}}};
    const command said = command_of(parse(note));
    EXPECT_EQ(said.tail, "ask @U7 in @C1");
    EXPECT_EQ(said.mentioned, std::vector<std::string>{"U7"});

    typed_line owner{.runs = {{kind::plain, "owner "}, {kind::user, "U9"}}};
    EXPECT_EQ(describe(parse(owner)), "req set (implied) owner=<U9>");
}

TEST(grammar, names_what_is_missing) {
    using words = std::vector<std::string_view>;
    EXPECT_EQ(
        missing_arguments(command_of(parse("req new"))),
        (words{"title", "client", "site", "category"})
    );
    EXPECT_EQ(missing_arguments(command_of(parse("104 hold"))), words{"reason"});
    EXPECT_EQ(missing_arguments(command_of(parse("104 return"))), words{"reason"});
    EXPECT_EQ(missing_arguments(command_of(parse("104 note"))), words{"note"});
    EXPECT_TRUE(missing_arguments(command_of(parse("104 hold budget"))).empty());
}

TEST(grammar, another_root_word) {
    EXPECT_EQ(describe(parse("/staff 104", {.root = "/staff"})), "req show [104]");
    EXPECT_EQ(describe(parse("staff", {.root = "/staff"})), "me show");
}

TEST(grammar, every_example_is_a_complete_command_and_comes_back) {
    for (const verb_rule& rule : verbs()) {
        const parsed p = parse(rule.example);
        ASSERT_TRUE(std::holds_alternative<command>(p)) << rule.example;
        const auto& c = std::get<command>(p);
        EXPECT_EQ(c.noun, rule.noun) << rule.example;
        EXPECT_EQ(c.verb, rule.verb) << rule.example;
        EXPECT_TRUE(missing_arguments(c).empty()) << rule.example;
        EXPECT_EQ(describe(parse(to_line(c))), describe(p)) << to_line(c);
    }
}

}  // namespace
}  // namespace fillrate::chat
