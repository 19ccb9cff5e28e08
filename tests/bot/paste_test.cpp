// A table pasted in chat: shown before it is stored, stored once, by those who may.
#include "bot/pasted_table.hpp"
#include "core/base/text.hpp"
#include "handlers/pasted_rows.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace fillrate::bot {

namespace {

using handlers::import_kind;

constexpr auto two_clients = "source,external_id,name\nats,1,Bolt & Nut\nats,2,Quick Brown\n";

class pasting_desk : public desk {
public:
    /// The form that the line opens, or the one the last submission brought back.
    chat::form form{};

    chat::reply open(const std::string& person, const std::string& line) {
        return keep(handle(typed(person, "desk", line)));
    }
    chat::reply submit(const std::string& person, const std::string& text) {
        auto request = typed(person, "desk", {});
        request.surface = "form";
        request.what =
            chat::form_submission{form.act.value, {{std::string(handlers::paste_field), text}}};
        return keep(handle(request));
    }
    [[nodiscard]] std::string said() const {
        std::string all;
        for (const auto& paragraph : form.said) {
            for (const auto& run : paragraph) {
                all += run.text;
            }
            all += '\n';
        }
        return all;
    }
    [[nodiscard]] const std::string& kept() const { return form.fields.front().value; }
    [[nodiscard]] std::size_t clients_from(std::string_view source) {
        const auto listed = run(truth.range(all_clients()));
        return static_cast<std::size_t>(std::ranges::count_if(
            listed.value(),
            [&](const ports::member& one) {
                const auto value =
                    shared().codec.decode(one.name, truth.records().at(one.name).body);
                return std::get<domain::client>(*value).origin.source == source;
            }
        ));
    }
    static std::string problem_of(const chat::reply& reply) {
        const auto* problems = std::get_if<chat::form_problems>(&reply.what);
        return problems == nullptr ? "no problem" : problems->by_field.front().second;
    }

private:
    static ports::range_query all_clients() {
        ports::range_query query;
        query.set = "list:clients";
        query.limit = 500;
        return query;
    }
    chat::reply keep(chat::reply reply) {
        if (const auto* opened = std::get_if<chat::form>(&reply.what)) {
            form = *opened;
        }
        return reply;
    }
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST(paste, is_shown_first_then_stored_and_never_twice) {
    pasting_desk on;
    on.open("dana", "admin import clients");
    EXPECT_EQ(on.form.submit, "Check");
    EXPECT_EQ(on.form.fields.front().max_length, handlers::longest_paste);
    const auto commits = on.store.commits.size();
    on.submit("dana", two_clients);
    EXPECT_TRUE(has(on.said(), "2 new, 0 changed, 0 unchanged, 0 with errors")) << on.said();
    EXPECT_EQ(on.form.submit, "Import");
    EXPECT_EQ(on.kept(), two_clients);
    EXPECT_LE(on.form.act.value.size(), 150U);
    EXPECT_EQ(on.store.commits.size(), commits) << "a preview stores nothing";
    const auto done = on.submit("dana", two_clients);
    EXPECT_EQ(done.who, chat::reply::visibility::only_you);
    EXPECT_TRUE(has(desk::text_of(done), "Imported clients: 2 new")) << desk::text_of(done);
    EXPECT_EQ(on.clients_from("ats"), 2U);
    const auto again = on.submit("dana", two_clients);
    EXPECT_TRUE(has(desk::text_of(again), "0 new, 0 changed, 2 unchanged")) << desk::text_of(again);
    EXPECT_EQ(on.clients_from("ats"), 2U);
    const auto history = on.run(on.truth.history("client:bolt-nut", 1, 10)).value();
    ASSERT_EQ(history.size(), 1U);
    EXPECT_TRUE(has(history.front().body, "dana")) << history.front().body;
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(paste, errors_say_line_and_column_and_the_text_stays_to_be_mended) {
    pasting_desk on;
    on.open("dana", "admin import sites");
    const std::string head = "source,external_id,client,name,zone\n";
    const std::string good = "ats,1,acorn,Plant,Europe/Berlin\n";
    on.submit("dana", head + good + "ats,2,acorn,Depot,Europe/Berlni\n");
    EXPECT_TRUE(has(on.said(), "1 new, 0 changed, 0 unchanged, 1 with an error")) << on.said();
    EXPECT_TRUE(has(on.said(), "Line 3, column zone: ")) << on.said();
    EXPECT_TRUE(has(on.kept(), "Berlni"));
    const auto commits = on.store.commits.size();
    on.submit("dana", head + good + "ats,2,acorn,Depot,Europe/Berlin\n");
    EXPECT_EQ(on.store.commits.size(), commits) << "what was not seen is not imported";
    EXPECT_TRUE(has(on.said(), "2 new, 0 changed, 0 unchanged, 0 with errors")) << on.said();
    const auto done = on.submit("dana", on.kept());
    EXPECT_TRUE(has(desk::text_of(done), "2 new")) << desk::text_of(done);
}

TEST(paste, with_nothing_to_import_it_only_checks_again) {
    pasting_desk on;
    on.open("dana", "admin import suppliers");
    const std::string wrong = "source,external_id,name,tier\nats,1,Tongs,none\n";
    for (int i = 0; i < 2; ++i) {
        on.submit("dana", wrong);
        EXPECT_EQ(on.form.submit, "Check again");
        EXPECT_TRUE(has(on.said(), "Line 2, column tier: ")) << on.said();
    }
}

TEST(paste, a_spreadsheets_tabs_are_kept_as_commas_that_run_nothing) {
    pasting_desk on;
    on.open("dana", "admin import clients");
    on.submit("dana", "source\texternal_id\tname\r\nats\t1\t=1+1\r\nats\t2\t\"Quick, Brown\"\r\n");
    EXPECT_EQ(on.kept(), "source,external_id,name\nats,1,\"'=1+1\"\nats,2,\"Quick, Brown\"\n");
    EXPECT_TRUE(has(on.said(), "2 new")) << on.said();
    const auto done = on.submit("dana", std::string(trim(on.kept())));
    EXPECT_TRUE(has(desk::text_of(done), "Imported clients: 2 new")) << desk::text_of(done);
    const auto list = on.run(on.truth.history("client:quick-brown", 1, 10)).value();
    EXPECT_EQ(list.size(), 1U);
}

TEST(paste, many_rows_are_several_commits) {
    pasting_desk on;
    std::string text = "source,external_id,name\n";
    for (int i = 100; i < 280; ++i) {
        text += "s," + std::to_string(i) + ",firm " + std::to_string(i) + '\n';
    }
    ASSERT_LT(text.size(), handlers::longest_paste);
    on.open("dana", "admin import clients");
    on.submit("dana", text);
    const auto commits = on.store.commits.size();
    on.submit("dana", text);
    EXPECT_EQ(on.clients_from("s"), 180U);
    EXPECT_GE(on.store.commits.size(), commits + 4);
}

TEST(paste, a_store_that_goes_away_on_the_way_is_told_and_nothing_doubles) {
    pasting_desk on;
    on.open("dana", "admin import clients");
    on.submit("dana", two_clients);
    on.store.before_commit = [](const ports::commit_batch&) -> std::optional<error> {
        return error(errc::unavailable);
    };
    EXPECT_TRUE(has(pasting_desk::problem_of(on.submit("dana", two_clients)), "Press Import again")
    );
    on.store.before_commit = {};
    on.submit("dana", two_clients);
    on.submit("dana", two_clients);
    EXPECT_EQ(on.clients_from("ats"), 2U);
}

TEST(paste, those_who_may_not_learn_nothing) {
    pasting_desk on;
    on.open("dana", "admin import clients");
    on.submit("dana", two_clients);
    const auto commits = on.store.commits.size();
    const auto stolen = on.submit("robin", two_clients);
    EXPECT_TRUE(has(desk::text_of(stolen), "was not made for you")) << desk::text_of(stolen);
    const auto stranger = on.submit("nobody", two_clients);
    EXPECT_TRUE(has(desk::text_of(stranger), "does not know you")) << desk::text_of(stranger);
    EXPECT_EQ(on.store.commits.size(), commits);
    for (const std::string person : {"robin", "ana", "maul"}) {
        const auto said = desk::text_of(on.open(person, "admin import clients"));
        EXPECT_TRUE(has(said, "Only administrators and operations import tables.")) << said;
    }
    const auto of_people = desk::text_of(on.open("dana", "admin import people"));
    EXPECT_TRUE(has(of_people, "Only administrators import people")) << of_people;
}

TEST(paste, where_only_a_button_can_be_shown_it_opens_the_form_for_its_person_alone) {
    pasting_desk on;
    on.open("dana", "admin import sites");
    auto request = on.typed("dana", "desk", {});
    request.surface = "button";
    request.what = chat::button_press{on.form.act.value};
    const auto reply = on.handle(request);
    const auto* opened = std::get_if<chat::form>(&reply.what);
    ASSERT_NE(opened, nullptr) << desk::text_of(reply);
    EXPECT_EQ(opened->title, "Import sites");
    request.actor.id = "U-robin";
    request.source_id += "-2";
    EXPECT_TRUE(has(desk::text_of(on.handle(request)), "was not made for you"));
}

TEST(paste, what_is_no_table_is_said_at_the_field) {
    pasting_desk on;
    on.open("dana", "admin import clients");
    const auto problem = [&](const std::string& text) {
        return pasting_desk::problem_of(on.submit("dana", text));
    };
    EXPECT_TRUE(has(problem(""), "There is no row here."));
    EXPECT_TRUE(has(problem("source,external_id,name\n"), "There is no row here."));
    EXPECT_TRUE(
        has(problem("source,external_id,nmae\nats,1,Bolt\n"),
            "Line 1, character 20: nmae: \"nmae\" is no column of clients; write name")
    );
    EXPECT_TRUE(has(problem("source,external_id,name\nats,1,B\"olt\n"), "Line 2, character 8: "));
    const auto longer = problem(two_clients + std::string(handlers::longest_paste, 'x'));
    EXPECT_TRUE(has(longer, "a text field holds 3000")) << longer;
    EXPECT_TRUE(has(longer, "fillrate import clients FILE")) << longer;
}

TEST(paste, tabs_trimmed_at_the_end_of_the_text_are_empty_cells) {
    const auto table = read_pasted(
        import_kind::suppliers,
        "source\texternal_id\tname\ttier\nats\t1\tTongs\t2\nats\t2\tHammer"
    );
    ASSERT_TRUE(table.has_value()) << table.error().detail;
    EXPECT_EQ(table->rows.back(), (std::vector<std::string>{"ats", "2", "Hammer", ""}));
    EXPECT_EQ(table->lines.back(), (std::vector<std::size_t>(4, 3)));
    const auto same = read_pasted(import_kind::suppliers, table->text);
    ASSERT_TRUE(same.has_value());
    EXPECT_EQ(same->fingerprint, table->fingerprint);
    EXPECT_EQ(same->text, table->text);
}

}  // namespace fillrate::bot
