// Sends signed slash commands over kept connections for a while and prints how many were answered.
// Loopback only. Usage: bench_load PORT SECRET CONNECTIONS SECONDS TEXT...; the texts take turns.
#include "integrations/net/http_client.hpp"
#include "integrations/net/system_dialer.hpp"
#include "integrations/net/web_url.hpp"
#include "integrations/slack/signature.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace {

using fillrate::async::awaitable;

struct load {
    fillrate::net::web_url url{};
    fillrate::secret signing_secret{};
    std::vector<std::string> texts{};
    std::chrono::steady_clock::time_point until{};
    std::uint64_t answered = 0;
    std::uint64_t failed = 0;
    std::uint64_t sent = 0;
};

fillrate::net::outgoing_request next_request(load& shared) {
    const auto n = ++shared.sent;
    const auto id = std::to_string(n);
    fillrate::net::outgoing_request request;
    request.method = "POST";
    request.url = shared.url;
    request.body = "team_id=T1&channel_id=C1&user_id=U" + std::to_string(n % 64) +
                   "&command=%2Fhire&text=" + shared.texts[n % shared.texts.size()] +
                   "&trigger_id=" + id +
                   "&response_url=https%3A%2F%2Fhooks.slack.com%2Fx&api_app_id=A1";
    const auto now = std::to_string(std::time(nullptr));
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("X-Slack-Request-Timestamp", now);
    request.headers.add(
        "X-Slack-Signature",
        fillrate::slack::sign_request(shared.signing_secret, now, request.body)
    );
    return request;
}

awaitable<void> run_connection(fillrate::net::http_client& http, load& shared) {
    while (std::chrono::steady_clock::now() < shared.until) {
        auto request = next_request(shared);
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        const auto response = co_await http.send(std::move(request), deadline);
        ++(response && response->status == 200 ? shared.answered : shared.failed);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 6) {
        std::fprintf(stderr, "usage: bench_load PORT SECRET CONNECTIONS SECONDS TEXT...\n");
        return 2;
    }
    boost::asio::io_context loop{1};
    const auto dialer = fillrate::net::system_dialer::create(loop.get_executor());
    const std::string host = std::string("127.0.0.1:") + argv[1];
    const auto url = fillrate::net::parse_https_url("http://" + host + "/slack/commands", host);
    if (!dialer || !url) {
        std::fprintf(stderr, "bench_load: cannot start\n");
        return 1;
    }
    load shared;
    shared.url = *url;
    shared.signing_secret = fillrate::secret(argv[2]);
    shared.texts.assign(argv + 5, argv + argc);
    shared.until = std::chrono::steady_clock::now() + std::chrono::seconds{std::atoi(argv[4])};
    fillrate::net::http_client_limits limits;
    limits.idle_per_endpoint = 256;
    fillrate::net::http_client http(**dialer, limits);
    for (int i = 0; i < std::atoi(argv[3]); ++i) {
        boost::asio::co_spawn(loop, run_connection(http, shared), boost::asio::detached);
    }
    loop.run();
    std::printf(
        "%llu %llu\n",
        static_cast<unsigned long long>(shared.answered),
        static_cast<unsigned long long>(shared.failed)
    );
    return shared.failed == 0 ? 0 : 1;
}
