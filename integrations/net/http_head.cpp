#include "integrations/net/http_head.hpp"

#include "integrations/net/header_list.hpp"

#include <algorithm>
#include <array>

namespace fillrate::net {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t absent = std::string_view::npos;

// RFC 9110 5.6.2
constexpr bool is_token_byte(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != absent;
}

constexpr auto token_bytes = [] {
    std::array<bool, 256> table{};
    for (unsigned c = 1; c < 128; ++c) {
        table[c] = is_token_byte(static_cast<char>(c));
    }
    return table;
}();

bool in_token(char c) noexcept {
    return token_bytes[static_cast<unsigned char>(c)];
}

bool is_visible_or_blank(char c) noexcept {
    return c == '\t' || (c >= ' ' && c < '\x7f');
}

std::string_view trimmed(std::string_view text) noexcept {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

bool lists_token(std::string_view list, std::string_view wanted) noexcept {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (equal_ignoring_case(trimmed(list.substr(0, comma)), wanted)) {
            return true;
        }
        list = comma == absent ? std::string_view{} : list.substr(comma + 1);
    }
    return false;
}

struct request_line {
    std::string_view method{};
    std::string_view target{};
    std::string_view version{};
};

request_line split_request_line(std::string_view line) noexcept {
    const std::size_t first = line.find(' ');
    if (first == absent) {
        return {};
    }
    const std::size_t second = line.find(' ', first + 1);
    if (second == absent) {
        return {};
    }
    return {
        line.substr(0, first),
        line.substr(first + 1, second - first - 1),
        line.substr(second + 1)};
}

bool is_served_version(std::string_view version) noexcept {
    return version == "HTTP/1.1" || version == "HTTP/1.0";
}

// What the fields say about framing, collected before judging so that their order cannot matter.
struct seen_fields {
    std::size_t count = 0;
    std::size_t hosts = 0;
    std::size_t lengths = 0;
    std::size_t encodings = 0;
    std::string_view length{};
    std::string_view transfer_encoding{};
    bool close = false;
    bool keep_alive = false;
    bool upgrade_listed = false;
    bool websocket = false;
    bool encoded_content = false;
    bool expects = false;
    bool expects_other = false;
};

void note_field(seen_fields& seen, std::string_view name, std::string_view value) noexcept {
    if (equal_ignoring_case(name, "host")) {
        ++seen.hosts;
    } else if (equal_ignoring_case(name, "content-length")) {
        ++seen.lengths;
        seen.length = value;
    } else if (equal_ignoring_case(name, "transfer-encoding")) {
        ++seen.encodings;
        seen.transfer_encoding = value;
    } else if (equal_ignoring_case(name, "connection")) {
        seen.close = seen.close || lists_token(value, "close");
        seen.keep_alive = seen.keep_alive || lists_token(value, "keep-alive");
        seen.upgrade_listed = seen.upgrade_listed || lists_token(value, "upgrade");
    } else if (equal_ignoring_case(name, "upgrade")) {
        seen.websocket = seen.websocket || lists_token(value, "websocket");
    } else if (equal_ignoring_case(name, "content-encoding")) {
        seen.encoded_content = seen.encoded_content || !equal_ignoring_case(value, "identity");
    } else if (equal_ignoring_case(name, "expect")) {
        const bool known = equal_ignoring_case(value, "100-continue");
        seen.expects = seen.expects || known;
        seen.expects_other = seen.expects_other || !known;
    }
}

// False for a line that is no "name: value": blank before the colon, a folded line, a control or
// non-ASCII byte.
bool read_field(std::string_view line, seen_fields& seen) noexcept {
    const std::size_t colon = line.find(':');
    if (colon == absent || !is_token(line.substr(0, colon))) {
        return false;
    }
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (!is_field_value(value)) {
        return false;
    }
    ++seen.count;
    note_field(seen, line.substr(0, colon), value);
    return true;
}

head_verdict refuse(unsigned status, std::string_view reason) noexcept {
    head_verdict verdict;
    verdict.status = status;
    verdict.reason = reason;
    verdict.keep_alive = false;
    return verdict;
}

bool read_length(std::string_view text, std::uint64_t& out) noexcept {
    constexpr std::size_t most_digits = 18;
    if (text.empty() || text.size() > most_digits) {
        return false;
    }
    out = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return false;
        }
        out = out * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return true;
}

head_verdict judge_framing(
    const seen_fields& seen,
    bool http_1_0,
    const head_limits& limits
) noexcept {
    head_verdict verdict;
    if (seen.encodings > 0) {
        if (seen.lengths > 0) {
            return refuse(400, "both Content-Length and Transfer-Encoding");
        }
        if (http_1_0 || seen.encodings > 1 ||
            !equal_ignoring_case(seen.transfer_encoding, "chunked")) {
            return refuse(400, "Transfer-Encoding other than chunked");
        }
        verdict.framing = body_framing::chunked;
    }
    if (seen.lengths > 0) {
        if (seen.lengths > 1 || !read_length(seen.length, verdict.length)) {
            return refuse(400, "Content-Length");
        }
        if (verdict.length > limits.body) {
            return refuse(413, "body too long");
        }
        verdict.framing = verdict.length > 0 ? body_framing::length : body_framing::none;
    }
    return verdict;
}

head_verdict judge(
    const request_line& first,
    const seen_fields& seen,
    const head_limits& limits
) noexcept {
    const bool http_1_0 = first.version == "HTTP/1.0";
    if (seen.hosts > 1 || (seen.hosts == 0 && !http_1_0)) {
        return refuse(400, "Host");
    }
    head_verdict verdict = judge_framing(seen, http_1_0, limits);
    if (verdict.status != 0) {
        return verdict;
    }
    if (first.method != "GET" && first.method != "POST" && first.method != "HEAD") {
        return refuse(405, "method");
    }
    if (seen.encoded_content) {
        return refuse(415, "Content-Encoding");
    }
    if (seen.expects_other) {
        return refuse(417, "Expect");
    }
    verdict.keep_alive = !http_1_0 && !seen.close;
    verdict.expects_continue = seen.expects && !http_1_0 && verdict.framing != body_framing::none;
    verdict.wants_websocket = seen.websocket && seen.upgrade_listed;
    return verdict;
}

bool has_bare_line_feed(std::string_view text) noexcept {
    for (std::size_t at = text.find('\n'); at != absent; at = text.find('\n', at + 1)) {
        if (at == 0 || text[at - 1] != '\r') {
            return true;
        }
    }
    return false;
}

bool is_path_byte(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/-._~!$&'()*+,=:@").find(c) != absent;
}

// True when a segment is empty, "." or ".."; the last one may be empty.
bool has_odd_segment(std::string_view path) noexcept {
    path.remove_prefix(1);
    for (;;) {
        const std::size_t slash = path.find('/');
        const std::string_view segment = path.substr(0, slash);
        if (segment == "." || segment == ".." || (segment.empty() && slash != absent)) {
            return true;
        }
        if (slash == absent) {
            return false;
        }
        path = path.substr(slash + 1);
    }
}

}  // namespace

bool is_token(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), in_token);
}

bool is_field_value(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), is_visible_or_blank);
}

head_verdict check_request_head(std::string_view block, const head_limits& limits) noexcept {
    if (block.size() > limits.block) {
        return refuse(431, "head too long");
    }
    std::size_t end = block.find(line_end);
    if (end == absent) {
        return refuse(400, "no line end");
    }
    const request_line first = split_request_line(block.substr(0, end));
    const auto visible = [](char c) { return c > ' ' && c < '\x7f'; };
    if (!is_token(first.method) || first.target.empty() || !is_served_version(first.version) ||
        !std::all_of(first.target.begin(), first.target.end(), visible)) {
        return refuse(400, "request line");
    }
    if (first.target.size() > limits.target) {
        return refuse(414, "target too long");
    }
    seen_fields seen;
    block.remove_prefix(end + line_end.size());
    for (;;) {
        end = block.find(line_end);
        if (end == absent) {
            return refuse(400, "no end of head");
        }
        if (end == 0) {
            break;
        }
        if (!read_field(block.substr(0, end), seen)) {
            return refuse(400, "header field");
        }
        if (seen.count > limits.fields) {
            return refuse(431, "too many fields");
        }
        block.remove_prefix(end + line_end.size());
    }
    if (block.size() != line_end.size()) {
        return refuse(400, "bytes after the head");
    }
    return judge(first, seen, limits);
}

unsigned check_partial_head(std::string_view so_far, const head_limits& limits) noexcept {
    if (has_bare_line_feed(so_far)) {
        return 400;
    }
    const std::size_t end = so_far.find(line_end);
    std::string_view line = so_far.substr(0, end);
    if (end == absent && line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    const std::string_view method = line.substr(0, line.find(' '));
    if (!std::all_of(method.begin(), method.end(), in_token) || !is_field_value(line)) {
        return 400;
    }
    constexpr std::size_t around_target = 32;  // method, version, blanks
    if (line.size() > limits.target + around_target) {
        return 414;
    }
    if (end != absent && !is_served_version(split_request_line(line).version)) {
        return 400;
    }
    return so_far.size() >= limits.block ? 431 : 0;
}

request_target check_target(std::string_view target, std::string_view host) noexcept {
    constexpr std::string_view plain_scheme = "http://";
    if (!target.starts_with('/')) {
        if (!equal_ignoring_case(target.substr(0, plain_scheme.size()), plain_scheme)) {
            return {.status = 400};
        }
        target.remove_prefix(plain_scheme.size());
        const std::size_t host_end = std::min(target.find_first_of("/?#"), target.size());
        if (host.empty() || !equal_ignoring_case(target.substr(0, host_end), host)) {
            return {.status = 404};
        }
        target.remove_prefix(host_end);
        if (!target.starts_with('/')) {
            return {.status = 404};
        }
    }
    const std::size_t question = target.find('?');
    const std::string_view path = target.substr(0, question);
    if (!std::all_of(path.begin(), path.end(), is_path_byte) || has_odd_segment(path)) {
        return {.status = 404};
    }
    const std::string_view query =
        question == absent ? std::string_view{} : target.substr(question + 1);
    if (query.find('#') != absent) {
        return {.status = 404};
    }
    return {.status = 0, .path = path, .query = query};
}

}  // namespace fillrate::net
