// The inside of the HTTP server, shared by its two halves: the server (http_server.cpp) and what
// happens on one connection (http_session.cpp). Internal to integrations/net.
#pragma once

#include "core/async/event.hpp"
#include "core/async/scope.hpp"
#include "integrations/net/http_connection.hpp"
#include "integrations/net/http_head.hpp"
#include "integrations/net/http_server.hpp"
#include "integrations/net/listener.hpp"

#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace fillrate::net {

/// Where bodies may be longer than elsewhere.
struct upload_route {
    std::string path{};
    std::size_t most = 0;
    std::function<bool(const http_request&)> admit{};
};

struct http_server::impl : std::enable_shared_from_this<impl> {
    impl(
        async::executor where,
        http_limits bounds,
        http_handler application,
        std::function<void(std::string_view)> report
    )
        : on(where),
          limits(bounds),
          handler(std::move(application)),
          on_failure(std::move(report)),
          coroutines(where, reporter(on_failure)),
          changed(where) {}

    // Takes a checked head apart; false when the second opinion differs.
    [[nodiscard]] static bool read_fields(
        std::string_view head,
        http_request& into,
        std::string_view& target
    );
    static async::scope::escape_handler reporter(std::function<void(std::string_view)> report);

    [[nodiscard]] head_limits bounds_of_head(std::string_view head) const noexcept {
        head_limits bounds;
        bounds.block = limits.head;
        bounds.target = limits.target;
        bounds.fields = limits.fields;
        bounds.body = is_upload(head) ? uploads->most : limits.body;
        return bounds;
    }
    [[nodiscard]] bool is_upload(std::string_view head) const noexcept {
        constexpr std::string_view method = "POST ";
        return uploads && head.starts_with(method) &&
               head.substr(method.size()).starts_with(uploads->path) &&
               head.substr(method.size() + uploads->path.size()).starts_with(' ');
    }
    /// Time for so many bytes, beyond what `usual` is meant for.
    [[nodiscard]] std::chrono::milliseconds time_for(
        std::chrono::milliseconds usual,
        std::uint64_t bytes
    ) const noexcept {
        constexpr std::uint64_t megabyte = 1024 * 1024;
        return bytes <= megabyte
                   ? usual
                   : usual + std::chrono::seconds{(bytes - megabyte) / limits.least_rate};
    }

    async::awaitable<void> accept_all(std::shared_ptr<impl> self);
    async::awaitable<void> serve(std::shared_ptr<impl> self, std::unique_ptr<ports::byte_stream> s);
    async::awaitable<void> serve_requests(http_connection& c);
    async::awaitable<unsigned> read_more(http_connection& c);
    async::awaitable<unsigned> read_head(http_connection& c, std::size_t& size);
    async::awaitable<unsigned> read_request(
        http_connection& c,
        http_request& request,
        head_verdict& v
    );
    async::awaitable<unsigned> read_body(http_connection& c, http_request& request, head_verdict v);
    async::awaitable<unsigned> read_counted(
        http_connection& c,
        std::string& body,
        std::uint64_t size
    );
    async::awaitable<unsigned> read_chunks(http_connection& c, std::string& body);
    async::awaitable<bool> respond(
        http_connection& c,
        http_response response,
        bool keep,
        bool head_only
    );
    async::awaitable<void> refuse(http_connection& c, unsigned status);
    async::awaitable<http_response> ask_handler(http_request request);
    async::awaitable<void> upgrade(http_connection& c, http_request request);
    bool make_room();
    void report(std::string_view what);

    async::executor on;
    http_limits limits;
    http_handler handler;
    std::function<void(std::string_view)> on_failure;
    std::optional<websocket_route> route{};
    std::optional<upload_route> uploads{};
    std::size_t uploading = 0;
    std::unique_ptr<listener> acceptor{};
    std::list<http_connection*> open{};
    http_counters counts{};
    async::scope coroutines;
    async::event changed;
    bool stopping = false;
};

}  // namespace fillrate::net
