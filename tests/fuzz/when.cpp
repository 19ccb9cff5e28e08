// Moments as people type them, and money and counts.
#include "core/chat/when.hpp"

#include "core/chat/values.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fillrate::fuzz::text_of(data, size);
    static const auto zone = fillrate::time_zone::find("America/Chicago").value();
    static_cast<void>(
        fillrate::chat::parse_when(text, fillrate::from_unix_ms(1'796'000'000'000), zone)
    );
    const auto money = fillrate::chat::parse_money(text);
    fillrate::fuzz::require(!money || *money > 0);
    const auto count = fillrate::chat::parse_count(text);
    fillrate::fuzz::require(!count || (*count >= 1 && *count <= 500));
    static_cast<void>(fillrate::chat::parse_change(text));
    return 0;
}
