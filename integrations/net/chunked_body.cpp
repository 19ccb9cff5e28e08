#include "integrations/net/chunked_body.hpp"

#include "integrations/net/http_head.hpp"

#include <algorithm>

namespace fillrate::net {
namespace {

int hexadecimal(char c) noexcept {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

}  // namespace

chunked_body::status chunked_body::feed(std::string_view& input, std::string& body) {
    while (!input.empty()) {
        if (place_ == place::content) {
            const auto take =
                static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
            body.append(input.substr(0, take));
            input.remove_prefix(take);
            left_ -= take;
            run_ = 0;
            if (left_ == 0) {
                place_ = place::content_cr;
            }
            continue;
        }
        const char c = input.front();
        input.remove_prefix(1);
        if (++framing_ > framing_limit_ || ++run_ > run_limit_) {
            return status::too_long;
        }
        const status now = take_framing_byte(c);
        if (now != status::more) {
            return now;
        }
    }
    return status::more;
}

chunked_body::status chunked_body::take_framing_byte(char c) {
    switch (place_) {
        case place::size:
            return take_size_byte(c);
        case place::extension:
            if (c == '\r') {
                place_ = place::size_end;
                return status::more;
            }
            return is_field_value(std::string_view(&c, 1)) ? status::more : status::malformed;
        case place::size_end: {
            const bool last = left_ == 0;
            digits_ = 0;
            return expect(c, '\n', last ? place::trailer : place::content);
        }
        case place::content_cr:
            return expect(c, '\r', place::content_lf);
        case place::content_lf:
            return expect(c, '\n', place::size);
        case place::trailer:
            return take_trailer_byte(c);
        case place::trailer_end:
            line_started_ = false;
            return expect(c, '\n', place::trailer);
        case place::end_lf:
            return c == '\n' ? status::done : status::malformed;
        case place::content:
            break;
    }
    return status::malformed;
}

chunked_body::status chunked_body::take_size_byte(char c) {
    constexpr unsigned most_digits = 8;
    const int value = hexadecimal(c);
    if (value >= 0) {
        left_ = left_ * 16 + static_cast<std::uint64_t>(value);
        return ++digits_ > most_digits ? status::malformed : status::more;
    }
    if (digits_ == 0 || (c != '\r' && c != ';')) {
        return status::malformed;
    }
    // Judged as soon as the size is known: nothing of a chunk that crosses the limit is kept.
    taken_ += static_cast<std::size_t>(left_);
    if (taken_ > body_limit_) {
        return status::too_long;
    }
    place_ = c == ';' ? place::extension : place::size_end;
    return status::more;
}

chunked_body::status chunked_body::take_trailer_byte(char c) {
    if (c == '\r') {
        place_ = line_started_ ? place::trailer_end : place::end_lf;
        return status::more;
    }
    const bool folded = !line_started_ && (c == ' ' || c == '\t');
    line_started_ = true;
    return !folded && is_field_value(std::string_view(&c, 1)) ? status::more : status::malformed;
}

chunked_body::status chunked_body::expect(char c, char wanted, place next) {
    if (c != wanted) {
        return status::malformed;
    }
    place_ = next;
    return status::more;
}

}  // namespace fillrate::net
