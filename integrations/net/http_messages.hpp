// HTTP requests we receive and the responses we give, as plain data.
#pragma once

#include "core/async/awaitable.hpp"
#include "integrations/net/header_list.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace fillrate::net {

/// A request that passed every framing check of RELIABILITY.md N016-N030.
struct http_request {
    std::string method = "GET";  ///< GET, POST or HEAD
    std::string path = "/";      ///< starts with '/', no dot segments, no '//', no percent-encoding
    std::string query{};         ///< after the '?', as sent
    header_list headers{};
    std::string body{};  ///< the exact bytes, chunks removed
    std::string peer{};  ///< address without port

    [[nodiscard]] std::string_view header(std::string_view name) const noexcept {
        return headers.value(name);
    }
    [[nodiscard]] std::size_t header_count(std::string_view name) const noexcept {
        return headers.count(name);
    }
};

/// Content-Length, Connection and Date are the server's; a field name or value with control
/// characters is dropped.
struct http_response {
    unsigned status = 200;
    std::string content_type{};  ///< empty: no Content-Type
    header_list headers{};
    std::string body{};
};

using http_handler = std::function<async::awaitable<http_response>(http_request)>;

}  // namespace fillrate::net
