// The resume of a candidate: who gives it, who opens it and who does not, and that every opening is
// kept.
#include "handlers/resume.hpp"

#include "tests/handlers/desk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace fillrate::handlers::testing {
namespace {

constexpr auto address = "https://files.example/paige.pdf";

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

void done(desk& d, std::initializer_list<std::pair<std::string_view, std::string>> lines) {
    for (const auto& [who, line] : lines) {
        const auto told = d.type(who, "acorn-internal", line);
        EXPECT_TRUE(told.changed) << line << "\n" << told.text;
    }
}

/// REQ-1, and S-301 put forward by Hammer & Tongs, with more to say of them.
desk with_candidate(const std::string& more = {}) {
    desk d;
    done(
        d,
        {{"robin",
          "req new \"Controls engineer\" client:Acorn site:Chicago category:pro openings:1 pay:58 "
          "bill:84 max:61 hm:@ana"},
         {"robin", "1 qualify waive:\"known role\""},
         {"robin", "1 release tier1"}}
    );
    const auto told =
        d.type("maul", "sup-hammer", "1 submit \"Paige Turner\" email:paige@example.test " + more);
    EXPECT_TRUE(told.changed) << told.text;
    return d;
}

std::string with_link() {
    return std::string("link:") + address;
}

domain::given_resume kept_pdf() {
    domain::given_resume kept;
    kept.kind = domain::resume_kind::pdf;
    kept.file = "0123456789abcdef0123456789abcdef";
    kept.size = 319'488;
    kept.secret = "key";
    return kept;
}

std::vector<std::string> labels(const std::optional<chat::message>& card) {
    std::vector<std::string> found;
    for (const auto& block : card ? card->blocks : std::vector<chat::block>{}) {
        if (const auto* row = std::get_if<chat::button_row>(&block)) {
            for (const auto& one : row->buttons) {
                found.push_back(one.label);
            }
        }
    }
    return found;
}

bool offers(const said& told, std::string_view label) {
    const auto all = labels(told.message);
    return std::ranges::find(all, label) != all.end();
}

/// What a desk with files offers, when somebody asks there for the resume.
outcome asked_with_files(desk& d, std::string_view person, file_means means) {
    snapshot seen;
    context ctx;
    ctx.files = means;
    ctx.now = d.now;
    ctx.command.noun = "sub";
    ctx.command.verb = "resume";
    ctx.command.subjects = {"sub:301"};
    const auto who =
        std::ranges::find(d.data().people, person_id{std::string(person)}, &domain::person::id);
    ctx.actor = {who->id, who->name, who->grants};
    ctx.place.binding = {domain::binding::kind::direct, who->id.value};
    seen.put("sub:301", 3, d.sub(301));
    seen.put("req:1", 3, d.req(1));
    seen.put("client:acorn", 1, d.data().clients.front());
    domain::candidate paige;
    paige.id = d.sub(301).candidate;
    paige.name = "Paige Turner";
    seen.put("cand:" + paige.id.value, 1, paige);
    auto person_record = *who;
    person_record.direct = conversation_id{"dm-" + who->id.value};
    seen.put("person:" + who->id.value, 1, person_record);
    return submittal_resume(ctx, seen, d.book);
}

TEST(resume, a_link_comes_with_the_candidate_and_is_opened_by_those_who_look) {
    auto d = with_candidate(with_link());
    EXPECT_EQ(d.sub(301).resume->secret, address);
    const auto changed = d.sub(301).changed;
    d.now += std::chrono::minutes{5};
    for (const auto who : {"robin", "maul", "dana"}) {
        const auto told = d.type(who, "dm-" + std::string(who), "S-301 resume");
        EXPECT_TRUE(holds(told.text, address)) << who << ' ' << told.text;
        ASSERT_EQ(told.events.size(), 1U) << who;
        EXPECT_TRUE(std::holds_alternative<domain::resume_opened>(told.events.front().data));
        EXPECT_TRUE(told.messages.empty()) << "an opening refreshes no card";
        EXPECT_EQ(d.sub(301).changed, changed) << "nor is it a change";
    }
}

TEST(resume, the_manager_opens_it_once_presented_and_not_before) {
    auto d = with_candidate(with_link());
    EXPECT_TRUE(holds(d.type("ana", "dm-ana", "S-301 resume").text, "There is no S-301"));
    done(d, {{"robin", "S-301 present"}});
    EXPECT_TRUE(holds(d.type("ana", "dm-ana", "S-301 resume").text, address));
    // In a channel as well: the answer is theirs alone.
    EXPECT_TRUE(holds(d.type("ana", "acorn-hiring", "S-301 resume").text, address));
    const auto card = d.type("ana", "dm-ana", "S-301");
    EXPECT_EQ(
        labels(card.message),
        (std::vector<std::string>{"Interview", "Maybe", "No", "Hire", "Resume"})
    );
    EXPECT_FALSE(holds(card.text, address)) << "not on the card";
}

TEST(resume, others_do_not_open_it) {
    auto d = with_candidate(with_link());
    done(d, {{"robin", "S-301 present"}});
    for (const auto who : {"wren", "raj", "gus"}) {
        const auto told = d.type(who, "dm-" + std::string(who), "S-301 resume");
        EXPECT_TRUE(told.refused) << who;
        EXPECT_TRUE(holds(told.text, "There is no S-301")) << who << ' ' << told.text;
    }
    const auto told = d.type("sam", "dm-sam", "S-301 resume");
    EXPECT_TRUE(told.refused);
    EXPECT_TRUE(holds(told.text, "You cannot open the resume of S-301")) << told.text;
    EXPECT_FALSE(offers(d.type("sam", "dm-sam", "S-301"), "Resume"));
}

TEST(resume, who_opened_it_is_told_to_those_who_audit) {
    auto d = with_candidate(with_link());
    done(d, {{"robin", "S-301 present"}});
    EXPECT_TRUE(d.type("ana", "dm-ana", "S-301 resume").changed);
    for (const auto who : {"robin", "dana", "sam"}) {
        const auto told = d.type(who, "dm-" + std::string(who), "S-301 history");
        EXPECT_TRUE(holds(told.text, "Resume opened by Ana Petrov-Lind")) << who << told.text;
    }
    for (const auto who : {"ana", "maul"}) {
        const auto told = d.type(who, "dm-" + std::string(who), "S-301 history");
        EXPECT_FALSE(holds(told.text, "opened by")) << who << told.text;
        EXPECT_FALSE(holds(told.text, address)) << who;
    }
}

TEST(resume, it_is_added_later_by_its_supplier_and_nobody_outside) {
    auto d = with_candidate();
    const auto card = d.type("maul", "sup-hammer", "S-301");
    EXPECT_TRUE(offers(card, "Add resume"));
    EXPECT_FALSE(offers(d.type("robin", "dm-robin", "S-301"), "Resume"));
    const auto asked = d.type("maul", "sup-hammer", "S-301 resume");
    ASSERT_TRUE(asked.form) << asked.text;
    const auto wrong =
        d.submit("maul", "sup-hammer", asked.form->act, {{"link", "javascript:alert(1)"}});
    ASSERT_EQ(wrong.problems.size(), 1U);
    EXPECT_EQ(wrong.problems.front().first, "link");
    EXPECT_EQ(d.submit("maul", "sup-hammer", asked.form->act, {{"link", ""}}).problems.size(), 1U);
    EXPECT_TRUE(d.submit("maul", "sup-hammer", asked.form->act, {{"link", address}}).changed);
    EXPECT_EQ(d.sub(301).resume->secret, address);
    done(d, {{"robin", "S-301 present"}});
    const auto refused = d.type("ana", "dm-ana", "S-301 resume link:https://x.example/a");
    EXPECT_TRUE(holds(refused.text, "You cannot give the resume of S-301")) << refused.text;
    // A newer one takes its place.
    EXPECT_TRUE(d.type("robin", "dm-robin", "S-301 resume link:https://x.example/b").changed);
    EXPECT_EQ(d.sub(301).resume->secret, "https://x.example/b");
}

TEST(resume, only_whole_web_addresses_are_links) {
    for (const auto good :
         {"https://a.example", "HTTPS://a.example/x?y=1#z", "https://10.0.0.1/x"}) {
        EXPECT_TRUE(domain::resume_link(good)) << good;
    }
    for (const auto bad :
         {"",
          "paige.pdf",
          "http://a.example/x",
          "https://",
          "https://a",
          "https://user@a.example/x",
          "https://a.example:8080/x",
          "https://a.example/x y",
          "https://a.example/<x>",
          "javascript://a.example/%0Aalert(1)",
          "https://a.example./x"}) {
        EXPECT_FALSE(domain::resume_link(bad)) << bad;
    }
    EXPECT_FALSE(domain::resume_link("https://a.example/" + std::string(500, 'x')));
}

TEST(resume, a_file_is_a_link_of_ones_own_or_goes_to_the_direct_messages) {
    auto d = with_candidate();
    auto sub = d.sub(301);
    sub.resume = kept_pdf();
    d.put(sub);
    const auto linked = asked_with_files(d, "robin", {.linked = true});
    const auto* said = std::get_if<answer>(&linked);
    ASSERT_NE(said, nullptr);
    const auto& shown = std::get<chat::message>(said->reply.what);
    const auto& run = std::get<chat::paragraph>(shown.blocks.front()).text.front();
    EXPECT_EQ(run.what, chat::inline_run::kind::file);
    EXPECT_EQ(run.target, "sub:301");
    EXPECT_EQ(run.text, "Resume of S-301, PDF, 312 KB");

    const auto sent = asked_with_files(d, "robin", {.sent = true});
    const auto* decided = std::get_if<decision>(&sent);
    ASSERT_NE(decided, nullptr);
    ASSERT_EQ(decided->messages.size(), 1U);
    EXPECT_FALSE(decided->can_undo);
    EXPECT_TRUE(std::holds_alternative<domain::resume_opened>(decided->events.front().data));
    const auto made = d.composed(decided->messages.front());
    ASSERT_TRUE(made);
    EXPECT_EQ(made->attached, "sub:301");

    const auto neither = asked_with_files(d, "robin", {});
    EXPECT_TRUE(std::get<answer>(neither).refused);
}

TEST(resume, what_was_asked_for_before_is_not_sent_to_who_may_not_read_it_any_more) {
    auto d = with_candidate();
    auto sub = d.sub(301);
    sub.resume = kept_pdf();
    d.put(sub);
    chat::outgoing item;
    item.kind = std::string(resume_kind_name);
    item.subject = "sub:301";
    item.conversation = conversation_id{"dm-wren"};
    item.readers = {chat::audience::kind::person, "wren"};
    EXPECT_FALSE(d.composed(item));
}

TEST(resume, a_file_that_could_not_be_sent_is_told_with_the_next_line) {
    auto d = with_candidate();
    auto sub = d.sub(301);
    sub.resume = kept_pdf();
    d.put(sub);
    chat::outgoing item;
    item.kind = std::string(resume_unsent_kind);
    item.subject = "sub:301";
    item.conversation = conversation_id{"dm-robin"};
    item.readers = {chat::audience::kind::person, "robin"};
    const auto told = d.composed(item);
    ASSERT_TRUE(told);
    EXPECT_TRUE(holds(told->summary, "The resume of S-301 could not be sent")) << told->summary;
    EXPECT_TRUE(told->attached.empty());
}

/// A file of `ordered` arrives for S-301, which may have one of `present` already.
outcome arrived(desk& d, std::optional<instant> present, instant ordered) {
    snapshot seen;
    context ctx;
    ctx.now = d.now;
    ctx.command.noun = "sub";
    ctx.command.verb = "resume";
    ctx.command.subjects = {"sub:301"};
    const auto who = std::ranges::find(d.data().people, person_id{"robin"}, &domain::person::id);
    ctx.actor = {who->id, who->name, who->grants};
    ctx.place.binding = {domain::binding::kind::direct, who->id.value};
    auto sub = d.sub(301);
    if (present) {
        sub.resume = kept_pdf();
        sub.resume->since = present;
    }
    seen.put("sub:301", 3, sub);
    seen.put("req:1", 3, d.req(1));
    seen.put("client:acorn", 1, d.data().clients.front());
    domain::candidate paige;
    paige.id = sub.candidate;
    paige.name = "Paige Turner";
    seen.put("cand:" + paige.id.value, 1, paige);
    ctx.uploaded = kept_pdf();
    ctx.uploaded->since = ordered;
    return resume_arrived(ctx, seen, d.book);
}

TEST(resume, a_file_is_as_old_as_the_form_it_came_with) {
    auto d = with_candidate();
    const auto ordered = d.now - minutes{3};
    const auto first = arrived(d, std::nullopt, ordered);
    const auto* decided = std::get_if<decision>(&first);
    ASSERT_NE(decided, nullptr);
    ASSERT_EQ(decided->events.size(), 1U);
    EXPECT_EQ(decided->events.front().at, ordered);
    const auto older = arrived(d, ordered + minutes{1}, ordered);
    ASSERT_NE(std::get_if<decision>(&older), nullptr);
    EXPECT_TRUE(std::get<decision>(older).events.empty());
    EXPECT_TRUE(std::get<decision>(older).messages.empty());
    const auto newer = arrived(d, ordered - minutes{1}, ordered);
    ASSERT_NE(std::get_if<decision>(&newer), nullptr);
    EXPECT_EQ(std::get<decision>(newer).events.size(), 1U);
}

TEST(resume, of_whom_was_erased_nothing_opens) {
    auto d = with_candidate(with_link());
    auto sub = d.sub(301);
    sub.resume->secret.clear();
    d.put(sub);
    const auto told = d.type("robin", "dm-robin", "S-301 resume");
    EXPECT_TRUE(told.refused);
    EXPECT_TRUE(holds(told.text, "cannot be read any more")) << told.text;
}

}  // namespace
}  // namespace fillrate::handlers::testing
