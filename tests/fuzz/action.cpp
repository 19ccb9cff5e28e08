// Sealed button values: what splits is exactly what would have been made.
#include "core/chat/action.hpp"

#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto split = fillrate::chat::split_action(fillrate::fuzz::text_of(data, size));
    if (split) {
        const auto again =
            fillrate::chat::encode_action(split->name, split->subject, split->version);
        fillrate::fuzz::require(again && *again == split->covered);
    }
    return 0;
}
