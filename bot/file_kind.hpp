// What bytes from outside are: a PDF, a Word document, or nothing we take. Looks at the bytes
// alone, never at what they are called, and decompresses nothing. Pure.
#pragma once

#include "core/domain/resume.hpp"

#include <optional>
#include <string_view>

namespace fillrate::bot {

/// A PDF begins with "%PDF-". A Word document is a ZIP archive (PKWARE APPNOTE 4.3) whose directory
/// names [Content_Types].xml and word/document.xml, without macros, encryption, parts or ZIP64.
[[nodiscard]] std::optional<domain::resume_kind> kind_of_file(std::string_view bytes) noexcept;

}  // namespace fillrate::bot
