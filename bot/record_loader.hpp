// Loads what one decision asks for and keeps the bytes it saw, for expectations and before-images.
#pragma once

#include "bot/record_codec.hpp"
#include "core/async/awaitable.hpp"
#include "core/ports/store.hpp"
#include "handlers/handler.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::bot {

/// DESIGN.md 2: a decision looks at no more than this.
inline constexpr std::size_t max_records_per_decision = 200;

class record_loader {
public:
    record_loader(ports::store& store, const record_codec& codec, command_id command);

    /// Fetches without showing: a guess of what will be asked, in one round trip with the dedupe
    /// entry.
    [[nodiscard]] async::awaitable<result<void>> prefetch(std::vector<std::string> names);
    /// Shows these records to the decision, fetching those not yet here. protocol: a record is
    /// quarantined.
    [[nodiscard]] async::awaitable<result<void>> load(std::vector<std::string> names);
    /// Pages, history and number of a need as well.
    [[nodiscard]] async::awaitable<result<void>> satisfy(handlers::need need);

    /// Numbers the misses that this records, unless they have one. Made again after a conflict, it
    /// keeps the numbers reserved for it (DESIGN.md 3).
    [[nodiscard]] async::awaitable<result<void>> number_misses(handlers::decision& decided);

    [[nodiscard]] const handlers::snapshot& seen() const noexcept { return seen_; }
    /// What an earlier delivery of the same command led to.
    [[nodiscard]] const std::optional<std::string>& earlier_outcome() const noexcept {
        return earlier_;
    }
    /// As stored; null when not fetched.
    [[nodiscard]] const ports::stored_record* stored(const std::string& name) const;
    /// The JSON of one of the engine's own records (undo, out, place, thread); empty when absent.
    [[nodiscard]] result<std::string> own_record(const std::string& name) const;

    /// Takes this number instead of reserving one.
    void use_number(std::uint32_t number) noexcept { seen_.reserved_number = number; }

    /// Forgets what was read, keeping reserved numbers, before a decision is made again.
    void forget();

private:
    [[nodiscard]] async::awaitable<result<void>> fetch(std::vector<std::string> names);
    [[nodiscard]] async::awaitable<result<void>> load_lists(const handlers::need& need);
    [[nodiscard]] async::awaitable<result<void>> load_events(const handlers::need& need);
    /// Once for all rounds of a decision.
    [[nodiscard]] async::awaitable<result<void>> reserve_numbers(const handlers::need& need);
    [[nodiscard]] async::awaitable<result<void>> load_page(handlers::index_page page);
    [[nodiscard]] async::awaitable<result<void>> load_members(handlers::member_range range);
    [[nodiscard]] async::awaitable<result<void>> load_history(std::string subject);
    /// Reads on for as long as it could be taken back, and no further.
    [[nodiscard]] async::awaitable<result<void>> load_event(handlers::event_place of);
    /// What interviewers said and where resumes are, as soon as it can be read.
    void open_words();

    ports::store& store_;
    const record_codec& codec_;
    command_id command_;
    bool asked_ = false;
    std::optional<std::string> earlier_{};
    std::map<std::string, ports::stored_record> fetched_{};
    handlers::snapshot seen_{};
    miss_number first_miss_{};
    std::uint32_t misses_reserved_ = 0;
};

/// In a new store: candidates are S-301 onwards and interviews I-51 onwards, so that a code is not
/// taken for a count.
[[nodiscard]] async::awaitable<result<void>> skip_small_codes(ports::store& of);

}  // namespace fillrate::bot
