#include "handlers/telling.hpp"

#include "core/base/text.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/due.hpp"
#include "core/domain/reasons.hpp"
#include "handlers/by_whom.hpp"
#include "handlers/changed_terms.hpp"
#include "handlers/shift.hpp"
#include "handlers/submittal_telling.hpp"
#include "handlers/withdrawal.hpp"
#include "handlers/wording.hpp"

#include <algorithm>
#include <bit>
#include <variant>
#include <vector>

namespace fillrate::handlers {

namespace {

using sentence_or_none = std::optional<std::string>;

// One overload per payload.
class teller {
public:
    teller(const domain::event& what, const domain::requisition& req, const domain::clearance& a)
        : what_(what), req_(req), allowed_(a) {}

    sentence_or_none operator()(const domain::requisition_created& made) const {
        return "Opened" + by() + ": " + counted(made.openings, "opening", "openings") + ", " +
               std::string(domain::word(made.priority)) + reason() + '.';
    }
    sentence_or_none operator()(const domain::submitted_for_intake&) const {
        return "Sent to intake" + by() + '.';
    }
    sentence_or_none operator()(const domain::returned_to_draft&) const {
        // What is missing is said to the manager, who has to add it.
        const bool asked = allowed_.client_clocks && !what_.reason.empty();
        return "Returned to draft" + by() + (asked ? ": " + shown_reason(what_.reason) : reason()) +
               '.';
    }
    sentence_or_none operator()(const domain::checklist_saved& saved) const {
        if (!allowed_.notes) {
            return std::nullopt;
        }
        return "Intake: " + std::to_string(std::popcount(saved.items)) + " of 7 points settled" +
               by() + '.';
    }
    sentence_or_none operator()(const domain::qualified& done) const {
        auto text = "Qualified" + by();
        if (allowed_.notes && !done.waived.empty()) {
            text += ", checklist waived: " + displayable(done.waived);
        }
        return text + '.';
    }
    sentence_or_none operator()(const domain::released& to) const {
        if (allowed_.supplier_names) {
            std::vector<std::string> names;
            for (const auto& one : to.suppliers) {
                names.push_back(displayable(one.name));
            }
            if (to.internal_recruiter) {
                names.emplace_back("an internal recruiter");
            }
            const bool by_itself = what_.actor.empty() && to.tier > 0;
            return (by_itself ? "Tier " + std::to_string(to.tier) + " is asked as well:"
                              : "Released" + by() + " to") +
                   ' ' + join(names, ", ") + '.';
        }
        if (allowed_.only_supplier.empty()) {
            return "Released" + by() + '.';
        }
        const bool own =
            std::ranges::find(to.suppliers, allowed_.only_supplier, &domain::coverage::supplier) !=
            to.suppliers.end();
        return own ? sentence_or_none("Released to you.") : std::nullopt;
    }
    sentence_or_none operator()(const domain::supplier_accepted& said) const {
        const auto who = supplier(said.supplier);
        if (!who) {
            return std::nullopt;
        }
        auto text = *who + " accepted";
        if (said.heads > 0 && (allowed_.notes || is_own(said.supplier))) {
            text += " with " + counted(said.heads, "head", "heads");
        }
        return text + entered_by() + '.';
    }
    sentence_or_none operator()(const domain::supplier_declined& said) const {
        const auto who = supplier(said.supplier);
        if (!who || (!allowed_.notes && !is_own(said.supplier))) {
            return std::nullopt;
        }
        return *who + " declined: " + shown_reason(what_.reason) + entered_by() + '.';
    }
    sentence_or_none operator()(const domain::supplier_removed& off) const {
        if (is_own(off.supplier)) {
            return "Closed for you: nobody new is taken, what you have in play goes on.";
        }
        const auto who = supplier(off.supplier);
        return who && allowed_.notes
                   ? sentence_or_none(*who + " was taken off it" + by() + reason() + '.')
                   : std::nullopt;
    }
    sentence_or_none operator()(const domain::supplier_suspended& off) const {
        const auto who = supplier(off.supplier);
        return who ? inside(
                         *who + " is suspended" + reason() +
                         ". They have nobody in play here: take them off it, or leave it with them."
                     )
                   : std::nullopt;
    }
    sentence_or_none operator()(const domain::submits_paused& told) const {
        const auto who = supplier(told.supplier);
        return who ? inside(
                         *who +
                         " heard as often as a day allows that somebody cannot be "
                         "submitted for " +
                         displayable(req_.client_name) +
                         ": nobody new is taken from them there "
                         "before " +
                         local_time(told.until, req_.zone, what_.recorded_at) + '.'
                     )
                   : std::nullopt;
    }
    sentence_or_none operator()(const domain::recruiter_took&) const {
        return inside("Taken by " + first_name(what_.actor_name) + ", inside.");
    }
    sentence_or_none operator()(const domain::heads_started& heads) const {
        const bool reads_all = allowed_.notes || allowed_.client_clocks;
        const bool own = !heads.supplier.empty() && is_own(heads.supplier);
        if (!reads_all && !own) {
            return std::nullopt;
        }
        auto text = std::to_string(heads.present) + (reads_all ? " started" : " of yours started");
        if (heads.no_show > 0) {
            text += ", " + std::to_string(heads.no_show) + " did not come";
        }
        const auto* const wanted = heads.no_show == 0   ? ""
                                   : heads.no_show == 1 ? " and is to be replaced"
                                                        : " and are to be replaced";
        return reads_all ? text + by() + '.' : text + wanted + '.';
    }
    sentence_or_none operator()(const domain::heads_left& gone) const {
        if (!allowed_.notes && !allowed_.client_clocks) {
            return gone.replaced == 0 ? std::nullopt
                                      : sentence_or_none(
                                            counted(gone.replaced, "opening is", "openings are") +
                                            " to be filled again."
                                        );
        }
        auto text = counted(gone.count, "person", "people") + " left" + by() + reason();
        if (gone.replaced > 0) {
            text += "; " + std::to_string(gone.replaced) + (gone.replaced == 1 ? " is" : " are") +
                    " to be replaced";
        }
        return text + '.';
    }
    sentence_or_none operator()(const domain::shift_told& told) const {
        const auto text = tell_shift(told, allowed_);
        return text ? sentence_or_none(*text + by() + reason() + '.') : std::nullopt;
    }
    sentence_or_none operator()(const domain::held& hold) const {
        auto text = "On hold" + by() + reason();
        if (hold.until) {
            text += ", until " + until_text(*hold.until, req_.zone, what_.recorded_at);
        }
        return text + '.';
    }
    sentence_or_none operator()(const domain::hold_ran_out&) const {
        return inside("The day the hold was to end has come.");
    }
    sentence_or_none operator()(const domain::hold_questioned&) const {
        return inside("Long on hold: the owner is asked whether the need is still there.");
    }
    sentence_or_none operator()(const domain::resumed&) const { return "Resumed" + by() + '.'; }
    sentence_or_none operator()(const domain::closed&) const {
        return "Closed" + by() + reason() + '.';
    }
    sentence_or_none operator()(const domain::cancelled&) const {
        return "Cancelled" + by() + reason() + '.';
    }
    sentence_or_none operator()(const domain::reopened& again) const {
        return "Reopened" + by() + " with " + counted(again.openings, "opening", "openings") +
               reason() + '.';
    }
    sentence_or_none operator()(const domain::requisition_changed& to) const;
    sentence_or_none operator()(const domain::noted& note) const {
        return inside("Note" + by() + ": " + displayable_lines(note.text));
    }
    sentence_or_none operator()(const domain::card_placed&) const { return std::nullopt; }
    sentence_or_none operator()(const domain::clock_set& set) const {
        // Of the rest `sla why` tells; a history is of what people did.
        if (!allowed_.program_clocks || set.value.kind != domain::clock_kind::coverage) {
            return std::nullopt;
        }
        return clock_sentence(set.value, req_.zone);
    }
    sentence_or_none operator()(const domain::clock_warned& warned) const {
        if (!is_alerted(warned.kind, warned.batch)) {
            return std::nullopt;
        }
        if (warned.due) {
            return clocks(
                clock_subject(warned.kind) + " is due " + local_time(*warned.due, req_.zone) +
                ", soon after opening."
            );
        }
        return clocks(
            clock_subject(warned.kind) + " has used " + std::to_string(warned.level) +
            " % of its time."
        );
    }
    sentence_or_none operator()(const domain::clock_breached& missed) const {
        if (!is_alerted(missed.kind, missed.batch)) {
            return std::nullopt;
        }
        return clocks(missed_text(missed.kind, missed.number));
    }
    sentence_or_none operator()(const domain::clock_acknowledged& on_it) const {
        auto text = on_it_text(what_, on_it, req_.zone);
        return what_.reason.empty() ? clocks(std::move(text)) : inside(std::move(text));
    }
    sentence_or_none operator()(const domain::eta_missed& missed) const {
        return clocks(eta_missed_text(missed));
    }
    sentence_or_none operator()(const domain::clock_excused& excused) const {
        return inside(
            clock_subject(excused.kind) +
            (excused.explains ? ": why it was missed, said" : ": the miss is excused") + by() +
            reason() + '.'
        );
    }
    sentence_or_none operator()(const domain::breach_withdrawn& withdrawn) const {
        return inside(withdrawn_text(withdrawn));
    }
    sentence_or_none operator()(const domain::slate_moved& moved) const {
        if (!allowed_.notes) {
            return std::nullopt;  // the others have the candidate's own card
        }
        auto text = shown_id(moved.submittal) + " (" + displayable(moved.initials) + ") ";
        if (moved.made) {
            text += moved.to == domain::submittal_state::duplicate
                        ? "put forward, yet not to be submitted for this client"
                        : "put forward";
        } else {
            text += told_step(moved.what);
        }
        return text + by() + ", " + displayable(moved.supplier_name) + reason() + '.';
    }
    sentence_or_none operator()(const domain::slate_consented& who) const {
        return inside("The consent of " + shown_id(who.submittal) + " is noted" + by() + '.');
    }
    sentence_or_none operator()(const domain::slate_unapproved& who) const {
        const auto what = who.settled ? " is not approved" : " waits for operations";
        return inside("The offer to " + shown_id(who.submittal) + what + by() + '.');
    }
    sentence_or_none operator()(const domain::manager_reminded&) const {
        return inside(
            first_name(req_.hiring_manager_name) + " was asked for a word on who waits" + by() + '.'
        );
    }
    sentence_or_none operator()(const domain::end_requested& asked) const {
        return for_both(
            first_name(what_.actor_name) + " asks to " + (asked.cancels ? "cancel" : "close") +
            " it" + reason() + '.'
        );
    }
    sentence_or_none operator()(const domain::openings_requested& asked) const {
        const auto wish =
            asked.frozen ? " asks to freeze " + counted(*asked.frozen, "opening", "openings")
            : asked.replacements
                ? " asks to look for " + counted(*asked.replacements, "replacement", "replacements")
                : " asks for " + counted(asked.openings, "opening", "openings") + " in all";
        return for_both(first_name(what_.actor_name) + wish + reason() + '.');
    }
    sentence_or_none operator()(const domain::all_filled&) const {
        return "Filled: no opening is left.";
    }
    sentence_or_none operator()(const domain::question_asked& asked) const {
        const auto who =
            asked.from_name.empty() ? first_name(what_.actor_name) : displayable(asked.from_name);
        return inside(
            who + " asks: " + displayable(asked.text) + " (" + shown_id(asked.number) + ')'
        );
    }
    // Who asked is for the program; the client is not told of suppliers' questions.
    sentence_or_none operator()(const domain::question_answered& answered) const {
        if (!allowed_.notes && allowed_.only_supplier.empty()) {
            return std::nullopt;
        }
        return "Answered" + by() + ": " + displayable(answered.text) + ' ' +
               displayable(answered.answer);
    }
    // Whoever asked hears it as it is; other suppliers never knew of the question.
    sentence_or_none operator()(const domain::question_dropped& dropped) const {
        const bool asked_it = !dropped.from.empty() && is_own(dropped.from);
        if (!allowed_.notes && !asked_it) {
            return std::nullopt;
        }
        return shown_id(dropped.number) + " is closed without an answer" + by() + ": " +
               displayable(dropped.text);
    }
    sentence_or_none operator()(const domain::opening_backfilled& gap) const {
        std::string text = "One opening is to be filled again";
        if (allowed_.notes) {
            text += ": " + shown_id(gap.left) + " (" + displayable(gap.initials) +
                    ") left within the guarantee";
        }
        return text + '.';
    }
    // Told with the submittal or interview.
    template <class Other>
    sentence_or_none operator()(const Other&) const {
        return std::nullopt;
    }
    sentence_or_none operator()(const domain::undone&) const {
        return inside("A change was taken back" + by() + '.');
    }
    sentence_or_none operator()(const domain::directory_put&) const { return std::nullopt; }

private:
    // Suppliers go through the account manager: they read no other names.
    [[nodiscard]] std::string by() const {
        if ((!allowed_.notes && !allowed_.client_clocks) || what_.actor_name.empty()) {
            return {};
        }
        auto text = " by " + shown_actor(what_, allowed_.supplier_names);
        // A firm's name is for those who may read who was asked.
        const bool firm = std::ranges::any_of(req_.suppliers, [this](const domain::coverage& of) {
            return displayable(of.name) == what_.on_behalf_of;
        });
        if (!what_.on_behalf_of.empty() && (!firm || allowed_.supplier_names)) {
            text += " for " + displayable(what_.on_behalf_of);
        }
        return text;
    }
    [[nodiscard]] std::string entered_by() const {
        if (!allowed_.notes || what_.on_behalf_of.empty()) {
            return {};
        }
        return " (entered by " + first_name(what_.actor_name) + ')';
    }
    // Codes go to everybody, free text stays inside the program (DOMAIN.md 0).
    [[nodiscard]] std::string reason() const {
        if (what_.reason.empty()) {
            return {};
        }
        if (allowed_.notes) {
            return ": " + shown_reason(what_.reason);
        }
        const auto code = what_.reason.substr(0, what_.reason.find(": "));
        return domain::is_reason_code(code) ? ": " + shown_reason(code) : std::string{};
    }
    // A clock that nobody is told of at once makes no news.
    [[nodiscard]] bool is_alerted(domain::clock_kind kind, std::uint32_t batch) const {
        const auto* const c = domain::find_clock(req_.clocks, kind, batch);
        const auto how = c == nullptr ? domain::usual_alert(kind) : domain::alert_of(*c);
        return how == domain::clock_alert::dm;
    }
    [[nodiscard]] bool is_own(const supplier_id& id) const { return allowed_.only_supplier == id; }
    [[nodiscard]] sentence_or_none supplier(const supplier_id& id) const {
        if (is_own(id)) {
            return "You";
        }
        if (!allowed_.supplier_names) {
            return std::nullopt;
        }
        const auto found = std::ranges::find(req_.suppliers, id, &domain::coverage::supplier);
        return displayable(found == req_.suppliers.end() ? id.value : found->name);
    }
    [[nodiscard]] sentence_or_none inside(std::string text) const {
        return allowed_.notes ? sentence_or_none(std::move(text)) : std::nullopt;
    }
    // The program and the client: no supplier reads it.
    [[nodiscard]] sentence_or_none for_both(std::string text) const {
        return allowed_.notes || allowed_.client_clocks ? sentence_or_none(std::move(text))
                                                        : std::nullopt;
    }
    [[nodiscard]] sentence_or_none clocks(std::string text) const {
        return allowed_.program_clocks ? sentence_or_none(std::move(text)) : std::nullopt;
    }

    const domain::event& what_;
    const domain::requisition& req_;
    const domain::clearance& allowed_;
};

sentence_or_none teller::operator()(const domain::requisition_changed& to) const {
    const auto listed = listed_changes(to, req_, allowed_);
    return listed.empty() ? sentence_or_none{} : "Changed" + by() + ": " + listed + reason() + '.';
}

}  // namespace

std::optional<std::string> tell_event(
    const domain::event& what,
    const domain::requisition& req,
    const domain::clearance& allowed
) {
    if (!allowed.core) {
        return std::nullopt;
    }
    return std::visit(teller{what, req, allowed}, what.data);
}

std::string on_it_text(
    const domain::event& what,
    const domain::clock_acknowledged& on_it,
    std::string_view zone
) {
    const auto who = first_name(what.actor_name);
    const auto until = local_time(on_it.eta, zone);
    return what.reason.empty() ? who + " is on it, by " + until + '.'
                               : clock_subject(on_it.kind) + " waits until " + until + ", says " +
                                     who + ": " + shown_reason(what.reason) + '.';
}

std::string eta_missed_text(const domain::eta_missed& missed) {
    return clock_subject(missed.kind) + ": the time named for it has passed.";
}

}  // namespace fillrate::handlers
