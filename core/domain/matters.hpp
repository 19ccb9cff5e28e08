// Where what the owner of a requisition, or operations, have to settle is found: as entries that
// say of which requisition it is, so that one's own is picked without a record being read
// (DOMAIN.md 0).
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/interview.hpp"
#include "core/domain/submittal.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

/// A candidate or interview with something to settle.
struct matter_entry {
    requisition_number requisition{};
    std::string record{};  ///< "sub:301", "iv:51"

    friend bool operator==(const matter_entry&, const matter_entry&) = default;
};

/// Those of the firm, by since when. A concern about who is at work; two firms that claim one
/// person; an interviewer who has to come and cannot. Members are matter entries.
[[nodiscard]] std::string matter_list();
/// Candidates with an offer that waits for operations, by since when. Members are matter entries.
[[nodiscard]] std::string approval_list();
/// Every requisition of an owner, ended or not, by number: who is at work is theirs to settle also
/// after it is filled. Members are numbers.
[[nodiscard]] std::string owned_list(const person_id& owner);

/// Since when the owner has to settle something of it; nothing when there is nothing.
[[nodiscard]] std::optional<instant> matter_since(const submittal& sub);
[[nodiscard]] std::optional<instant> matter_since(const interview& iv);

/// "104|sub:301"
[[nodiscard]] std::string to_member(const matter_entry& entry);
/// Reads what to_member wrote; nothing for anything else.
[[nodiscard]] std::optional<matter_entry> matter_entry_from(std::string_view member);

}  // namespace fillrate::domain
