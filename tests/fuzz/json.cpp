// Strict JSON: total; what is accepted survives being written and read again.
#include "integrations/net/json.hpp"

#include "tests/fuzz/fuzz_input.hpp"

#include <boost/json/serialize.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto value = fillrate::net::parse_json_strict(fillrate::fuzz::text_of(data, size));
    if (value) {
        const auto again = boost::json::serialize(*value);
        fillrate::fuzz::require(fillrate::net::parse_json_strict(again).has_value());
    }
    return 0;
}
