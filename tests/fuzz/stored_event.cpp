// Stored events: what can be read can be written and read again to the same.
#include "bot/event_codec.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto event = fillrate::bot::decode_event(fillrate::fuzz::text_of(data, size));
    if (event) {
        const auto again = fillrate::bot::decode_event(fillrate::bot::encode_event(*event));
        fillrate::fuzz::require(again && *again == *event);
    }
    return 0;
}
