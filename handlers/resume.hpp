// The resume of a candidate: given as a link or a file, opened by whoever is cleared for it, every
// opening kept (DOMAIN.md 0, 9).
#pragma once

#include "core/domain/resume.hpp"
#include "handlers/asking.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::handlers {

/// `S-311 resume` opens it; `S-311 resume link:https://...` gives a link.
[[nodiscard]] outcome submittal_resume(const context&, const snapshot&, domain::policy_book&);
/// [Add resume], [Replace it]: the form, and what it brings.
[[nodiscard]] outcome submittal_give_resume(const context&, const snapshot&, domain::policy_book&);
/// Somebody follows their link to the kept file of `ctx.command`'s subject: a decision when they
/// may have it now, whatever they might when they got the link.
[[nodiscard]] outcome resume_fetched(const context&, const snapshot&, domain::policy_book&);
/// The file of a form that was submitted before, now that it is here; it is attached only while the
/// submittal has none that came later.
[[nodiscard]] outcome resume_arrived(const context&, const snapshot&, domain::policy_book&);

/// The fields of a form that take a resume: a file where files are taken, and a link.
void add_resume_fields(chat::form& form, const context& ctx);
/// What line or form give; nothing when they give none. A problem when it is neither a file that
/// was taken nor a link.
[[nodiscard]] std::optional<domain::given_resume> read_resume(
    const context& ctx,
    field_problems& problems
);

/// "PDF, 312 KB", "a link"
[[nodiscard]] std::string shown_resume(const domain::given_resume& of);

/// The kinds of what people are told of a file: here it is, why it was not taken, and that it could
/// not be sent.
inline constexpr std::string_view resume_kind_name = "resume";
inline constexpr std::string_view resume_refused_kind = "resume_refused";
inline constexpr std::string_view resume_unsent_kind = "resume_unsent";
[[nodiscard]] composed compose_resume(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
