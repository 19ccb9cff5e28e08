// The resume of somebody put forward: a link, or a file whose bytes are kept sealed outside the
// store (DOMAIN.md 0, 9). Where it leads to is personal data.
#pragma once

#include "core/base/instant.hpp"
#include "core/domain/terms.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

enum class resume_kind { link, pdf, docx };

struct given_resume {
    resume_kind kind = resume_kind::link;
    std::string file{};      ///< name of the kept file; empty for a link
    std::uint64_t size = 0;  ///< bytes of the file
    /// The address of a link, or the key of the file's bytes in base64url. In memory only.
    std::string secret{};
    std::string sealed{};  ///< the same under the candidate's own key; without it nobody reads it
    std::optional<instant> since{};
    friend bool operator==(const given_resume&, const given_resume&) = default;
};

/// The largest file that is taken (DOMAIN.md 0).
inline constexpr std::uint64_t largest_resume = 10ULL * 1024 * 1024;

[[nodiscard]] std::string_view word(resume_kind k) noexcept;  ///< as stored: "pdf"
template <>
[[nodiscard]] std::optional<resume_kind> from_word(std::string_view text) noexcept;

/// An https address of at most 500 bytes without spaces, as it was given; nothing for anything
/// else.
[[nodiscard]] std::optional<std::string> resume_link(std::string_view text);

}  // namespace fillrate::domain
