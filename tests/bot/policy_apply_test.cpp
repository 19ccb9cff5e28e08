// Policies applied to clocks that run: some records per commit, on from where it was after a
// failure, and a store that fsck finds whole.
#include "tests/bot/fixture.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace fillrate::bot {

namespace {

/// A desk whose timers are watched, with a policy that came later.
class applying_desk : public desk {
public:
    applying_desk() {
        boost::asio::co_spawn(*loop, lease_.run(), boost::asio::detached);
        boost::asio::co_spawn(*loop, timers_.run(), boost::asio::detached);
    }
    ~applying_desk() {
        end();
        shared().book = before_;
    }
    applying_desk(const applying_desk&) = delete;
    applying_desk& operator=(const applying_desk&) = delete;

    void load_longer_target() {
        domain::policy longer;
        longer.version = 2;
        longer.coverage_target = std::chrono::hours{20};
        shared().book.add(longer);
    }
    void make_administrator() {
        domain::person dana;
        dana.id = person_id{"dana"};
        dana.name = "Person dana";
        dana.direct = conversation_id{"dm-dana"};
        for (const auto role : {domain::role::operations, domain::role::administrator}) {
            domain::grant given;
            given.role = role;
            dana.grants.push_back(given);
        }
        domain::event put;
        put.subject = "person:dana";
        put.data = domain::directory_put{dana};
        handlers::decision decided;
        decided.events.push_back(put);
        authorship by;
        by.command = command_id{"dana administers"};
        by.now = clock.now();
        EXPECT_TRUE(run(decides.apply(decided, by)).has_value());
    }
    static bool is_part(const ports::commit_batch& batch) {
        return batch.command.starts_with("timer:task:policies#");
    }
    [[nodiscard]] std::ptrdiff_t parts() const {
        return std::count_if(store.commits.begin(), store.commits.end(), is_part);
    }

private:
    domain::policy_book before_ = shared().book;
    lease_holder lease_{store, clock, log, "me", {}};
    scheduler timers_{loop->get_executor(), store, clock, log, decides, lease_};
};

constexpr int many = 34;

void release_many(applying_desk& on) {
    on.wait_for(seconds{2});
    on.make_administrator();
    for (int n = 1; n <= many; ++n) {
        on.release_one(std::to_string(n));
    }
}

}  // namespace

TEST(policy_apply, goes_on_where_it_was) {
    applying_desk on;
    release_many(on);
    on.load_longer_target();
    int tried = 0;
    on.store.before_commit = [&tried](const auto& batch) -> std::optional<error> {
        // The second part does not reach the store the first time.
        const bool second = applying_desk::is_part(batch) && ++tried == 2;
        return second ? std::optional(error(errc::unavailable)) : std::nullopt;
    };
    const auto preview = on.say("dana", "desk", "sla preview");
    EXPECT_NE(preview.find("34 records would move"), std::string::npos) << preview;
    const auto said = on.say("dana", "desk", "sla apply");
    EXPECT_NE(said.find("You are told when it is done"), std::string::npos) << said;
    on.wait_for(seconds{20});
    EXPECT_EQ(tried, 6);
    EXPECT_EQ(
        on.parts(),
        6
    ) << "thirty-four records by ten, the zones of the last, and the try that failed";
    for (int n = 1; n <= many; ++n) {
        const auto clock = on.coverage("req:" + std::to_string(n));
        EXPECT_EQ(clock.policy, "default@2") << n;
        EXPECT_EQ(clock.target, std::chrono::hours{20}) << n;
    }
    const auto report = on.check();
    EXPECT_TRUE(report.problems.empty()) << report.problems.front();
}

TEST(policy_apply, a_second_time_begins_anew) {
    applying_desk on;
    on.wait_for(seconds{2});
    on.make_administrator();
    on.release_one();
    on.load_longer_target();
    for (int i = 0; i < 2; ++i) {
        on.say("dana", "desk", "sla preview");
        on.say("dana", "desk", "sla apply");
        on.wait_for(seconds{5});
    }
    EXPECT_EQ(on.parts(), 2);
    EXPECT_EQ(on.coverage().policy, "default@2");
    EXPECT_TRUE(on.check().problems.empty());
}

}  // namespace fillrate::bot
