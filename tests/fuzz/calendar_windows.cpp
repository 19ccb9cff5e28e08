// Working windows and week keys of calendar files, and instants of data files.
#include "core/base/time_zone.hpp"
#include "core/domain/calendar.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fillrate::fuzz::text_of(data, size);
    const auto windows = fillrate::domain::parse_windows(text);
    fillrate::fuzz::require(!windows || !windows->empty());
    static_cast<void>(fillrate::domain::parse_week_key(text));
    static const auto zone = fillrate::time_zone::find("Europe/London").value();
    static_cast<void>(zone.parse(text));
    return 0;
}
