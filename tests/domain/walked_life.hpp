// The domain itself, driven the way the use cases drive it: one requisition, its candidates and
// their rounds, everything settled after every act. Its counterpart is paper_life.hpp.
#pragma once

#include "core/domain/clearance.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/event.hpp"
#include "core/domain/names.hpp"
#include "core/domain/policy.hpp"
#include "tests/domain/fixtures.hpp"
#include "tests/domain/paper_life.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fillrate::domain::testing {

class walked_life {
public:
    explicit walked_life(paper::moment begins, bool by_heads = false);

    /// When something comes due next, or `until`; at once when it is due already.
    [[nodiscard]] paper::moment next(paper::moment until) const;
    void pass(paper::moment to);
    /// What is done next is logged later than it happened; nothing was done since then.
    void go_back_to(paper::moment then);
    /// Misses that were none, since what happened was logged later.
    [[nodiscard]] std::size_t count_withdrawn() const;
    /// Whether it is looked for people round the clock, as at P1 of light industrial.
    [[nodiscard]] bool runs_round_the_clock() const;
    /// Whether the domain allows it; then it is done.
    bool submit(const std::string& by, bool consented);
    bool do_to_candidate(std::size_t n, const paper::act& what);
    bool do_to_round(std::size_t n, const paper::act& what);
    bool do_to_requisition(const std::string& verb, const std::string& by, int number);
    bool do_to_heads(const std::string& verb, const std::string& by, int count);
    /// Targets of so many percent of the shipped ones are loaded, and applied to what runs.
    void apply_policy(int percent);

    /// The first difference to what stands on paper; empty when there is none.
    [[nodiscard]] std::string differs(const paper::life& from) const;
    /// What is not as it has to be after every act: lost seconds, too many openings, a wish that
    /// nobody settled, a timer in the past; empty when all is well.
    [[nodiscard]] std::string fault();
    /// The same of what only has to hold in the end: every history folds to its record, and no
    /// event changes a record that is over.
    [[nodiscard]] std::string last_fault() const;

private:
    struct followed {
        submittal record{};
        std::vector<interview> rounds{};
    };
    /// What a clock had used when it was last looked at.
    struct reading {
        clock last{};
        std::int64_t used = 0;
    };

    template <class Record>
    void happen(Record& to, payload what, party by = party::program, std::string reason = {});
    template <class Record>
    void set_clock(Record& of, clock to, bool in_time);
    void settle(requisition& of);
    void settle(followed& of);
    void take(followed& of, submittal_verb what, const paper::act& how);
    void tell_requisition(const submittal& before, const submittal& after, submittal_verb what);
    void fill_if_last();
    void follow_rounds(followed& of);
    /// Nothing when the use case would refuse it though the table does not.
    [[nodiscard]] std::optional<payload> change_of(const std::string& word_of, int number) const;
    [[nodiscard]] bool may_count(
        const std::string& verb,
        const std::string& by,
        std::uint32_t count
    ) const;
    /// Of who leaves now, the last to begin first.
    [[nodiscard]] std::uint32_t count_within_guarantee(std::uint32_t leaving) const;
    [[nodiscard]] coverage::answer answer() const { return req_.suppliers.front().said; }
    void retarget_all();
    template <class Record>
    void transfer_clocks(Record& of);
    template <class Record>
    void retarget_clocks(Record& of);
    void begin_round(followed& of);
    /// Until when a hold keeps them open; nothing without a day, or with one that is over.
    [[nodiscard]] std::optional<instant> kept_until(const paper::act& how) const;
    [[nodiscard]] instant earliest(instant until) const;
    void fire();
    void fire(followed& of);
    template <class Record>
    [[nodiscard]] std::string clock_fault(const std::string& name, const Record& of);
    [[nodiscard]] instant now() const { return from_unix_ms(now_ * 1'000); }
    [[nodiscard]] clock_terms terms() const;

    policy_book book_{};
    std::string site_{};  ///< the calendar of the site
    requisition req_{};
    std::vector<followed> candidates_{};
    std::uint32_t rounds_ = 0;
    std::uint32_t policies_ = 1;
    std::map<std::string, std::vector<event>> histories_{};
    std::map<std::string, reading> readings_{};
    paper::moment now_ = 0;
    paper::moment read_ = 0;
    bool is_stuck_ = false;  ///< something was done about all that is due, and it still is
};

template <class Record>
void walked_life::happen(Record& to, payload what, party by, std::string reason) {
    auto fact = happened(std::move(what), now(), std::move(reason));
    fact.party = by;
    to = apply(std::move(to), fact);
    histories_[record_name(to.number)].push_back(std::move(fact));
}

// What would have been missed only later than what is logged now, was not.
template <class Record>
void walked_life::set_clock(Record& of, clock to, bool in_time) {
    const breach_withdrawn withdrawn{to.kind, to.batch, to.cycle};
    const bool untrue = in_time && now() < *to.breached;
    happen(of, clock_set{std::move(to)});
    if (untrue) {
        happen(of, withdrawn);
    }
}

}  // namespace fillrate::domain::testing
