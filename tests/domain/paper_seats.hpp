// The openings on paper (DOMAIN.md 3.2): each with the group it was added in, since FILL and
// BACKFILL are kept for all that were added together. Shares no code with core/domain/openings.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace fillrate::domain::testing::paper {

/// What the clock of those that were added together has to know.
struct group {
    std::string clock{};   ///< "FILL 1", "BACKFILL 2"
    bool open = false;     ///< one of them still is
    bool taken = false;    ///< one of them is kept or filled, and not by whom it was to replace
    bool awaited = false;  ///< one of them is kept for a replacement that has to come first
};

/// Candidates are told apart by their number on paper.
class seats {
public:
    /// So many more, as a group of their own.
    void add(int count);
    /// The youngest open ones are no longer wanted.
    void drop(int count);
    void drop_all();
    void reserve(int who);    ///< the oldest open one
    void fill(int who);       ///< that kept for them
    void come_late(int who);  ///< the one that was to replace them, else as reserve
    /// Open again, to be replaced: as a group of its own, unless the gap that was to be filled goes
    /// on.
    void free(int who, bool goes_on = false);
    void replace(int who);  ///< one more, likewise; theirs stays filled
    void end(int who);
    /// So many people who are counted fill open ones: those that counted people left come first.
    void come(int count, std::int64_t now);
    [[nodiscard]] int counted() const;  ///< of them at work
    /// So many of them leave, the last to begin first. Where somebody is `looked_for`, those of the
    /// last 30 days are replaced, theirs stay filled: how many that are.
    int leave(int count, std::int64_t now, bool looked_for);

    /// With `by_presence` a replacement counts on its first day only.
    [[nodiscard]] std::vector<group> groups(bool by_presence) const;
    /// "BACKFILL 2" where their seat replaces somebody; else empty.
    [[nodiscard]] std::string replaces(int who) const;

private:
    struct seat {
        std::string is{"open"};
        int group = 0;
        int who = -1;
        int left = -1;             ///< whom it replaces
        bool counted_gap = false;  ///< it replaces somebody who was counted
        bool gone = false;         ///< whoever was counted here left
        std::int64_t began = 0;    ///< of who is counted

        [[nodiscard]] bool replaces() const { return left >= 0 || counted_gap; }
    };
    static constexpr int nameless = -2;

    [[nodiscard]] seat* first_open();
    [[nodiscard]] seat* of(int who, const std::string& is);

    std::vector<seat> all_{};
    int groups_ = 0;
};

}  // namespace fillrate::domain::testing::paper
