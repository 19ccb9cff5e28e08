// Slack's mark-up of typed text, on through the grammar.
#include "core/chat/grammar.hpp"
#include "integrations/slack/typed_text.hpp"
#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fillrate::chat::typed_line line;
    line.runs = fillrate::slack::parse_typed_text(fillrate::fuzz::text_of(data, size));
    static_cast<void>(fillrate::chat::parse(line));
    return 0;
}
