// One or several submittals taking a step together: their own events, what the requisition is told,
// its openings and its coverage, in one decision (DOMAIN.md 3.2, 3.3).
#pragma once

#include "handlers/change.hpp"
#include "handlers/handler.hpp"
#include "handlers/submittal_subject.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fillrate::handlers {

/// Why and for whom a step is taken.
struct step_cause {
    std::string reason{};
    std::string on_behalf_of{};  ///< shown name
    domain::party party = domain::party::program;
};

class slate_step {
public:
    slate_step(const context& ctx, const snapshot& seen, const domain::policy_book& book);

    /// A submittal that does not exist yet, with further facts of it, such as the cards it gets.
    void make(
        const domain::submittal_made& made,
        const found_submittal& of,
        std::vector<domain::payload> further,
        const step_cause& why
    );
    /// Who was made goes to the client in the same decision, with nobody looking at it.
    void present_made(
        submittal_number who,
        domain::submittal_moved fact,
        const domain::conversation* room
    );
    /// `fact` is submittal_moved or offer_made; the table says where it leads.
    void move(
        const found_submittal& one,
        domain::submittal_verb what,
        domain::payload fact,
        const step_cause& why
    );
    /// The candidate's consent, which the requisition hears of where it waited for that.
    void consent(const found_submittal& one, instant day, const step_cause& why);
    /// Another firm's submittal of the same person loses to this decision.
    void lose(const found_submittal& rival);
    /// A fact of a submittal that takes no step.
    void mark(const found_submittal& one, domain::payload fact, const step_cause& why);
    /// Which firm represents them is decided: their supplier hears the outcome, no step is taken.
    void settle_claim(const found_submittal& one, bool stands, const std::string& reason);
    /// A further fact of a submittal that took a step, such as a card.
    void add(const found_submittal& one, domain::payload fact, const step_cause& why = {});
    /// A further fact of its requisition, told to those inside.
    void tell_inside(const found_submittal& one, domain::payload fact);
    /// Who left early is to be replaced: a further opening.
    void replace(const found_submittal& one);
    /// Who is not replaced leaves their opening ended, for this reason code.
    void end_opening(const found_submittal& one, std::string code);

    /// The requisition as it stands after the steps so far.
    [[nodiscard]] const domain::requisition& after(const domain::requisition& of);
    /// A submittal that was made or took a step, likewise.
    [[nodiscard]] const domain::submittal& after(submittal_number of) const;

    /// The decision; with one submittal that took a step of its own its card follows `said`. A
    /// requisition whose calendar is unknown here refuses everything.
    [[nodiscard]] outcome finish(std::string said);
    /// The interview that a step of the same decision begins.
    void with(interview_change round) { rounds_.push_back(std::move(round)); }
    /// Further events of the same decision, such as who may represent whom.
    void also(domain::event what) { others_.push_back(std::move(what)); }

private:
    struct moved;
    change& requisition_of(const domain::requisition& req);
    moved& take(const found_submittal& one, domain::payload fact, const step_cause& why);
    void tell_requisition(
        const found_submittal& one,
        const domain::submittal& before,
        const domain::submittal& after,
        std::optional<domain::submittal_verb> what,
        const step_cause& why
    );

    [[nodiscard]] bool finish_rounds(decision& into);
    [[nodiscard]] std::string said_of_rounds() const;
    [[nodiscard]] const moved* step_of(submittal_number candidate) const;

    struct moved {
        found_submittal one{};
        submittal_change change;
        bool follows = false;  ///< lost or marked: the reply is not about it
    };

    const context& ctx_;
    const snapshot& seen_;
    const domain::policy_book& book_;
    std::map<std::string, change> requisitions_{};
    std::vector<moved> submittals_{};
    std::vector<interview_change> rounds_{};
    std::vector<domain::event> others_{};
    std::set<std::string> filled_{};  ///< requisitions whose last opening these steps fill
};

}  // namespace fillrate::handlers
