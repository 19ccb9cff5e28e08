// One pipelined connection that all coroutines share, kept alive for as long as it runs. What waits
// is written in one piece; replies come back in order; whoever gives up leaves its place in the
// order behind.
#pragma once

#include "core/async/awaitable.hpp"
#include "core/async/event.hpp"
#include "core/base/log.hpp"
#include "core/base/random.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/dialer.hpp"
#include "integrations/redis/exchange.hpp"
#include "integrations/redis/pipeline.hpp"
#include "integrations/redis/redis_url.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace fillrate::redis {

struct connection_options {
    milliseconds call_limit{2500};     ///< a call ends after so long
    milliseconds connect_limit{5000};  ///< dialing, TLS, AUTH and greeting together
    milliseconds quiet_limit{5000};    ///< so long without a byte: PING; twice as long: given up
    milliseconds first_retry{50};      ///< the backoff starts here and doubles, with full jitter,
    milliseconds longest_retry{5000};  ///< up to here
};

/// What every new connection is asked before it counts as ready, and how the answer is judged.
struct greeting {
    request what{};
    std::function<result<void>(std::span<const reply>)> check{};
};

/// What a connection needs from its surroundings; all outlive it.
struct surroundings {
    async::executor where;
    ports::dialer& network;
    ports::clock& clock;
    random_source& random;
    logger& log;
};

class connection {
public:
    connection(
        surroundings world,
        server_address address,
        greeting first_words,
        connection_options options = {}
    );
    ~connection();
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    /// Connects, serves and reconnects until stop() or cancellation. Once.
    [[nodiscard]] async::awaitable<void> run();
    /// Ends run(). Calls under way fail.
    void stop();
    /// Breaks the present connection, so that the next one is greeted anew.
    void drop(const std::string& why);

    [[nodiscard]] bool ready() const noexcept { return ready_; }
    /// Why it is not ready, one sentence.
    [[nodiscard]] const std::string& trouble() const noexcept { return trouble_; }
    /// Waits for ready; unavailable with the trouble when it is not by then.
    [[nodiscard]] async::awaitable<result<void>> wait_ready(steady_instant deadline);

    /// The replies to all commands of the request, in order. unavailable: nothing was sent (not
    /// connected, or no turn in time). unknown_outcome: sent, but the replies did not come.
    [[nodiscard]] async::awaitable<result<std::vector<reply>>> call(request what);

private:
    [[nodiscard]] async::awaitable<result<conversation>> greet();
    [[nodiscard]] async::awaitable<bool> connect_and_serve();
    [[nodiscard]] async::awaitable<void> serve(conversation& link);
    [[nodiscard]] async::awaitable<void> read_loop(conversation& link);
    [[nodiscard]] async::awaitable<void> write_loop(ports::byte_stream& stream);
    [[nodiscard]] async::awaitable<void> watch_loop();
    [[nodiscard]] bool deliver_replies(reply_reader& reader);
    void report(const error& failure);
    void lose(const std::string& why);

    surroundings world_;
    server_address address_;
    greeting greeting_;
    connection_options options_;
    pipeline pipeline_{};
    async::event work_;
    async::event state_changed_;
    async::event stopped_;
    ports::byte_stream* open_ = nullptr;
    bool ready_ = false;
    bool stopping_ = false;
    std::string trouble_ = "not connected to Redis yet";
    steady_instant last_heard_{};
};

}  // namespace fillrate::redis
