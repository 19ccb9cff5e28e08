// `O-7 history`: everything that happened to an opportunity, for those who look after the client.
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/history_table.hpp"
#include "handlers/opportunity.hpp"
#include "handlers/wording.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace fillrate::handlers {

namespace {

// One overload per payload of an opportunity.
class opportunity_teller {
public:
    explicit opportunity_teller(const domain::event& what) : what_(what) {}

    std::optional<std::string> operator()(const domain::opportunity_added& added) const {
        std::vector<std::string> parts{displayable(added.title)};
        add_day(parts, added.next);
        add_person(parts, added.owner_name);
        return "Kept" + by() + ": " + join(parts, ", ") + '.';
    }
    std::optional<std::string> operator()(const domain::opportunity_moved& moved) const {
        switch (moved.what) {
            case domain::opportunity_verb::pursue:
                return "Pursued" + by() + '.';
            case domain::opportunity_verb::win:
                return "Won" + by() + ": " + shown_id(moved.requisition) + '.';
            case domain::opportunity_verb::lose:
                return "Lost" + by() + ": " + displayable(what_.reason) + '.';
        }
        return std::nullopt;
    }
    std::optional<std::string> operator()(const domain::opportunity_changed& to) const {
        std::vector<std::string> parts;
        if (to.title) {
            parts.push_back(displayable(*to.title));
        }
        add_day(parts, to.next.value_or(""));
        add_person(parts, to.owner_name);
        return "Changed" + by() + ": " + join(parts, ", ") + '.';
    }
    std::optional<std::string> operator()(const domain::opportunity_reminded&) const {
        return "The day of the next step came.";
    }
    std::optional<std::string> operator()(const domain::noted& note) const {
        return "Note" + by() + ": " + displayable(note.text);
    }
    /// Of another record.
    template <class Payload>
    std::optional<std::string> operator()(const Payload&) const {
        return std::nullopt;
    }

private:
    [[nodiscard]] std::string by() const { return " by " + first_name(what_.actor_name); }
    void add_day(std::vector<std::string>& to, const std::string& day) const {
        if (!day.empty()) {
            to.push_back("next step " + shown_day(day, what_.recorded_at));
        }
    }
    static void add_person(std::vector<std::string>& to, const std::string& name) {
        if (!name.empty()) {
            to.push_back("with " + first_name(name));
        }
    }

    const domain::event& what_;
};

}  // namespace

outcome opportunity_history(
    const context& ctx,
    const snapshot& seen,
    domain::policy_book& /*book*/
) {
    auto found = find_opportunity(ctx, seen);
    if (auto* early = std::get_if<outcome>(&found)) {
        return std::move(*early);
    }
    const auto& one = *std::get<const domain::opportunity*>(found);
    const auto subject = domain::record_name(one.number);
    const auto history = seen.histories.find(subject);
    if (history == seen.histories.end()) {
        need wanted;
        wanted.history_of = subject;
        return wanted;
    }
    const auto id = shown_id(one.number);
    return reply_with(history_table(
        ctx,
        history->second,
        state_moves<domain::opportunity>(history->second),
        {id, id, one.title, one.zone},
        true,
        [](const domain::event& what) { return std::visit(opportunity_teller{what}, what.data); }
    ));
}

}  // namespace fillrate::handlers
