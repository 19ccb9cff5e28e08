// The tables of DOMAIN.md 3 and 0 once more, written from those pages in words and counts: one
// requisition, its candidates, their rounds and offers. What the walks compare the domain with.
#pragma once

#include "tests/domain/paper_clocks.hpp"
#include "tests/domain/paper_seats.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace fillrate::domain::testing::paper {

/// The last round of a candidate; what an earlier one was is over.
struct round {
    std::string is{};
    bool assumed = false;
    moment last_slot = 0;   ///< while proposed
    moment ends = 0;        ///< while it has a time
    std::string answers{};  ///< "supplier" or "client", while proposed
    std::string cause{};    ///< who made another time necessary, while it is looked for
    int candidate_moves = 0;
    std::map<std::string, std::string> said{};  ///< by required interviewer
    stopwatches clocks{};

    [[nodiscard]] bool ahead(moment now) const;
};

struct candidate {
    std::string is{};
    std::string before_end{};
    bool consented = false;
    bool presented = false;
    bool judged = false;  ///< the feedback of its last round is in
    std::uint32_t rounds = 0;
    std::uint32_t offers = 0;
    moment out = 0;         ///< since when it is in a state without a way on
    moment first_day = 0;   ///< as agreed, then as it was
    moment kept_until = 0;  ///< of a maybe with a day
    round last{};
    stopwatches clocks{};
};

/// What somebody does to a candidate or to their round.
struct act {
    std::string verb{};
    std::string by{};         ///< "AM", "REC", "HM", "SUP", "OPS", "ADM", "PAN", "BOT"
    std::string who{};        ///< absentee, interviewer, or in whose name a round is moved
    moment at = 0;            ///< the time offered or agreed, the first day agreed
    bool leaves_gap = false;  ///< of an end
    bool names_day = false;   ///< of a hold: kept open until the day of `at`
};

/// Two openings, just released to one supplier; of light industrial it commits heads to them.
class life {
public:
    explicit life(moment begins, bool by_heads = false);

    std::string is{"open"};
    int open = 2, reserved = 0, filled = 0, cancelled = 0;
    int ended = 0;  ///< of those filled
    int priority = 2;
    int percent = 100;  ///< of the targets of the page
    bool by_heads = false;
    int heads = 0;                  ///< committed
    std::string supplier{"asked"};  ///< or "accepted", "declined", "removed"
    std::vector<candidate> candidates{};
    stopwatches clocks{};  ///< COV, SUB1, SLATE
    stopwatches fills{};   ///< FILL and BACKFILL, of every group of openings

    /// Lets time pass until then, and does what the clock does by itself.
    void pass(moment to);
    /// Whether the pages allow it; then it is done.
    bool submit(const std::string& by, bool consented);
    bool do_to_candidate(std::size_t n, const act& what);
    bool do_to_round(std::size_t n, const act& what);
    bool do_to_requisition(const std::string& verb, const std::string& by, int number);
    /// So many people who are counted "came", "quit" or "completed" what they were to do.
    bool do_to_heads(const std::string& verb, const std::string& by, int count);
    /// Other targets are loaded, and applied to what runs.
    void apply_policy(int percent);

    [[nodiscard]] int live() const;
    [[nodiscard]] int before_client() const;
    [[nodiscard]] moment now() const { return now_; }

private:
    /// When people work at the site.
    [[nodiscard]] const hours& site() const { return by_heads ? dock : office; }
    [[nodiscard]] bool may_move(const candidate& of, const act& what) const;
    [[nodiscard]] bool may_move_round(const candidate& of, const act& what) const;
    [[nodiscard]] bool has_way(const candidate& of, const std::string& verb) const;
    void take(candidate& of, const act& what, const std::string& to);
    void move_openings(const candidate& of, const std::string& from, const act& what);
    void move_first_day(candidate& of, moment to);
    void move_clocks(candidate& of, const std::string& from, const act& what);
    void leave_round(candidate& of);
    void enter_round(candidate& of, const std::string& verb);
    void take_round(candidate& of, const act& what);
    void agree(round& last);
    void look_again(candidate& of, const std::string& cause);
    void hear(candidate& of, const act& what);
    void fill_if_last();
    bool change_requisition(const std::string& verb, int number);
    bool ask_supplier(const std::string& verb, int number);
    void reopen(int openings);
    void follow_hold();
    void look_at_clocks();
    void look_at_fills();
    [[nodiscard]] int number_of(const candidate& of) const;
    void look_at(const std::string& name, bool met, moment from);

    seats openings_{};
    int came_ = 0;  ///< without a name, in this cycle
    moment now_ = 0;
    moment released_ = 0;
    moment sought_ = 0;  ///< since when for these must-haves
};

}  // namespace fillrate::domain::testing::paper
