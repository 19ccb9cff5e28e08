// Names of records in the store and subjects of events: "req:104", "client:acorn", "org".
#pragma once

#include "core/base/strong.hpp"
#include "core/domain/opportunity.hpp"
#include "core/domain/shift.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fillrate::domain {

enum class record_kind {
    organisation,
    client,
    supplier,
    person,
    conversation,
    mapping,
    claim,
    external_name,
    requisition,
    submittal,
    candidate,
    ownership,
    neutral_answers,
    interview,
    opportunity,
    shift,
    task
};

struct record_id {
    record_kind kind = record_kind::organisation;
    std::string id{};  ///< empty for the organisation and the claim

    friend bool operator==(const record_id&, const record_id&) = default;
};

[[nodiscard]] std::string organisation_record_name();                  ///< "org"
[[nodiscard]] std::string claim_record_name();                         ///< "claim"
[[nodiscard]] std::string record_name(requisition_number number);      ///< "req:104"
[[nodiscard]] std::string record_name(const client_id& id);            ///< "client:acorn"
[[nodiscard]] std::string record_name(const supplier_id& id);          ///< "supplier:northlight"
[[nodiscard]] std::string record_name(const person_id& id);            ///< "person:robin"
[[nodiscard]] std::string record_name(const conversation_id& id);      ///< "conv:acorn-internal"
[[nodiscard]] std::string mapping_record_name(std::string_view hash);  ///< "map:<hash>"
/// Of one kind of thing with an origin: "ext:client.<hash>".
[[nodiscard]] std::string external_record_name(std::string_view kind, std::string_view hash);
[[nodiscard]] std::string record_name(const record_id& id);

[[nodiscard]] std::string record_name(submittal_number number);    ///< "sub:311"
[[nodiscard]] std::string record_name(interview_number number);    ///< "iv:52"
[[nodiscard]] std::string record_name(opportunity_number number);  ///< "opp:7"
[[nodiscard]] std::string record_name(const candidate_id& id);     ///< "cand:<hash>"
/// "shift:207.2026-11-30.2nd"
[[nodiscard]] std::string record_name(const shift_id& id);
/// Of a keyed hash of e-mail or phone and client: "own:<hash>".
[[nodiscard]] std::string ownership_record_name(std::string_view hash);

/// Of one firm at one client: "neutral:acorn.hammer".
[[nodiscard]] std::string neutral_record_name(const client_id& client, const supplier_id& supplier);

/// "task:policies"
[[nodiscard]] std::string task_record_name(std::string_view name);

/// Nothing for anything that record_name does not make.
[[nodiscard]] std::optional<record_id> parse_record_name(std::string_view name);
[[nodiscard]] std::optional<requisition_number> parse_requisition_name(std::string_view name);
[[nodiscard]] std::optional<submittal_number> parse_submittal_name(std::string_view name);
[[nodiscard]] std::optional<interview_number> parse_interview_name(std::string_view name);
[[nodiscard]] std::optional<opportunity_number> parse_opportunity_name(std::string_view name);
[[nodiscard]] std::optional<shift_id> parse_shift_name(std::string_view name);

/// An id made from a name: "Hammer & Tongs" gives "hammer-tongs"; lower-case ASCII letters, digits
/// and dashes, at most 40; empty when the name has neither letter nor digit of ASCII.
[[nodiscard]] std::string slug_of(std::string_view name);

}  // namespace fillrate::domain
