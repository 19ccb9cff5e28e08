// The grammar: every line is a command or a problem, and a command's own line is that command
// again.
#include "core/chat/grammar.hpp"

#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fillrate::fuzz::text_of(data, size);
    for (const bool meant : {false, true}) {
        fillrate::chat::line_settings settings;
        settings.meant_as_command = meant;
        const auto parsed = fillrate::chat::parse(text, settings);
        if (const auto* command = std::get_if<fillrate::chat::command>(&parsed)) {
            fillrate::fuzz::require(
                fillrate::chat::find_verb(command->noun, command->verb) != nullptr
            );
        }
    }
    return 0;
}
