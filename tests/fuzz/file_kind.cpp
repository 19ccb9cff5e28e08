// What an uploaded file is: no bytes may lead the look at its directory astray, and nothing after
// the first bytes makes a PDF of it.
#include "bot/file_kind.hpp"

#include "tests/fuzz/fuzz_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using fillrate::domain::resume_kind;
    using fillrate::fuzz::require;
    const auto bytes = fillrate::fuzz::text_of(data, size);
    const auto kind = fillrate::bot::kind_of_file(bytes);
    require(kind != resume_kind::link);
    require((kind == resume_kind::pdf) == bytes.starts_with("%PDF-"));
    if (kind == resume_kind::docx) {
        require(bytes.find("word/document.xml") != std::string_view::npos);
        require(!fillrate::bot::kind_of_file(bytes.substr(0, bytes.size() - 1)));
    }
    return 0;
}
