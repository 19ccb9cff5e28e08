#include "integrations/net/response_head.hpp"

#include "integrations/net/http_head.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <string_view>

namespace fillrate::net {
namespace {

std::string_view reason_of(unsigned status) {
    struct named_status {
        unsigned status;
        std::string_view reason;
    };
    constexpr std::array known{
        named_status{200, "OK"},
        named_status{204, "No Content"},
        named_status{302, "Found"},
        named_status{303, "See Other"},
        named_status{304, "Not Modified"},
        named_status{400, "Bad Request"},
        named_status{401, "Unauthorized"},
        named_status{403, "Forbidden"},
        named_status{404, "Not Found"},
        named_status{405, "Method Not Allowed"},
        named_status{413, "Content Too Large"},
        named_status{414, "URI Too Long"},
        named_status{415, "Unsupported Media Type"},
        named_status{417, "Expectation Failed"},
        named_status{429, "Too Many Requests"},
        named_status{431, "Request Header Fields Too Large"},
        named_status{500, "Internal Server Error"},
        named_status{503, "Service Unavailable"}};
    const auto found = std::find_if(known.begin(), known.end(), [status](const named_status& one) {
        return one.status == status;
    });
    return found == known.end() ? "Status" : found->reason;
}

// "Tue, 24 Nov 2026 07:00:00 GMT", made once a second.
std::string_view date_now() {
    static std::time_t made_at = 0;
    static std::array<char, 32> text{};
    static std::size_t size = 0;
    const std::time_t now = std::time(nullptr);
    if (now != made_at) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
        made_at = now;
    }
    return {text.data(), size};
}

bool is_servers_own(std::string_view name) {
    constexpr std::array own{"content-length", "transfer-encoding", "connection", "date"};
    return std::any_of(own.begin(), own.end(), [name](std::string_view one) {
        return equal_ignoring_case(name, one);
    });
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
    if (!is_token(name) || !is_field_value(value)) {
        return;
    }
    out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

void append_response_head(std::string& out, const http_response& response, bool keep_alive) {
    constexpr unsigned no_content = 204;
    constexpr unsigned not_modified = 304;
    out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    out.append(reason_of(response.status)).append("\r\n");
    append_field(out, "Date", date_now());
    if (!response.content_type.empty()) {
        append_field(out, "Content-Type", response.content_type);
    }
    for (std::size_t i = 0; i < response.headers.size(); ++i) {
        const auto [name, value] = response.headers.at(i);
        if (!is_servers_own(name)) {
            append_field(out, name, value);
        }
    }
    if (response.status != no_content && response.status != not_modified) {
        append_field(out, "Content-Length", std::to_string(response.body.size()));
    }
    if (!keep_alive) {
        append_field(out, "Connection", "close");
    }
    out.append("\r\n");
}

}  // namespace fillrate::net
