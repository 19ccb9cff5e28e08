// Guests: known while they do something, asked about once before the end, unknown after it. Time is
// simulated.
#include "core/domain/guest.hpp"

#include "bot/composer.hpp"
#include "core/domain/names.hpp"
#include "tests/bot/fixture.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace fillrate::bot {

namespace {

constexpr std::chrono::hours one_day{24};

class guest_desk : public desk {
public:
    guest_desk() {
        boost::asio::co_spawn(*loop, lease_.run(), boost::asio::detached);
        boost::asio::co_spawn(*loop, timers_.run(), boost::asio::detached);
    }
    ~guest_desk() { end(); }
    guest_desk(const guest_desk&) = delete;
    guest_desk& operator=(const guest_desk&) = delete;

    /// Somebody of whom the platform says that they are a guest says something.
    std::string as_guest(const std::string& person, const std::string& room) {
        auto request = typed(person, room, "help");
        request.actor.restricted = true;
        return text_of(handle(request));
    }
    void days_pass(int count) {
        pass(count * one_day);
        wait_for(seconds{60});
    }
    domain::person stored(const std::string& person) {
        const auto name = "person:" + person;
        return std::get<domain::person>(
            shared().codec.decode(name, truth.records().at(name).body).value()
        );
    }
    [[nodiscard]] std::size_t writes_of(const std::string& person) {
        return run(truth.history("person:" + person, 1, 200)).value().size();
    }
    [[nodiscard]] std::size_t questions_to(const std::string& person) {
        return static_cast<std::size_t>(run(truth.count("outbox:dm-" + person)).value());
    }
    /// What the question about `guest` says to `person` now; nothing when it is dropped.
    std::optional<chat::message> question(const std::string& guest, const std::string& person) {
        chat::outgoing item;
        item.conversation = conversation_id{"dm-" + person};
        item.kind = "lapsing";
        item.subject = "person:" + guest;
        item.readers = {chat::audience::kind::person, person};
        composer compose(store, shared().codec, shared().seal, "/hire");
        auto made = run(compose.notice_text(item, clock.now())).value();
        const bool sends = made.step == composition::what::send;
        return sends ? std::optional{std::move(made.content)} : std::nullopt;
    }
    std::string press(const std::string& person, const chat::message& shown) {
        auto request = typed(person, "desk", {});
        request.place.direct = true;
        request.surface = "button";
        request.what = chat::button_press{
            std::get<chat::button_row>(shown.blocks.back()).buttons.front().act.value};
        return text_of(handle(request));
    }

private:
    lease_holder lease_{store, clock, log, "me", {}};
    scheduler timers_{loop->get_executor(), store, clock, log, decides, lease_};
};

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST(guest, what_a_guest_does_renews_the_mapping_and_is_written_once_a_day) {
    guest_desk on;
    const auto before = on.writes_of("ana");
    on.as_guest("ana", "acorn-shared");
    const auto first = on.clock.now();
    ASSERT_TRUE(on.stored("ana").mapping_ends);
    EXPECT_LE(*on.stored("ana").mapping_ends, first + domain::guest_term);
    EXPECT_GT(*on.stored("ana").mapping_ends, first + domain::guest_term - seconds{1});
    for (int i = 0; i < 5; ++i) {
        on.as_guest("ana", "acorn-shared");
    }
    EXPECT_EQ(on.writes_of("ana"), before + 1);
    on.days_pass(1);
    // Slash commands do not say who is a guest: whoever was one stays one.
    on.say("ana", "acorn-shared", "help");
    on.say("ana", "acorn-shared", "help");
    EXPECT_EQ(on.writes_of("ana"), before + 2);
    EXPECT_GT(*on.stored("ana").mapping_ends, first + domain::guest_term);
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(guest, members_have_no_end_and_cost_no_write) {
    guest_desk on;
    const auto commits = on.store.commits.size();
    on.say("ana", "acorn-shared", "help");
    EXPECT_FALSE(on.stored("ana").mapping_ends);
    EXPECT_EQ(on.store.commits.size(), commits);
}

TEST(guest, the_account_manager_is_asked_once_seven_days_before_and_may_keep_them) {
    guest_desk on;
    on.as_guest("ana", "acorn-shared");
    on.days_pass(82);
    EXPECT_FALSE(on.stored("ana").end_asked);
    EXPECT_EQ(on.questions_to("robin"), 0U);
    on.days_pass(1);
    EXPECT_TRUE(on.stored("ana").end_asked);
    EXPECT_EQ(on.questions_to("robin"), 1U);
    on.days_pass(1);
    EXPECT_EQ(on.questions_to("robin"), 1U);
    EXPECT_TRUE(on.check().problems.empty());
    const auto shown = on.question("ana", "robin");
    ASSERT_TRUE(shown);
    EXPECT_TRUE(says(shown->summary, "Person ana, hiring manager at Acorn, is a guest"))
        << shown->summary;
    EXPECT_TRUE(says(on.press("lee", *shown), "was not made for you"));
    EXPECT_TRUE(says(on.press("robin", *shown), "Person ana stays known until"));
    EXPECT_GT(*on.stored("ana").mapping_ends, on.clock.now() + domain::guest_term - one_day);
    EXPECT_FALSE(on.question("ana", "robin")) << "it has been answered";
    on.days_pass(83);
    EXPECT_EQ(on.questions_to("robin"), 2U) << "a new end is asked about anew";
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(guest, who_does_something_after_the_question_needs_no_answer) {
    guest_desk on;
    on.as_guest("ana", "acorn-shared");
    on.days_pass(84);
    ASSERT_TRUE(on.question("ana", "robin"));
    on.say("ana", "acorn-shared", "help");
    EXPECT_FALSE(on.question("ana", "robin"));
    on.days_pass(7);
    EXPECT_FALSE(says(on.say("ana", "acorn-shared", "help"), "does not know you"));
}

TEST(guest, after_the_end_they_are_unknown_until_somebody_keeps_them) {
    guest_desk on;
    on.as_guest("ana", "acorn-shared");
    on.days_pass(91);
    const auto writes = on.writes_of("ana");
    EXPECT_TRUE(says(on.as_guest("ana", "acorn-shared"), "does not know you"));
    EXPECT_EQ(on.writes_of("ana"), writes) << "an unknown person renews nothing";
    EXPECT_TRUE(says(on.say("lee", "desk", "admin keep @ana"), "Only administrators and operations")
    );
    EXPECT_TRUE(says(on.say("dana", "desk", "admin keep @ana"), "stays known until"));
    EXPECT_FALSE(says(on.say("ana", "acorn-shared", "help"), "does not know you"));
    EXPECT_TRUE(says(on.say("dana", "desk", "admin keep @robin"), "is no guest"));
    EXPECT_TRUE(on.check().problems.empty());
}

TEST(guest, where_no_account_manager_looks_after_them_operations_are_asked) {
    guest_desk on;
    on.as_guest("maul", "sup-hammer");
    on.days_pass(83);
    EXPECT_EQ(on.questions_to("dana"), 1U);
    EXPECT_TRUE(on.question("maul", "dana"));
}

}  // namespace fillrate::bot
