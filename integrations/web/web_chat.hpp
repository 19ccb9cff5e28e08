// The web chat of the demo: one page with its files, and the websocket sessions behind it.
// There is no sign-in: whoever reaches it may speak as anybody in the directory.
#pragma once

#include "core/base/log.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/inbox.hpp"
#include "core/ports/store.hpp"
#include "integrations/net/http_messages.hpp"
#include "integrations/net/http_server.hpp"
#include "integrations/web/directory.hpp"
#include "integrations/web/web_platform.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::web {

/// The hosts a browser may use to reach us, without port; empty admits any. On a loopback address
/// the default keeps a page of another site from getting in under its own name (DNS rebinding).
[[nodiscard]] std::vector<std::string> loopback_hosts();

/// Where a page hands in a file, by POST; the answer is {id} for the form's field, or {error}.
inline constexpr std::string_view uploads_path = "/uploads";

struct options {
    web::limits limits{};
    std::vector<std::string> hosts = loopback_hosts();
    /// Keeps what a persona hands in and names it for the form. Errors: a sentence for them. Empty:
    /// no files are taken.
    std::function<result<std::string>(const std::string& persona, std::string_view bytes)>
        take_file{};
    milliseconds poll_interval{1000};  ///< how soon entries of other instances arrive
};

class web_chat {
public:
    /// Everything given by reference must outlive this. `time` may be empty: then the page shows no
    /// clock.
    web_chat(
        async::executor where,
        ports::inbox& inbox,
        ports::store& store,
        ports::clock& clock,
        const web_platform& platform,
        logger& log,
        directory shown,
        clock_control time = {},
        options settings = {}
    );
    ~web_chat();
    web_chat(const web_chat&) = delete;
    web_chat& operator=(const web_chat&) = delete;

    /// The answer to GET or HEAD of the page or one of its files, or to an upload; nothing for any
    /// other path.
    [[nodiscard]] std::optional<net::http_response> respond(const net::http_request& request) const;

    /// Whether an upload with this head would be taken, but for its bytes; for
    /// http_server::take_uploads.
    [[nodiscard]] bool admits_upload(const net::http_request& request) const;

    /// For http_server::serve_websockets: path "/ws".
    [[nodiscard]] net::websocket_route route();

    /// To be called after a commit appended to "web:<channel>"; "" means any channel.
    void notify(std::string_view channel);

    [[nodiscard]] std::size_t sessions() const noexcept;

    /// Ends every session; commands under way are finished. True when all ended within `span`.
    [[nodiscard]] async::awaitable<bool> stop(std::chrono::milliseconds span);

private:
    struct impl;
    std::shared_ptr<impl> impl_;
};

}  // namespace fillrate::web
