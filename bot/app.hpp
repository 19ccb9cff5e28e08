// The assembled program: everything owned here, in construction order; the rest holds references
// (STYLE.md 6.6).
#pragma once

#include "bot/clock.hpp"
#include "bot/composer.hpp"
#include "bot/configuration.hpp"
#include "bot/dispatcher.hpp"
#include "bot/engine.hpp"
#include "bot/file_desk.hpp"
#include "bot/file_fetcher.hpp"
#include "bot/file_sweep.hpp"
#include "bot/lease_holder.hpp"
#include "bot/policy_keeper.hpp"
#include "bot/scheduler.hpp"
#include "bot/slack_link.hpp"
#include "bot/store_session.hpp"
#include "bot/upload_quota.hpp"
#include "config/demo_data.hpp"
#include "config/settings.hpp"
#include "core/crypto/key.hpp"
#include "integrations/net/http_server.hpp"
#include "integrations/net/system_dialer.hpp"
#include "integrations/web/web_chat.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace fillrate::bot {

/// What a running bot was asked for on the command line.
struct run_options {
    bool demo = false;
    config::settings settings{};
    config::policy_file policies{};
    config::secrets secrets{};
    std::int64_t speed = 1;  ///< of the demo's clock
    std::string instance{};  ///< this process's id in leases
};

class app {
public:
    app(async::executor where, run_options options, logger& log);
    ~app();
    app(const app&) = delete;
    app& operator=(const app&) = delete;

    /// Brings everything up. Errors carry the exit code's kind: invalid_input (2), unavailable (3).
    [[nodiscard]] async::awaitable<result<void>> start();
    /// Stops taking work, drains for at most `grace`, releases the lease, ends the store last.
    [[nodiscard]] async::awaitable<void> stop(milliseconds grace);

    /// Takes over newly read settings as far as a running bot can, and logs what changed.
    /// Errors: the store did not take the policies, the old ones stay.
    [[nodiscard]] async::awaitable<result<void>> adopt(configuration fresh);

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    /// What the operator has to be told once, on standard output: how to claim a new workspace.
    [[nodiscard]] const std::string& notice() const noexcept { return notice_; }

private:
    [[nodiscard]] async::awaitable<result<void>> open_store();
    void build_engine(const crypto::key& key);
    void open_files(const crypto::key& key);
    void build_dispatcher();
    [[nodiscard]] async::awaitable<result<void>> start_clock();
    [[nodiscard]] async::awaitable<result<void>> save_clock(time_line line);
    [[nodiscard]] async::awaitable<result<void>> load_demo();
    [[nodiscard]] async::awaitable<result<void>> keep_organisation();
    [[nodiscard]] async::awaitable<result<void>> open_organisation();
    [[nodiscard]] async::awaitable<result<void>> start_slack();
    [[nodiscard]] result<void> start_web();
    [[nodiscard]] result<void> listen();
    [[nodiscard]] result<void> listen_for_operators();
    [[nodiscard]] web::clock_control clock_control();
    [[nodiscard]] async::awaitable<net::http_response> respond(net::http_request request);
    [[nodiscard]] async::awaitable<net::http_response> serve_file(net::http_request request);
    [[nodiscard]] result<std::string> take_file(const std::string& persona, std::string_view bytes);
    [[nodiscard]] async::awaitable<void> sweep_files();
    void build_fetcher();
    [[nodiscard]] net::http_response health(const net::http_request& request) const;
    [[nodiscard]] std::string metrics() const;

    async::executor where_;
    run_options options_;
    logger& log_;
    machine_clock clock_{};
    system_random random_{};
    config::demo_data demo_{};
    std::unique_ptr<net::system_dialer> dialer_{};
    std::unique_ptr<store_session> session_{};
    std::unique_ptr<record_codec> codec_{};
    std::unique_ptr<action_seal> seal_{};
    std::unique_ptr<identity> names_{};
    domain::policy_book book_{};
    std::unique_ptr<policy_keeper> policies_{};
    std::unique_ptr<claim_codes> claims_{};
    std::unique_ptr<outbox_ids> ids_{};
    std::unique_ptr<file_desk> files_{};
    std::unique_ptr<file_sweep> sweep_{};
    upload_quota uploads_{};
    std::string notice_{};
    std::unique_ptr<engine> engine_{};
    std::unique_ptr<composer> composer_{};
    std::unique_ptr<lease_holder> lease_{};
    std::unique_ptr<scheduler> scheduler_{};
    std::unique_ptr<web::web_platform> web_platform_{};
    std::unique_ptr<slack_link> slack_{};
    std::unique_ptr<file_fetcher> fetcher_{};
    std::unique_ptr<dispatcher> dispatcher_{};
    std::unique_ptr<web::web_chat> web_{};
    std::unique_ptr<net::http_server> server_{};
    std::unique_ptr<net::http_server> operators_{};
    async::scope background_;
    std::uint16_t port_ = 0;
    bool stopping_ = false;
};

}  // namespace fillrate::bot
