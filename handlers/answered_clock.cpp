#include "handlers/answered_clock.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/miss_subject.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fillrate::handlers {

namespace {

// Of several batches the one that is due first.
const domain::clock* running_of_kind(std::span<const domain::clock> clocks, std::string_view kind) {
    const domain::clock* first = nullptr;
    for (const auto& c : clocks) {
        const bool fits = domain::word(c.kind) == kind && c.state == domain::clock_state::running;
        if (fits && (first == nullptr || c.due < first->due)) {
            first = &c;
        }
    }
    return first;
}

const domain::clock* running_leader(std::span<const domain::clock> clocks) {
    const auto* leading = domain::leading_clock(clocks);
    const bool runs = leading != nullptr && leading->state == domain::clock_state::running;
    return runs ? leading : nullptr;
}

}  // namespace

clock_owner clock_owner_of(const domain::requisition& req) {
    return {
        domain::record_name(req.number),
        shown_id(req.number),
        std::to_string(req.number.value),
        req.clocks,
        req};
}

clock_owner clock_owner_of(const domain::submittal& sub, const domain::requisition& req) {
    return {
        domain::record_name(sub.number),
        shown_id(sub.number),
        shown_id(sub.number),
        sub.clocks,
        req};
}

clock_owner clock_owner_of(const domain::interview& iv, const domain::requisition& req) {
    return {
        domain::record_name(iv.number),
        shown_id(iv.number),
        shown_id(iv.number),
        iv.clocks,
        req};
}

namespace {

// A number names one clock of all its rounds.
std::variant<const domain::clock*, outcome> missed_to_answer(
    const context& ctx,
    const clock_owner& of,
    miss_number number,
    std::string_view purpose
) {
    const auto found = std::ranges::find(of.clocks, number, &domain::clock::missed);
    if (found != of.clocks.end() && found->state == domain::clock_state::running) {
        return &*found;
    }
    return refuse(
        ctx,
        "The clock of " + shown_id(number) + " is not running, so there is nothing to " +
            std::string(purpose) + '.',
        shown_id(number)
    );
}

}  // namespace

std::optional<outcome> refuse_clock_of_each(
    const context& ctx,
    const domain::requisition& req,
    std::string_view kind
) {
    using domain::clock_kind;
    constexpr std::array of_candidates{
        clock_kind::screen,
        clock_kind::review,
        clock_kind::decision,
        clock_kind::offer,
        clock_kind::start};
    constexpr std::array of_rounds{
        clock_kind::scheduling,
        clock_kind::interview,
        clock_kind::feedback};
    const auto named = domain::from_word<clock_kind>(kind);
    const bool candidate = named && std::ranges::find(of_candidates, *named) != of_candidates.end();
    const bool round = named && std::ranges::find(of_rounds, *named) != of_rounds.end();
    if (!candidate && !round) {
        return std::nullopt;
    }
    const std::string each = candidate ? "candidate" : "interview";
    return refuse(
        ctx,
        clock_subject(*named) + " is measured for each " + each + " of " + shown_id(req.number) +
            ", so name the " + each + '.',
        std::to_string(req.number.value) + ' ' + each + 's'
    );
}

std::variant<const domain::clock*, outcome> clock_to_answer(
    const context& ctx,
    const clock_owner& of,
    std::string_view purpose
) {
    if (const auto number = asked_miss(ctx); !number.empty()) {
        return missed_to_answer(ctx, of, number, purpose);
    }
    field_problems problems;
    const auto kind = read_choice(ctx, "clock", "clock", problems);
    if (!problems.empty()) {
        return problems.answer(ctx, of.typed + " why");
    }
    const auto* found = kind.empty() ? running_leader(of.clocks) : running_of_kind(of.clocks, kind);
    if (found != nullptr) {
        return found;
    }
    if (of.subject == domain::record_name(of.req.number)) {
        if (auto elsewhere = refuse_clock_of_each(ctx, of.req, kind)) {
            return std::move(*elsewhere);
        }
    }
    const auto named = domain::from_word<domain::clock_kind>(kind);
    return refuse(
        ctx,
        (named ? clock_subject(*named) + " of " + of.id + " is not running"
               : "No clock of " + of.id + " is running") +
            ", so there is nothing to " + std::string(purpose) + '.',
        of.typed
    );
}

chat::form clock_form(
    const context& ctx,
    const snapshot& seen,
    const clock_owner& of,
    std::string_view verb,
    std::string title,
    std::string submit
) {
    chat::form form;
    form.title = std::move(title);
    form.submit = std::move(submit);
    form.act.name = std::string(verb);
    if (const auto number = asked_miss(ctx); !number.empty()) {
        form.act.subject = subject_of(number);
        return form;
    }
    form.act.subject = of.subject;
    form.act.version = seen.version_of(of.subject);
    field_problems none;
    const auto kind = read_choice(ctx, "clock", "clock", none);
    if (const auto named = domain::from_word<domain::clock_kind>(kind)) {
        form.fields.push_back(
            pick_field("clock", "Which clock", {{kind, clock_subject(*named)}}, kind, true)
        );
    }
    return form;
}

std::string line_of_clock(const context& ctx, const clock_owner& of, std::string_view verb) {
    if (const auto number = asked_miss(ctx); !number.empty()) {
        return shown_id(number) + ' ' + std::string(verb);
    }
    const auto kind = value_of(ctx, "clock");
    return of.typed + ' ' + std::string(verb) +
           (kind.empty() ? std::string{} : " clock:" + to_lower_ascii(displayable(kind)));
}

}  // namespace fillrate::handlers
