// Who is put forward, and who may put them forward (DOMAIN.md 3.4). Personal data: sealed at rest
// with a key of its own, never in a list, a log or a shared place.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::domain {

/// A person as one supplier knows them; another supplier's record of the same person is another.
struct candidate {
    candidate_id id{};
    supplier_id supplier{};  ///< empty: found by our own recruiters
    std::string name{};
    std::string email{};
    std::string phone{};
    std::string about{};  ///< why they fit, in the supplier's words
    std::string key{};  ///< their data key, wrapped; made by the engine, gone once they are erased
    std::string sealed{};  ///< what could not be opened: the key is gone
    friend bool operator==(const candidate&, const candidate&) = default;
};

/// "P.T.": how a candidate is called where others read along (DOMAIN.md, decision 5).
[[nodiscard]] std::string initials_of(std::string_view name);
/// Lower case, trimmed; empty unless it is one address: "a@b.example".
[[nodiscard]] std::string normal_email(std::string_view text);
/// Digits only, an international prefix kept as "+"; empty when it has fewer than 7 or more than 15
/// digits (E.164), or anything but digits and what separates them. At a site in the United States
/// or Canada, by its IANA zone, and where no zone is known, ten digits are a number there:
/// "312 555 0190" and "1 312 555 0190" are "+13125550190".
[[nodiscard]] std::string normal_phone(std::string_view text, std::string_view zone);

/// One supplier's standing claim to a person at a client.
struct claim_to_represent {
    submittal_number submittal{};
    supplier_id supplier{};
    requisition_number requisition{};
    instant since{};
    std::optional<instant> confirmed{};  ///< when the candidate consented (RTR)
    bool lapsed = false;  ///< does not stand: lost to another, or made while another stood
    friend bool operator==(const claim_to_represent&, const claim_to_represent&) = default;
};

/// "Do not return": the client does not want this person again (DOMAIN.md 0).
struct do_not_return {
    submittal_number submittal{};  ///< on which it was said
    person_id by{};
    std::string by_name{};
    std::string reason{};
    instant since{};
    friend bool operator==(const do_not_return&, const do_not_return&) = default;
};

/// That the client met the person before a supplier put them forward (DOMAIN.md 3.4).
struct known_to_client {
    submittal_number submittal{};  ///< on which it was said
    person_id by{};
    std::string by_name{};
    instant contact{};  ///< the start of the local day of the last contact
    instant since{};
    friend bool operator==(const known_to_client&, const known_to_client&) = default;
};

/// All claims to one person, found by a keyed hash of e-mail or phone and client: both of two
/// suppliers that submit the same person at once write this record, so one of them sees the other.
struct ownership {
    std::vector<claim_to_represent> claims{};
    std::optional<do_not_return> barred{};
    std::optional<known_to_client> known{};
    friend bool operator==(const ownership&, const ownership&) = default;
};

/// That a firm was told of somebody that they cannot be submitted for a client.
struct neutral_answer {
    submittal_number submittal{};
    instant at{};
    friend bool operator==(const neutral_answer&, const neutral_answer&) = default;
};
/// Those to one firm at one client, the oldest first: every submit of the firm there reads them
/// and each such answer is added, so two at once do not both take the last one (DOMAIN.md 3.4,
/// "Probing guard").
struct neutral_answers {
    std::vector<neutral_answer> given{};
    friend bool operator==(const neutral_answers&, const neutral_answers&) = default;
};

/// How long such an answer counts.
inline constexpr std::chrono::hours probing_window{24};

/// When the firm may be answered again that has had `most` such answers within the window; nothing
/// while it has had fewer.
[[nodiscard]] std::optional<instant> answered_again(
    const neutral_answers& of,
    std::uint32_t most,
    instant now
);
/// With one more, and without those that count no more.
[[nodiscard]] neutral_answers with_answer(neutral_answers before, const neutral_answer& one);

/// The claim of another supplier that stands against a submittal by `supplier`, or null: the one
/// with the earliest consent, then the earliest. For its own requisition a claim holds always, for
/// others of the client during `window` (DOMAIN.md 3.4).
[[nodiscard]] const claim_to_represent* standing_claim(
    const ownership& of,
    const supplier_id& supplier,
    requisition_number requisition,
    std::chrono::days window,
    instant now
);
/// Whether a contact of that day counts still: `window` whole days later is the last day of it.
[[nodiscard]] bool is_recent_contact(instant contact, std::chrono::days window, instant now);
/// Whether consent given at `confirmed` comes before that of the claim: the earliest confirmed one
/// wins, not the earliest upload.
[[nodiscard]] bool wins_over(
    const std::optional<instant>& confirmed,
    const claim_to_represent& other
);

}  // namespace fillrate::domain
