#include "handlers/clock_remedies.hpp"

#include "core/base/text.hpp"
#include "core/chat/said_line.hpp"
#include "handlers/cards.hpp"
#include "handlers/wording.hpp"

namespace fillrate::handlers {

namespace {

std::string coverage_so_far(const domain::requisition_view& v) {
    if (!v.suppliers) {
        return {};
    }
    std::uint32_t accepted = 0;
    std::uint32_t suppliers = 0;
    for (const auto& one : *v.suppliers) {
        suppliers += one.said == domain::coverage::answer::removed ? 0 : 1;
        accepted += one.said == domain::coverage::answer::accepted ? 1 : 0;
    }
    if (v.category == domain::category::light_industrial) {
        return std::to_string(v.heads_to_come) + " of " +
               counted(v.openings_open, "head", "heads") + " committed.";
    }
    return std::to_string(accepted) + " of " + counted(suppliers, "supplier", "suppliers") +
           " accepted.";
}

// "Open tier 2" where a further tier can be asked (DOMAIN.md 0), else the form that asks whom.
chat::button release_button(
    const domain::requisition_view& v,
    std::uint64_t version,
    std::uint32_t tier
) {
    const auto number = std::to_string(tier);
    auto opens = tier == 0 ? std::nullopt
                           : chat::line_button(
                                 "Open tier " + number,
                                 std::to_string(v.number.value) + " release tier" + number
                             );
    return opens ? std::move(*opens) : act_on(v, version, "Release to more", "release");
}

}  // namespace

std::string state_of_play(const domain::requisition_view& v, domain::clock_kind kind) {
    switch (kind) {
        case domain::clock_kind::coverage:
            return coverage_so_far(v);
        case domain::clock_kind::intake:
            return "The intake checklist is still open.";
        case domain::clock_kind::backfill:
            return v.openings_open == 0 ? "Who replaces them is found, and has yet to come."
                                        : "Nobody is found yet to replace who left.";
        default:
            return counted(v.slate.live, "candidate", "candidates") + " in play, " +
                   std::to_string(v.slate.before_client) + " with the manager.";
    }
}

chat::button_row remedies(
    const domain::requisition_view& v,
    std::uint64_t version,
    domain::clock_kind kind,
    bool missed,
    std::uint32_t tier
) {
    chat::button_row row;
    // Of a filled one somebody who was found has yet to come: nobody further is looked for.
    const bool filled = v.state == domain::requisition_state::filled;
    if (kind == domain::clock_kind::intake) {
        row.buttons.push_back(act_on(v, version, "Qualify", "qualify"));
        row.buttons.push_back(act_on(v, version, "Return to draft", "return"));
    } else {
        row.buttons.push_back(
            filled ? act_on(v, version, "Candidates", "candidates")
                   : release_button(v, version, tier)
        );
    }
    row.buttons.front().tone = chat::button_tone::primary;
    row.buttons.push_back(act_on(v, version, "On it, by ...", "ack"));
    row.buttons.push_back(act_on(v, version, "Waiting until ...", "wait"));
    if (!filled) {
        row.buttons.push_back(act_on(v, version, "Hold", "hold"));
    }
    if (missed) {
        auto reason = chat::line_button(
            "Give reason",
            "sla excuse " + std::to_string(v.number.value) + ' ' +
                to_lower_ascii(domain::word(kind))
        );
        if (reason) {
            row.buttons.push_back(std::move(*reason));
        }
    }
    return row;
}

}  // namespace fillrate::handlers
