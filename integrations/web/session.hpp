// One page's websocket: follows its commands in order, and keeps it supplied with the entries of
// its persona's channels, none twice and none left out. Knows no socket: text in, text out.
#pragma once

#include "core/async/event.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/inbox.hpp"
#include "core/ports/store.hpp"
#include "integrations/web/directory.hpp"
#include "integrations/web/protocol.hpp"
#include "integrations/web/web_platform.hpp"

#include <boost/json/object.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::web {

/// What every session of a web chat shares.
struct surroundings {
    ports::inbox& inbox;
    ports::store& store;
    ports::clock& clock;
    const web_platform& platform;
    const web::directory& directory;
    const clock_control& time;
    const web::limits& limits;
    std::function<void()> on_clock_moved;                 ///< tell every page
    std::function<void(std::string_view)> on_appended;    ///< an entry was added to this channel
    std::function<void(std::string_view what)> on_fault;  ///< for the log
};

class session {
public:
    /// `send` queues one frame for the page; when it answers an error the session is over.
    session(
        async::executor where,
        const surroundings& around,
        std::function<result<void>(std::string)> send
    );

    /// One frame from the page. False: it sends too fast or too much and must be cut off.
    [[nodiscard]] bool receive(std::string_view text);

    /// Follows the queued commands until the end. A command under way is finished even then: the
    /// page may ask again with the same id.
    [[nodiscard]] async::awaitable<void> run_commands();
    /// Sends entries as they come, until the end.
    [[nodiscard]] async::awaitable<void> run_feed();

    /// The channel may have new entries.
    void wake(std::string_view channel);
    /// Asks again for what the store did not give.
    void retry_failed();
    void send_clock(const clock_state& state);

    void end();
    [[nodiscard]] bool ended() const noexcept { return ended_; }

private:
    struct subscription {
        std::string channel{};
        std::string last{};  ///< newest entry sent; empty: none asked for yet
        bool stale = true;   ///< there may be newer ones
        bool failed = false;
    };

    void send(const boost::json::object& out);
    void refuse(std::string_view id, std::string_view code, std::string_view text);
    void greet(const hello& wanted);
    [[nodiscard]] boost::json::object welcome(const persona& who) const;
    void enqueue(frame next, const std::string& id);
    [[nodiscard]] bool take_token();
    [[nodiscard]] subscription* find(std::string_view channel);
    [[nodiscard]] subscription* next_stale();

    [[nodiscard]] async::awaitable<void> follow(command order);
    [[nodiscard]] async::awaitable<void> follow(clock_order order);
    [[nodiscard]] async::awaitable<bool> append_reply(
        const chat::request& request,
        const chat::message& message
    );
    [[nodiscard]] async::awaitable<void> feed(std::string channel);
    [[nodiscard]] std::optional<chat::request> request_from(command& order);

    const surroundings& around_;
    std::function<result<void>(std::string)> send_;
    std::deque<frame> commands_{};
    async::event commands_changed_;
    std::string as_{};
    std::vector<subscription> subscriptions_{};
    std::uint64_t greeting_ = 0;  ///< rises when subscriptions_ is replaced
    async::event feed_changed_;
    double tokens_;
    steady_instant tokens_at_;
    bool ended_ = false;
};

}  // namespace fillrate::web
