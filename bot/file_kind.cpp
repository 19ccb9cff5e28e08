#include "bot/file_kind.hpp"

#include "core/base/text.hpp"

#include <cstddef>
#include <cstdint>

namespace fillrate::bot {

namespace {

constexpr std::size_t end_record_size = 22;
constexpr std::size_t longest_comment = 0xFFFF;
constexpr std::size_t entry_size = 46;
constexpr std::uint32_t most_entries = 4096;

// Little-endian; the caller made sure that the bytes are there.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t length) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = length; i > 0; --i) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[at + i - 1]);
    }
    return value;
}

// The end record stands last, before a comment whose length it names.
std::optional<std::size_t> find_end_record(std::string_view bytes) noexcept {
    constexpr std::string_view mark = "PK\x05\x06";
    if (bytes.size() < end_record_size) {
        return std::nullopt;
    }
    const auto last = bytes.size() - end_record_size;
    const auto first = last > longest_comment ? last - longest_comment : 0;
    for (std::size_t at = last + 1; at-- > first;) {
        if (bytes.substr(at, mark.size()) == mark &&
            at + end_record_size + number_at(bytes, at + 20, 2) == bytes.size()) {
            return at;
        }
    }
    return std::nullopt;
}

struct listing {
    bool types = false;
    bool document = false;
    bool refused = false;  ///< macros, encryption, or a directory that is none
};

bool holds_macros(std::string_view name) noexcept {
    constexpr std::string_view macros = "vbaproject";
    for (std::size_t at = 0; at + macros.size() <= name.size(); ++at) {
        if (equal_ignoring_case(name.substr(at, macros.size()), macros)) {
            return true;
        }
    }
    return false;
}

void note_entry(listing& into, std::string_view name, std::uint32_t flags) noexcept {
    constexpr std::uint32_t encrypted = 1;
    into.types = into.types || name == "[Content_Types].xml";
    into.document = into.document || name == "word/document.xml";
    into.refused = into.refused || (flags & encrypted) != 0 || holds_macros(name);
}

// Every entry of the directory `part`, which has to hold exactly `count`.
listing read_directory_of(std::string_view part, std::uint32_t count) noexcept {
    constexpr std::string_view mark = "PK\x01\x02";
    listing found;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (part.size() < entry_size || !part.starts_with(mark)) {
            found.refused = true;
            return found;
        }
        const auto name_length = number_at(part, 28, 2);
        const std::size_t whole =
            entry_size + name_length + number_at(part, 30, 2) + number_at(part, 32, 2);
        if (whole > part.size()) {
            found.refused = true;
            return found;
        }
        note_entry(found, part.substr(entry_size, name_length), number_at(part, 8, 2));
        part.remove_prefix(whole);
    }
    found.refused = found.refused || !part.empty();
    return found;
}

bool is_word_document(std::string_view bytes) noexcept {
    constexpr std::string_view first_entry = "PK\x03\x04";
    const auto end = bytes.starts_with(first_entry) ? find_end_record(bytes) : std::nullopt;
    if (!end) {
        return false;
    }
    const auto here = number_at(bytes, *end + 8, 2);
    const auto all = number_at(bytes, *end + 10, 2);
    const std::size_t size = number_at(bytes, *end + 12, 4);
    const std::size_t start = number_at(bytes, *end + 16, 4);
    const bool whole = number_at(bytes, *end + 4, 4) == 0 && here == all && all <= most_entries;
    if (!whole || start > *end || size != *end - start) {
        return false;
    }
    const auto found = read_directory_of(bytes.substr(start, size), all);
    return found.types && found.document && !found.refused;
}

}  // namespace

std::optional<domain::resume_kind> kind_of_file(std::string_view bytes) noexcept {
    if (bytes.starts_with("%PDF-")) {
        return domain::resume_kind::pdf;
    }
    return is_word_document(bytes) ? std::optional{domain::resume_kind::docx} : std::nullopt;
}

}  // namespace fillrate::bot
