// The configuration file.
#include "config/settings.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto settings = fillrate::config::parse(fillrate::fuzz::text_of(data, size), "fuzz.toml");
    fillrate::fuzz::require(settings || !settings.error().detail.empty());
    return 0;
}
