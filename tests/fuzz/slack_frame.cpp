// Text frames of a Socket Mode connection, in every state: one input is a sequence of lines.
#include "core/base/text.hpp"
#include "integrations/slack/socket_session.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fillrate::steady_instant start{};
    fillrate::slack::socket_session session({}, 90, start);
    auto now = start;
    for (const auto line : fillrate::split(fillrate::fuzz::text_of(data, size), '\n')) {
        static_cast<void>(session.on_text(line, now));
        now += std::chrono::seconds{1};
        static_cast<void>(session.on_time(now, now));
    }
    return 0;
}
