// An engine on a store in memory that a test can make misbehave, with simulated time.
#pragma once

#include "bot/engine.hpp"
#include "bot/fsck.hpp"
#include "bot/scheduler.hpp"
#include "core/chat/plain_text.hpp"
#include "core/domain/clocks.hpp"
#include "tests/simulation/installation.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace fillrate::bot {

/// Passes everything on to a store in memory, unless the test says otherwise.
class hooked_store final : public ports::store {
public:
    explicit hooked_store(testing::memory_store& truth) : truth_(truth) {}

    bool away = false;
    /// Looks at a commit before the store does; an error is answered instead.
    std::function<std::optional<error>(const ports::commit_batch&)> before_commit{};
    /// The store has done it; an error is answered instead.
    std::function<std::optional<error>(const ports::commit_batch&)> after_commit{};
    std::vector<ports::commit_batch> commits{};
    std::size_t history_read = 0;  ///< entries of histories that were handed out

    awaitable<result<loaded>> load(
        std::string_view command,
        std::span<const ports::record_name> names
    ) override {
        if (away) {
            co_return error(errc::unavailable);
        }
        auto found = co_await truth_.load(command, names);
        // As over a connection, others go on before the answer is there.
        co_await boost::asio::post(async::use_tuple);
        co_return found;
    }
    awaitable<result<ports::commit_result>> commit(const ports::commit_batch& batch) override {
        if (away) {
            co_return error(errc::unavailable);
        }
        commits.push_back(batch);
        auto refused = before_commit ? before_commit(batch) : std::nullopt;
        if (refused) {
            co_return std::move(*refused);
        }
        auto done = truth_.commit_now(batch);
        auto lost = after_commit ? after_commit(batch) : std::nullopt;
        if (lost) {
            co_return std::move(*lost);
        }
        co_return done;
    }
    awaitable<result<std::uint64_t>> reserve(std::string_view kind, std::uint32_t n) override {
        return truth_.reserve(kind, n);
    }
    awaitable<result<std::vector<ports::member>>> range(const ports::range_query& query) override {
        return truth_.range(query);
    }
    awaitable<result<std::uint64_t>> count(std::string_view set) override {
        return truth_.count(set);
    }
    awaitable<result<std::vector<ports::stream_entry>>> read_stream(
        std::string_view stream,
        std::string_view after,
        std::uint32_t limit
    ) override {
        return truth_.read_stream(stream, after, limit);
    }
    awaitable<result<std::vector<ports::stream_entry>>> tail_stream(
        std::string_view stream,
        std::uint32_t limit
    ) override {
        return truth_.tail_stream(stream, limit);
    }
    awaitable<result<std::vector<ports::stream_entry>>> history(
        std::string_view subject,
        std::uint32_t first,
        std::uint32_t count
    ) override {
        auto found = co_await truth_.history(subject, first, count);
        history_read += found ? found->size() : 0;
        co_return found;
    }
    awaitable<result<std::uint32_t>> prune(std::uint64_t epoch, std::int64_t before_ms) override {
        return truth_.prune(epoch, before_ms);
    }
    awaitable<result<ports::lease>> read_lease() override {
        if (away) {
            co_return error(errc::unavailable);
        }
        co_return co_await truth_.read_lease();
    }
    awaitable<result<void>> swap_lease(const ports::lease& seen, const ports::lease& wanted)
        override {
        if (away) {
            co_return error(errc::unavailable);
        }
        co_return co_await truth_.swap_lease(seen, wanted);
    }

private:
    testing::memory_store& truth_;
};

/// One engine, one store, one clock that stands still unless told.
class desk {
public:
    desk() { wall_.organisation_ms = wall_.wire_ms = simulation::installation::first_moment_ms(); }
    ~desk() { end(); }
    desk(const desk&) = delete;
    desk& operator=(const desk&) = delete;

    /// Runs a coroutine to its end; waiting makes simulated time pass.
    template <class T>
    T run(async::awaitable<T> work) {
        std::optional<T> answer;
        boost::asio::co_spawn(
            *loop,
            std::move(work),
            [&answer](std::exception_ptr thrown, T value) {
                if (thrown) {
                    std::rethrow_exception(thrown);
                }
                answer.emplace(std::move(value));
            }
        );
        for (;;) {
            loop->restart();
            loop->poll();
            if (answer) {
                return std::move(*answer);
            }
            if (!time.wake_next()) {
                throw std::logic_error("a coroutine waits for nothing");
            }
        }
    }

    /// Lets time pass for everything that runs by itself.
    void wait_for(milliseconds span) {
        const auto until = time.now() + span;
        for (;;) {
            loop->restart();
            loop->poll();
            const auto next = time.next();
            if (!next || *next > until) {
                break;
            }
            static_cast<void>(time.wake_next());
        }
        time.move_to(until);
    }

    chat::request typed(
        const std::string& person,
        const std::string& room,
        const std::string& text
    ) {
        chat::request request;
        request.platform = "sim";
        request.tenant = "t1";
        request.source_id = "line-" + std::to_string(++sent_);
        request.actor.id = "U-" + person;
        request.place.channel = "C-" + room;
        request.surface = "slash";
        chat::typed_line line;
        line.runs.push_back({chat::text_run::kind::plain, text});
        request.what = line;
        return request;
    }
    chat::reply handle(const chat::request& request) { return run(decides.handle(request)); }
    /// Types a line; the answer as text.
    std::string say(const std::string& person, const std::string& room, const std::string& text) {
        const auto request = typed(person, room, text);
        return text_of(handle(request));
    }
    static std::string text_of(const chat::reply& reply) {
        const auto* message = std::get_if<chat::message>(&reply.what);
        return message == nullptr ? std::string{}
                                  : message->summary + '\n' + chat::to_plain_text(*message);
    }
    /// A requisition of Acorn, worked by two suppliers; the number is the next free one.
    void release_one(const std::string& number = "1") {
        say("robin",
            "acorn-inside",
            "req new \"Welder\" client:Acorn site:Main category:professional openings:2 pay:40 "
            "bill:61 hm:@ana");
        say("robin", "acorn-inside", number + " qualify waive:\"known role\"");
        say("robin", "acorn-inside", number + " release tier1 tier2");
    }
    domain::clock coverage(const std::string& name = "req:1") {
        const auto req = requisition(name);
        const auto* found = domain::find_clock(req.clocks, domain::clock_kind::coverage);
        EXPECT_NE(found, nullptr) << name;
        return found == nullptr ? domain::clock{} : *found;
    }

    domain::requisition requisition(const std::string& name = "req:1") {
        const auto found = truth.records().find(name);
        const auto value = found == truth.records().end()
                               ? result<handlers::record>(errc::not_found)
                               : shared().codec.decode(name, found->second.body);
        return value ? std::get<domain::requisition>(*value) : domain::requisition{};
    }
    fsck_report check() { return run(fsck(truth, shared().codec)).value(); }
    void pass(milliseconds span) { wall_.organisation_ms += span.count(); }

    static simulation::installation& shared() {
        static simulation::installation made;
        return made;
    }

    std::unique_ptr<boost::asio::io_context> loop = std::make_unique<boost::asio::io_context>(1);
    simulation::timeline time{};

protected:
    /// Ends every coroutine that still waits, while all it refers to is there.
    void end() { loop.reset(); }

private:
    simulation::wall wall_{};
    int sent_ = 0;

public:
    simulation::virtual_clock clock{time, wall_, loop->get_executor(), 1};
    std::vector<std::string> logged{};
    logger log{log_format::text, log_level::info, [this](std::string_view line) {
                   logged.emplace_back(line);
               }};
    testing::memory_store truth{shared().fresh_store()};
    hooked_store store{truth};
    seeded_random random{5};
    outbox_ids ids{random};
    engine decides{
        {loop->get_executor(),
         store,
         clock,
         random,
         log,
         shared().codec,
         shared().seal,
         shared().names,
         shared().claims,
         shared().book,
         ids},
        {},
        {}};
};

/// The members of one list, 200 at most.
inline std::vector<ports::member> members_of(desk& on, const std::string& set) {
    ports::range_query all;
    all.set = set;
    all.limit = 200;
    return on.run(on.truth.range(all)).value();
}
inline std::size_t records_of(desk& on, const std::string& prefix) {
    return static_cast<std::size_t>(std::ranges::count_if(
        on.truth.records(),
        [&prefix](const auto& one) { return one.first.starts_with(prefix); }
    ));
}

}  // namespace fillrate::bot
