// The framing checks of a request head: total, and a whole head that passes was never refused as a
// partial one.
#include "integrations/net/http_head.hpp"

#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fillrate::fuzz::text_of(data, size);
    const fillrate::net::head_limits limits{};
    const auto verdict = fillrate::net::check_request_head(text, limits);
    if (verdict.status == 0) {
        fillrate::fuzz::require(
            fillrate::net::check_partial_head(text.substr(0, size / 2), limits) == 0
        );
        fillrate::fuzz::require(verdict.length <= limits.body);
    }
    const auto bar = text.find('\n');
    if (bar != std::string_view::npos) {
        static_cast<void>(fillrate::net::check_target(text.substr(0, bar), text.substr(bar + 1)));
    }
    return 0;
}
