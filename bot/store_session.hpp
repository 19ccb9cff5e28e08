// The way to the store: the embedded server or an external one, deployed to, checked and connected.
#pragma once

#include "config/settings.hpp"
#include "core/async/scope.hpp"
#include "core/base/log.hpp"
#include "core/base/random.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/dialer.hpp"
#include "integrations/redis/connection.hpp"
#include "integrations/redis/deploy.hpp"
#include "integrations/redis/embedded_server.hpp"
#include "integrations/redis/redis_store.hpp"

#include <memory>
#include <string>

namespace fillrate::bot {

/// One organisation per `serve` (DESIGN.md 3); the id stays in every key.
inline constexpr std::string_view only_organisation = "main";

class store_session {
public:
    enum class use {
        own,   ///< the bot: starts the embedded server when that is configured
        join,  ///< a command beside a running bot: uses its embedded server, or starts one when
               ///< none runs
    };

    /// Errors: conflict, unavailable (exit code 3), invalid_input (settings refused), each with the
    /// fix.
    [[nodiscard]] static async::awaitable<result<std::unique_ptr<store_session>>> open(
        redis::surroundings world,
        const config::store_settings& configured,
        const config::secrets& secrets,
        use how
    );
    ~store_session();
    store_session(const store_session&) = delete;
    store_session& operator=(const store_session&) = delete;

    [[nodiscard]] ports::store& store() noexcept { return *store_; }
    [[nodiscard]] bool ready() const noexcept { return link_->ready(); }
    [[nodiscard]] const std::string& trouble() const noexcept { return link_->trouble(); }
    [[nodiscard]] const redis::deployed& facts() const noexcept { return facts_; }
    [[nodiscard]] bool embedded() const noexcept { return server_ != nullptr; }

    /// Ends the connection and, last of all, the embedded server.
    [[nodiscard]] async::awaitable<void> close();

private:
    explicit store_session(redis::surroundings world);
    [[nodiscard]] async::awaitable<result<redis::server_address>> find_server(
        const config::store_settings& configured,
        const config::secrets& secrets,
        use how
    );

    redis::surroundings world_;
    async::scope background_;
    std::unique_ptr<redis::embedded_server> server_{};
    redis::deployed facts_{};
    std::unique_ptr<redis::connection> link_{};
    std::unique_ptr<redis::redis_store> store_{};
};

}  // namespace fillrate::bot
