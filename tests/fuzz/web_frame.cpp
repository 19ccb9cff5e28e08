// Frames of the web chat's page.
#include "integrations/web/protocol.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fillrate::fuzz::text_of(data, size);
    static_cast<void>(fillrate::web::parse_frame(text, "/hire", fillrate::web::limits{}));
    static_cast<void>(fillrate::web::is_entry_id(text));
    return 0;
}
