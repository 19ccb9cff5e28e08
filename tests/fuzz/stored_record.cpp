// The engine's own records, below their MAC.
#include "bot/outbox.hpp"
#include "bot/undo.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fillrate::fuzz::text_of(data, size);
    const auto notice = fillrate::bot::notice_from_json(text);
    if (notice) {
        const auto again = fillrate::bot::notice_from_json(fillrate::bot::to_json(*notice));
        fillrate::fuzz::require(again && again->progress == notice->progress);
    }
    static_cast<void>(fillrate::bot::card_from_json(text));
    static_cast<void>(fillrate::bot::undo_from_json(text));
    static_cast<void>(fillrate::bot::thread_from_json(text));
    return 0;
}
