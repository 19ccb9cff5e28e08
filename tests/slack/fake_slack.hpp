// A loopback Slack: Web API, response URLs and Socket Mode on one port, written down as they come.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/async/event.hpp"
#include "core/async/scope.hpp"
#include "core/base/log.hpp"
#include "core/base/random.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/inbox.hpp"
#include "integrations/net/http_client.hpp"
#include "integrations/net/http_server.hpp"
#include "integrations/net/system_dialer.hpp"
#include "integrations/net/websocket.hpp"
#include "integrations/slack/receiver.hpp"
#include "integrations/slack/settings.hpp"
#include "integrations/slack/web_api.hpp"

#include <boost/asio/io_context.hpp>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::slack::testing {

/// Real steady time, wall time that the test sets. `ahead` makes every deadline so much later, so
/// that a slow machine meets none.
class test_clock final : public ports::clock {
public:
    [[nodiscard]] instant now() const override { return instant{wire.time_since_epoch()}; }
    [[nodiscard]] wire_instant wire_now() const override { return wire; }
    [[nodiscard]] steady_instant steady_now() const override;
    [[nodiscard]] async::awaitable<void> sleep_until(steady_instant when) override;
    [[nodiscard]] async::awaitable<void> wait(async::event& wake, steady_instant when) override;
    [[nodiscard]] steady_instant steady_for(instant when) const override;

    wire_instant wire{seconds{1796742000}};
    milliseconds ahead{0};
};

/// Answers what the test wants and remembers what it was asked.
class scripted_inbox final : public ports::inbox {
public:
    [[nodiscard]] async::awaitable<chat::reply> handle(const chat::request& request) override;

    std::vector<chat::request> seen{};
    chat::reply answer{};
    std::function<async::awaitable<void>()> before_answer{};
};

struct canned_answer {
    unsigned status = 200;
    std::string body{};
    std::string retry_after{};
};

struct recorded_call {
    std::string path{};
    std::string content_type{};
    std::string authorization{};
    std::string body{};

    [[nodiscard]] std::string argument(std::string_view name) const;
};

/// One accepted Socket Mode connection.
struct fake_socket {
    net::websocket* line = nullptr;  ///< null when it has ended
    std::vector<std::string> received{};
};

class fake_slack {
public:
    explicit fake_slack(boost::asio::io_context& loop);
    ~fake_slack();

    [[nodiscard]] std::string address() const;  ///< "127.0.0.1:<port>"
    /// Settings that point here.
    [[nodiscard]] settings make_settings() const;

    void answer(const std::string& path, canned_answer with);
    [[nodiscard]] std::vector<recorded_call> calls_of(std::string_view path) const;

    /// Waits until the condition holds; it is looked at whenever something came in.
    [[nodiscard]] async::awaitable<void> until(std::function<bool()> condition);
    [[nodiscard]] async::awaitable<void> stop();

    std::vector<recorded_call> calls{};
    std::vector<std::shared_ptr<fake_socket>> sockets{};
    std::string socket_url{};  ///< what apps.connections.open tells; ours by default
    std::string hello{R"({"type":"hello","num_connections":1})"};
    async::event changed;

private:
    [[nodiscard]] async::awaitable<net::http_response> serve(net::http_request request);
    [[nodiscard]] async::awaitable<void> serve_socket(std::shared_ptr<net::websocket> line);

    net::http_server server_;
    std::uint16_t port_ = 0;
    std::map<std::string, std::deque<canned_answer>> answers_{};
};

/// Everything of Slack's part wired up against a fake.
struct rig {
    rig();
    ~rig();

    /// Runs the coroutine to its end; what it started goes on meanwhile.
    void run(async::awaitable<void> body);
    /// Ends what runs in the background.
    void drain();

    boost::asio::io_context loop{1};
    test_clock clock{};
    seeded_random random{1};
    std::vector<std::string> lines{};
    logger log;
    fake_slack slack{loop};
    settings configured;
    std::unique_ptr<net::system_dialer> network;
    net::http_client http;
    web_api api;
    app_identity us{};
    echo_log echoes{};
    async::scope background;
    scripted_inbox inbox{};
    receiver to;
};

/// A reply with one sentence.
[[nodiscard]] chat::reply say(std::string_view text);
/// A reply that was not stored.
[[nodiscard]] chat::reply not_stored();
/// A reply that opens a form.
[[nodiscard]] chat::reply ask();

}  // namespace fillrate::slack::testing
