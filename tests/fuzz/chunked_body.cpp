// The chunked decoder: fed whole or byte by byte it gives the same, and never more than its limit.
#include "integrations/net/chunked_body.hpp"

#include "tests/fuzz/fuzz_input.hpp"

#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using fillrate::net::chunked_body;
    constexpr std::size_t limit = 4096;
    auto rest = fillrate::fuzz::text_of(data, size);
    chunked_body whole(limit, limit, limit / 2);
    std::string body;
    const auto at_once = whole.feed(rest, body);
    chunked_body drip(limit, limit, limit / 2);
    std::string dripped;
    auto state = chunked_body::status::more;
    for (std::size_t i = 0; i < size && state == chunked_body::status::more; ++i) {
        auto one = fillrate::fuzz::text_of(data + i, 1);
        state = drip.feed(one, dripped);
    }
    fillrate::fuzz::require(body.size() <= limit);
    if (at_once == chunked_body::status::done) {
        fillrate::fuzz::require(state == chunked_body::status::done && body == dripped);
    }
    return 0;
}
