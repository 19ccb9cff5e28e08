// What a record has many of is stored as rows: how they look, how short a requisition gets, and
// that what was stored before there were rows is still read.
#include "bot/record_codec.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace fillrate::bot {

namespace {

using std::chrono::hours;

constexpr instant released = from_unix_ms(1'796'054'400'000);
constexpr std::size_t most_bytes = 1280;  // Redis then takes about 1,300 for it, key and all

const record_codec& rows_codec() {
    static const record_codec made(
        crypto::key::from_bytes(std::string(crypto::key::size, 'r')).value(),
        organisation_id{"acme"}
    );
    return made;
}

domain::requisition read_rows(std::string_view json) {
    const auto read = rows_codec().decode("req:104", rows_codec().wrap("req:104", json));
    return read ? std::get<domain::requisition>(*read) : domain::requisition{};
}

std::string written_rows(const domain::requisition& req) {
    const auto body = rows_codec().encode("req:104", req);
    return body.substr(body.find('{'));
}

domain::clock running(domain::clock_kind kind, domain::party party, hours target) {
    domain::clock one;
    one.kind = kind;
    one.party = party;
    one.policy = "default@1";
    one.calendar = "acorn-chicago@1";
    one.target = target;
    one.started = released;
    one.since = released;
    one.due = released + 2 * target;
    one.warn_at = one.due - target / 2;
    one.urge_at = one.due - target / 4;
    return one;
}

domain::clock met(domain::clock one, milliseconds after) {
    one.state = domain::clock_state::met;
    one.elapsed = std::chrono::duration_cast<seconds>(after);
    one.stopped = released + after;
    one.due = one.warn_at = one.urge_at = instant{};
    return one;
}

void add_people(domain::requisition& req) {
    for (const std::string name : {"Hammer & Tongs Staffing", "Quillfeather IT", "Northlight"}) {
        domain::coverage asked;
        asked.supplier.value = "sup-" + name.substr(0, 6);
        asked.name = name;
        asked.said = domain::coverage::answer::accepted;
        asked.asked = released;
        asked.at = released + hours{2};
        asked.live = 2;
        asked.submitted = 3;
        asked.said_by = {.name = "Hattie Maul", .party = domain::party::supplier};
        req.suppliers.push_back(asked);
        req.places.push_back(
            {conversation_id{"to-" + name.substr(0, 6)},
             {domain::binding::kind::supplier, asked.supplier.value}}
        );
    }
    req.places.push_back({conversation_id{"acorn-internal"}, {domain::binding::kind::internal, {}}}
    );
}

domain::requisition five_clocks() {
    using domain::clock_kind;
    using domain::party;
    domain::requisition req;
    req.number.value = 104;
    req.state = domain::requisition_state::open;
    req.client.value = "acorn";
    req.client_name = "Acorn Robotics";
    req.site.value = req.site_name = "chicago";
    req.zone = "America/Chicago";
    req.currency = "USD";
    req.title = "Embedded engineer";
    req.pay = 6200;
    req.bill = 8900;
    req.owner.value = "robin";
    req.owner_name = "Robin Quill";
    req.hiring_manager.value = "ana";
    req.hiring_manager_name = "Ana Petrov-Lind";
    req.openings.push_back({.added = released - hours{9}, .batch = 1});
    add_people(req);
    req.clocks = {
        met(running(clock_kind::coverage, party::supplier, hours{4}), milliseconds{10'800'123}),
        met(running(clock_kind::first_submittal, party::supplier, hours{18}), hours{16}),
        running(clock_kind::slate, party::supplier, hours{27}),
        running(clock_kind::review, party::client, hours{16}),
        running(clock_kind::fill, party::program, hours{135})};
    req.clocks.back().batch = 1;
    req.clocks.back().turn = party::supplier;
    req.created = released - hours{9};
    req.released = req.sought = req.changed = released;
    req.entered = released;
    req.entered_by.name = "Robin Quill";
    req.timer_generation = 12;
    req.timer_due = released + hours{9};
    return req;
}

}  // namespace

TEST(stored_rows, tell_a_text_once_and_each_instant_from_the_one_before) {
    domain::requisition req;
    req.number.value = 104;
    req.clocks = {
        running(domain::clock_kind::coverage, domain::party::supplier, hours{4}),
        met(running(domain::clock_kind::slate, domain::party::supplier, hours{4}),
            milliseconds{1})};
    const auto text = written_rows(req);
    EXPECT_NE(
        text.find(R"("ck":[["COV",0,1,"supplier",0,"default@1","acorn-chicago@1",14400,0,)"
                  R"(1796054400,"",28800,-7200,3600],)"
                  R"(["SLATE",0,1,2,"met",3,4,14400,0,-25200,"",0,0,0,0,0,0,"1"]])"),
        std::string::npos
    ) << text;
    EXPECT_EQ(read_rows(text), req);
}

TEST(stored_rows, an_open_requisition_with_five_clocks_is_short) {
    const auto req = five_clocks();
    const auto body = rows_codec().encode("req:104", req);
    EXPECT_LE(body.size(), most_bytes) << body;
    EXPECT_EQ(std::get<domain::requisition>(rows_codec().decode("req:104", body).value()), req);
}

TEST(stored_rows, who_took_an_opening_is_told_once_and_needs_not_be_there) {
    domain::requisition req;
    req.number.value = 104;
    domain::opening taken{.state = domain::opening_state::reserved, .added = released};
    taken.taken_by = {"Hattie Maul", "Hammer", domain::party::candidate, false};
    req.openings = {taken, taken};
    const auto text = written_rows(req);
    EXPECT_EQ(text.find("Hattie Maul"), text.rfind("Hattie Maul")) << text;
    EXPECT_EQ(read_rows(text), req);
    const auto old = read_rows(R"({"n":104,"o":[["reserved",1796054400]]})");
    ASSERT_EQ(old.openings.size(), 1U);
    EXPECT_EQ(old.openings.front().taken_by, domain::author{});
    EXPECT_EQ(old.openings.front().added, released);
}

TEST(stored_rows, what_was_stored_as_objects_is_read_and_written_as_rows) {
    const auto old = read_rows(
        R"({"n":104,"o":[{"a":1796022000000,"ba":1}],)"
        R"("su":[{"s":"hammer","n":"Hammer","a":"accepted","t":1796061600000,"l":2}],)"
        R"("ck":[{"k":"COV","c":1,"p":"supplier","po":"default@1","ca":"acorn@1","t":14400,)"
        R"("st":1796054400000,"si":1796054400000,"d":1796083200000,"b":1796083200000,)"
        R"("ex":{"b":"Dana","r":"other","t":1796090000000}}],)"
        R"("ko":[{"k":"SLATE","c":1,"p":"client","t":1796000000000,"x":1}],)"
        R"("pl":[{"c":"desk","r":{"w":"client","i":"acorn"}}]})"
    );
    ASSERT_EQ(old.clocks.size(), 1U);
    EXPECT_EQ(old.clocks.front().policy, "default@1");
    EXPECT_EQ(old.clocks.front().breached, old.clocks.front().due);
    EXPECT_EQ(old.clocks.front().excused->by, "Dana");
    ASSERT_EQ(old.openings.size(), 1U);
    EXPECT_EQ(old.openings.front().added, from_unix_ms(1'796'022'000'000));
    ASSERT_EQ(old.suppliers.size(), 1U);
    EXPECT_EQ(old.suppliers.front().live, 2U);
    ASSERT_EQ(old.past.size(), 1U);
    EXPECT_EQ(old.past.front().missed, 1U);
    ASSERT_EQ(old.places.size(), 1U);
    EXPECT_EQ(old.places.front().readers.id, "acorn");
    const auto text = written_rows(old);
    EXPECT_NE(text.find(R"("pl":[["desk","client","acorn"]])"), std::string::npos) << text;
    EXPECT_EQ(read_rows(text), old);
}

TEST(stored_rows, an_opening_that_the_client_fills_later_is_read_back) {
    auto req = five_clocks();
    req.openings.push_back({.added = released, .batch = 1, .frozen = true});
    req.returned = true;
    const auto text = written_rows(req);
    EXPECT_EQ(read_rows(text), req) << text;
}

TEST(stored_rows, fields_of_a_later_version_are_passed_over) {
    const auto read = read_rows(R"({"n":104,"pl":[["desk","client","acorn","later",7],["hall"]]})");
    ASSERT_EQ(read.places.size(), 2U);
    EXPECT_EQ(read.places.back().conversation.value, "hall");
    EXPECT_EQ(read.places.back().readers, domain::binding{});
}

TEST(stored_rows, what_is_no_row_is_an_error) {
    for (const std::string list :
         {R"(["COV"])",                           // no row at all
          R"([[1]])",                             // a text not told before
          R"([["COV",0,0,0,0,7]])",               // nor here
          R"([["COV",0,0,0,0,-1]])",              // no place
          R"([["UNHEARD"]])",                     // no such kind
          R"([["COV","one"]])",                   // a text for a number
          R"([["COV",0,0,0,0,0,0,0,0,"soon"]])",  // no instant
          R"([["COV",0,0,0,0,0,0,0,0,9223372036854775807]])",
          R"([["COV",0,0,0,0,0,0,0,0,"9223372036854775808"]])"}) {
        const auto body = rows_codec().wrap("req:104", R"({"n":104,"ck":)" + list + "}");
        EXPECT_FALSE(rows_codec().decode("req:104", body).has_value()) << list;
    }
}

}  // namespace fillrate::bot
