// Takes files in and hands them out: what somebody sent is checked, kept and named by a ticket of
// theirs; a link opens one file for one person once (DOMAIN.md 0).
#pragma once

#include "bot/file_vault.hpp"
#include "core/base/instant.hpp"
#include "core/base/random.hpp"
#include "core/base/result.hpp"
#include "core/base/strong.hpp"
#include "core/crypto/key.hpp"
#include "core/crypto/sealer.hpp"
#include "core/domain/resume.hpp"
#include "core/ports/clock.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::bot {

/// Links are paths under this one (DESIGN.md 6).
inline constexpr std::string_view files_path = "/files/";

/// What a link leads to; `nonce` names its one use.
struct file_link {
    std::string subject{};  ///< "sub:311"
    person_id reader{};
    std::string nonce{};
};

/// Tickets and links are sealed values: nothing of them is stored before they are used.
class file_desk {
public:
    static constexpr minutes link_time{10};    ///< wire time
    static constexpr minutes ticket_time{60};  ///< of an upload until its form is sent

    /// `clock` and `random` must outlive it. `public_url`: where people reach us, without a slash
    /// at the end; empty: nowhere.
    file_desk(
        const crypto::key& master,
        file_vault vault,
        const ports::clock& clock,
        random_source& random,
        std::string public_url
    );

    [[nodiscard]] const file_vault& vault() const noexcept { return vault_; }
    [[nodiscard]] bool has_address() const noexcept { return !public_url_.empty(); }

    /// Checks and keeps. Errors: invalid_input, a sentence for whoever sent it; unavailable.
    [[nodiscard]] result<domain::given_resume> take(std::string_view bytes) const;
    /// The file's bytes. Errors: as file_vault::read.
    [[nodiscard]] result<std::string> bytes_of(const domain::given_resume& of) const;

    /// For a form that `sender` will submit ("web|demo|maul").
    [[nodiscard]] std::string ticket_for(const domain::given_resume& kept, std::string_view sender)
        const;
    /// Nothing for a ticket of somebody else, an old one, or none at all.
    [[nodiscard]] std::optional<domain::given_resume> open_ticket(
        std::string_view ticket,
        std::string_view sender
    ) const;

    /// The address that opens the kept file of `subject` for `reader`; `here`: for a page of our
    /// own, so a path suffices.
    [[nodiscard]] std::string link_to(
        const std::string& subject,
        const person_id& reader,
        bool here
    ) const;
    /// What the part after files_path leads to; nothing when it is none of ours, or too old. Says
    /// nothing of whether it was used.
    [[nodiscard]] std::optional<file_link> follow(std::string_view token) const;

private:
    [[nodiscard]] std::string sealed(const std::vector<std::string>& parts, std::string_view as)
        const;
    [[nodiscard]] std::optional<std::vector<std::string>> opened(
        std::string_view token,
        std::string_view as
    ) const;
    [[nodiscard]] std::string until(minutes span) const;
    [[nodiscard]] bool passed(std::string_view until) const;

    crypto::sealer seal_;
    file_vault vault_;
    const ports::clock& clock_;
    random_source& random_;
    std::string public_url_;
};

/// The media type to serve a kind of file as.
[[nodiscard]] std::string_view media_type_of(domain::resume_kind kind) noexcept;
/// "S-311.pdf": nothing of the candidate.
[[nodiscard]] std::string file_name_for(submittal_number of, domain::resume_kind kind);

}  // namespace fillrate::bot
