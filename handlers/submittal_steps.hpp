// What each step of a submittal asks for and says, as one table (DOMAIN.md 3.3).
#pragma once

#include "core/domain/terms.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace fillrate::handlers {

enum class reason_rule { none, text, code };

struct step_rule {
    domain::submittal_verb what;
    reason_rule why = reason_rule::none;
    std::string_view list{};   ///< of reason codes
    std::string_view title{};  ///< of the form that asks why
    std::string_view done{};   ///< completes "S-311 ...": "is presented"
    domain::party party = domain::party::program;
};

inline constexpr auto submittal_steps = std::to_array<step_rule>({
    {domain::submittal_verb::present,
     reason_rule::none,
     "",
     "",
     "with the hiring manager",
     domain::party::program},
    {domain::submittal_verb::send_back,
     reason_rule::text,
     "",
     "Return",
     "back with the supplier",
     domain::party::program},
    {domain::submittal_verb::resubmit,
     reason_rule::none,
     "",
     "",
     "submitted again",
     domain::party::supplier},
    {domain::submittal_verb::shortlist,
     reason_rule::none,
     "",
     "",
     "on the shortlist",
     domain::party::client},
    {domain::submittal_verb::hold, reason_rule::none, "", "", "kept open", domain::party::client},
    {domain::submittal_verb::select, reason_rule::none, "", "", "selected", domain::party::client},
    {domain::submittal_verb::reject,
     reason_rule::code,
     "reject_reason",
     "Not this one",
     "rejected",
     domain::party::client},
    {domain::submittal_verb::decline,
     reason_rule::code,
     "withdraw_reason",
     "Offer declined",
     "out: the offer was declined",
     domain::party::candidate},
    {domain::submittal_verb::expire,
     reason_rule::none,
     "",
     "",
     "without an answer: the offer ran out",
     domain::party::candidate},
    {domain::submittal_verb::rescind,
     reason_rule::text,
     "",
     "Take the offer back",
     "without an offer now",
     domain::party::client},
    {domain::submittal_verb::clear,
     reason_rule::none,
     "",
     "",
     "cleared to start",
     domain::party::program},
    {domain::submittal_verb::start,
     reason_rule::none,
     "",
     "",
     "on the job",
     domain::party::supplier},
    {domain::submittal_verb::no_show,
     reason_rule::none,
     "",
     "",
     "a fall-off",
     domain::party::supplier},
    {domain::submittal_verb::end,
     reason_rule::code,
     "end_reason",
     "End",
     "at an end",
     domain::party::client},
    {domain::submittal_verb::convert,
     reason_rule::none,
     "",
     "",
     "taken on by the client",
     domain::party::client},
    {domain::submittal_verb::withdraw,
     reason_rule::code,
     "withdraw_reason",
     "Withdraw",
     "withdrawn",
     domain::party::candidate},
    {domain::submittal_verb::revive,
     reason_rule::text,
     "",
     "Bring back",
     "back",
     domain::party::program},
    {domain::submittal_verb::accept,
     reason_rule::none,
     "",
     "",
     "accepted: an opening is reserved",
     domain::party::candidate},
});

inline const step_rule& rule_of(domain::submittal_verb what) {
    return *std::ranges::find(submittal_steps, what, &step_rule::what);
}

}  // namespace fillrate::handlers
