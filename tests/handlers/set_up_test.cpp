// The set-up from chat: clients, suppliers, people and channels, and who may do what with them.
#include "core/domain/names.hpp"
#include "handlers/routes.hpp"
#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

namespace fillrate::handlers::testing {
namespace {

bool has_text(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// An organisation with nothing in it but its first administrator.
desk empty_firm() {
    config::demo_data data;
    data.now = at("2026-11-30T10:00-06:00");
    data.organisation.name = "Acme Staffing";
    data.organisation.bot_name = "Acme Hiring Desk";
    data.organisation.default_zone = "America/Chicago";
    domain::person first;
    first.id = person_id{"robin"};
    first.name = "Robin Quill";
    first.direct = conversation_id{"dm-robin"};
    for (const auto role :
         {domain::role::administrator,
          domain::role::operations,
          domain::role::account_manager,
          domain::role::recruiter}) {
        domain::grant grant;
        grant.role = role;
        first.grants.push_back(grant);
    }
    data.people.push_back(first);
    return desk(std::move(data));
}

constexpr auto add_acorn = "admin client \"Acorn Robotics\" site:Chicago zone:America/Chicago";

const domain::client& put_client(const said& told) {
    return std::get<domain::client>(std::get<domain::directory_put>(told.events.front().data).value
    );
}

TEST(set_up, a_client_comes_with_its_site_and_the_sites_zone) {
    auto d = empty_firm();
    const auto added = d.type("robin", "dm", add_acorn);
    ASSERT_TRUE(added.changed) << added.text;
    EXPECT_EQ(put_client(added).id.value, "acorn-robotics");
    EXPECT_EQ(put_client(added).sites.front().zone, "America/Chicago");
    EXPECT_EQ(put_client(added).account_managers.front().value, "robin");
    const auto second = d.type(
        "robin",
        "dm",
        "admin client acorn-robotics site:\"Phoenix plant\" zone:America/Phoenix"
    );
    ASSERT_TRUE(second.changed) << second.text;
    EXPECT_EQ(put_client(second).sites.size(), 2U);
    EXPECT_EQ(put_client(second).sites.back().id.value, "phoenix-plant");
    const auto corrected =
        d.type("robin", "dm", "admin client \"acorn robotics\" site:Chicago zone:America/Denver");
    EXPECT_EQ(put_client(corrected).sites.size(), 2U);
    EXPECT_EQ(put_client(corrected).sites.front().zone, "America/Denver");
    EXPECT_TRUE(
        has_text(d.type("robin", "dm", "admin clients").text, "Phoenix plant (America/Phoenix)")
    );
}

TEST(set_up, a_wrong_zone_is_asked_back_and_nothing_is_added) {
    auto d = empty_firm();
    const auto wrong =
        d.type("robin", "dm", "admin client \"Acorn Robotics\" site:Chicago zone:Chicago");
    EXPECT_TRUE(wrong.refused);
    EXPECT_TRUE(has_text(wrong.text, "did you mean America/Chicago?")) << wrong.text;
    EXPECT_TRUE(d.type("robin", "dm", "admin client \"***\" site:Chicago zone:UTC").refused);
    EXPECT_TRUE(
        d.type("robin", "dm", "admin client \"" + std::string(81, 'x') + "\" site:A zone:UTC")
            .refused
    );
    EXPECT_TRUE(has_text(d.type("robin", "dm", "admin clients").text, "no client yet"));
}

TEST(set_up, with_something_missing_the_form_opens_and_does_the_same) {
    auto d = empty_firm();
    const auto asked = d.type("robin", "dm", "admin client \"Acorn Robotics\"");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_EQ(asked.form->fields.front().value, "Acorn Robotics");
    const auto added = d.submit(
        "robin",
        "dm",
        asked.form->act,
        {{"client_name", "Acorn Robotics"},
         {"site_name", "Chicago"},
         {"zone", "America/Chicago"},
         {"currency", "usd"}}
    );
    ASSERT_TRUE(added.changed) << added.text;
    EXPECT_EQ(put_client(added).sites.front().currency, "USD");
}

TEST(set_up, the_first_requisition_makes_its_client) {
    auto d = empty_firm();
    const auto asked = d.type("robin", "dm", "req new \"Welder\" openings:3");
    ASSERT_TRUE(asked.form) << asked.text;
    EXPECT_EQ(asked.form->act.subject, "new:client");
    std::map<std::string, std::string> fields{
        {"title", "Welder"},
        {"client_name", "Acorn Robotics"},
        {"site_name", "Chicago"},
        {"zone", "America/Chicago"},
        {"currency", "USD"},
        {"category", "professional"},
        {"openings", "3"}};
    const auto opened = d.submit("robin", "dm", asked.form->act, fields);
    ASSERT_TRUE(opened.changed) << opened.text;
    EXPECT_EQ(d.req(1).client.value, "acorn-robotics");
    EXPECT_EQ(d.req(1).zone, "America/Chicago");
    EXPECT_EQ(d.req(1).owner.value, "robin");
    const auto twice = d.submit("robin", "dm", asked.form->act, fields);
    ASSERT_EQ(twice.problems.size(), 1U) << twice.text;
    EXPECT_EQ(twice.problems.front().first, "client_name");
    const auto again = d.type("robin", "dm", "req new");
    ASSERT_TRUE(again.form);
    const auto& clients = *std::ranges::find(again.form->fields, "client", &chat::form_field::id);
    EXPECT_EQ(clients.options.back().value, "+");
}

TEST(set_up, people_can_be_named_by_an_email_that_is_known_and_never_shown) {
    desk d;
    const std::string opening = "req new \"Welder\" client:acorn site:chicago category:pro pay:30 ";
    const auto opened = d.type("robin", "acorn-internal", opening + "hm:ana@acorn.test");
    ASSERT_TRUE(opened.changed) << opened.text;
    EXPECT_EQ(d.req(1).hiring_manager.value, "ana");
    EXPECT_FALSE(has_text(opened.text, "ana@acorn.test")) << opened.text;
    for (const auto* nobody : {"hm:ana@acorn.tset", "hm:raj@heron.test"}) {
        const auto refused = d.type("robin", "acorn-internal", opening + nobody);
        EXPECT_TRUE(refused.refused) << refused.text;
        EXPECT_TRUE(has_text(refused.text, "no hiring manager called")) << refused.text;
        EXPECT_TRUE(has_text(refused.text, "Next: ")) << refused.text;
    }
    const auto added = d.type("sam", "dm-sam", "admin person @ana email:petrov@acorn.test");
    ASSERT_TRUE(added.changed) << added.text;
    EXPECT_FALSE(d.type("robin", "acorn-internal", opening + "hm:ana@acorn.test").changed);
    EXPECT_TRUE(d.type("robin", "acorn-internal", "1 set hm:PETROV@acorn.test").refused)
        << "that is who it is already";
    EXPECT_TRUE(d.type("robin", "acorn-internal", opening + "for:petrov@acorn.test").changed);
    EXPECT_TRUE(d.type("sam", "dm-sam", "admin person @ana email:petrov").refused);
}

TEST(set_up, an_email_two_people_have_is_asked_about) {
    desk d;
    ASSERT_TRUE(d.type("sam", "dm-sam", "admin person @raj role:hm client:acorn").changed);
    ASSERT_TRUE(d.type("sam", "dm-sam", "admin person @raj email:ana@acorn.test").changed);
    const auto asked = d.type(
        "robin",
        "acorn-internal",
        "req new \"Welder\" client:acorn site:chicago category:pro pay:30 hm:ana@acorn.test"
    );
    EXPECT_TRUE(asked.refused);
    EXPECT_TRUE(has_text(asked.text, "may be any of these")) << asked.text;
    EXPECT_TRUE(has_text(asked.text, "Raj Okafor-Bell")) << asked.text;
}

TEST(set_up, suppliers_have_a_tier_that_can_be_changed) {
    auto d = empty_firm();
    EXPECT_TRUE(d.type("robin", "dm", "admin supplier \"Hammer & Tongs\" tier:2").changed);
    EXPECT_TRUE(d.type("robin", "dm", "admin supplier hammer-tongs tier1 category:li").changed);
    const auto listed = d.type("robin", "dm", "admin suppliers").text;
    EXPECT_TRUE(has_text(listed, "hammer-tongs")) << listed;
    EXPECT_TRUE(d.type("robin", "dm", "admin supplier \"Hammer & Tongs\" tier:0").refused);
}

TEST(set_up, only_administrators_set_up_and_help_shows_it_to_them_alone) {
    desk d;
    for (const auto* line :
         {"admin",
          "admin clients",
          "admin suppliers",
          "admin people",
          "admin bind internal",
          "admin supplier \"X\" tier:1",
          "admin person @dana role:am",
          "admin revoke @dana"}) {
        for (const auto* who : {"robin", "ana", "wren", "dana"}) {
            const auto told = d.type(who, "acorn-internal", line);
            EXPECT_TRUE(told.refused) << who << ": " << line << ": " << told.text;
            EXPECT_FALSE(told.changed);
        }
    }
    EXPECT_TRUE(d.type("ana", "acorn-hiring", add_acorn).refused);
    EXPECT_FALSE(has_text(d.type("robin", "acorn-internal", "help all").text, "admin person"));
    auto firm = empty_firm();
    EXPECT_TRUE(has_text(firm.type("robin", "dm", "help admin").text, "admin client"));
}

// What `admin bind` decides in a channel of its own; nothing when it refuses.
std::optional<domain::conversation> bound_by(const std::string& line) {
    desk d;
    context ctx;
    ctx.now = d.now;
    domain::grant administers;
    administers.role = domain::role::administrator;
    ctx.actor.id = person_id{"sam"};
    ctx.actor.grants = {administers};
    ctx.names.channel = "C0HAMMER";
    ctx.names.channel_name = "hammer";
    ctx.names.channel_mapping = "map:0123456789abcdef0123";
    ctx.command = std::get<chat::command>(chat::parse(line, {.meant_as_command = true}));
    snapshot seen;
    for (int round = 0; round < 5; ++round) {
        auto made = find_route("admin", "bind")->decide(ctx, seen, d.book);
        if (const auto* wanted = std::get_if<need>(&made)) {
            d.satisfy(*wanted, seen);
            continue;
        }
        const auto* decided = std::get_if<decision>(&made);
        if (decided == nullptr) {
            return std::nullopt;
        }
        const auto& put = std::get<domain::directory_put>(decided->events.front().data);
        return std::get<domain::conversation>(put.value);
    }
    return std::nullopt;
}

TEST(set_up, a_binding_may_name_the_workspace_of_the_other_firm) {
    const auto named = bound_by("admin bind supplier:hammer partner:T0HAMMER");
    ASSERT_TRUE(named);
    EXPECT_EQ(named->partner, "T0HAMMER");
    EXPECT_EQ(named->binding, (domain::binding{domain::binding::kind::supplier, "hammer"}));
    const auto plain = bound_by("admin bind supplier:hammer");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->partner, "");
    EXPECT_FALSE(bound_by("admin bind internal partner:T0HAMMER"));
    EXPECT_FALSE(bound_by("admin bind supplier:hammer partner:\"T0 HAMMER\""));
}

TEST(set_up, roles_say_what_they_are_limited_to) {
    auto d = empty_firm();
    ASSERT_TRUE(d.type("robin", "dm", add_acorn).changed);
    const auto refused = [&d](const char* line, std::string_view why) {
        const auto told = d.type("robin", "dm", line);
        EXPECT_TRUE(told.refused) << line;
        EXPECT_TRUE(has_text(told.text, why)) << told.text;
    };
    refused("admin person @robin role:hm", "Whose hiring manager?");
    refused("admin person @robin role:sup", "Of which supplier?");
    refused("admin person @robin role:ops client:acorn", "not limited to a client");
    refused("admin person @robin role:am client:nobody", "no client called");
    refused("admin person @nobody role:am", "no person called");
    refused("admin person @robin", "Which role?");
    refused("admin revoke @robin", "only administrator");
    const auto added =
        d.type("robin", "dm", "admin person @robin role:hm client:acorn site:Chicago");
    EXPECT_TRUE(has_text(added.text, "hiring manager at Acorn Robotics, all of chicago"))
        << added.text;
    EXPECT_TRUE(d.type("robin", "dm", "admin revoke @robin role:hm").changed);
    refused("admin revoke @robin role:hm", "does not have that role");
}

TEST(set_up, what_is_missing_is_shown_with_the_line_that_adds_it) {
    auto d = empty_firm();
    const auto shown = d.type("robin", "dm", "admin").text;
    EXPECT_TRUE(has_text(shown, "admin client")) << shown;
    EXPECT_TRUE(has_text(shown, "admin bind #hiring internal")) << shown;
    EXPECT_TRUE(d.type("robin", "dm", "admin bind internal").refused);
}

TEST(set_up, a_role_without_client_covers_every_client) {
    auto d = empty_firm();
    domain::requisition req;
    req.number = requisition_number{7};
    req.client = client_id{"any"};
    domain::actor everywhere;
    everywhere.id = person_id{"lee"};
    domain::grant grant;
    grant.role = domain::role::account_manager;
    everywhere.grants.push_back(grant);
    EXPECT_TRUE(domain::may(domain::permission::release, req, everywhere));
    EXPECT_TRUE(domain::may_create(client_id{"any"}, everywhere));
    everywhere.grants.front().role = domain::role::hiring_manager;
    EXPECT_FALSE(domain::may_know(req, everywhere));
    EXPECT_FALSE(domain::may_create(client_id{"any"}, everywhere));
}

}  // namespace
}  // namespace fillrate::handlers::testing
