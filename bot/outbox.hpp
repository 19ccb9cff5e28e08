// What is still to be said, as stored (DESIGN.md 5). A notice is a record with a state; a living
// card is only a mark in its conversation's queue, so refreshing it twice is refreshing it once.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/random.hpp"
#include "core/base/result.hpp"
#include "core/base/strong.hpp"
#include "core/chat/audience.hpp"
#include "core/ports/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::bot {

/// PENDING -> SENDING -> SENT | RETRY | UNKNOWN -> RECONCILING -> SENT | RETRY | DEAD. SENT items
/// leave the store.
enum class outbox_state { pending, sending, retry, unknown, dead };

[[nodiscard]] std::string_view stored_word(outbox_state s) noexcept;
[[nodiscard]] bool read_word(std::string_view text, outbox_state& value) noexcept;

/// Progress of delivery, common to notices and cards.
struct sending {
    outbox_state state = outbox_state::pending;
    std::string attempt_id{};  ///< what the platform carries invisibly; new for every post that may
                               ///< become visible
    std::uint32_t attempts = 0;
    std::uint32_t looks = 0;      ///< how often an unknown outcome was looked up without finding it
    std::uint64_t epoch = 0;      ///< of the owner that put it to SENDING
    std::int64_t started_ms = 0;  ///< wire time of the first byte
    std::int64_t wait_until_ms = 0;  ///< wire time before which the platform wants no further try
    std::string reason{};            ///< of the last failure
    friend bool operator==(const sending&, const sending&) = default;
};

/// Record "out:<id>".
struct notice {
    chat::outgoing what{};
    sending progress{};
    std::vector<chat::outgoing> joined{};  ///< said in the same message (DOMAIN.md 4.1, 4.5)
    friend bool operator==(const notice&, const notice&) = default;
};

/// Record "place:<conversation>.<kind>.<id>": where a living card is.
struct card_record {
    std::string message_id{};  ///< the platform's; empty until first posted
    std::uint32_t shown = 0;   ///< ordinal of the subject's last event the card shows; of a marked
                               ///< message: of the event it tells of
    sending progress{};
    std::vector<chat::outgoing> others{};  ///< of a marked message: what else it says
    friend bool operator==(const card_record&, const card_record&) = default;
};

/// Sets: all conversations with something queued, scored by when to look; the queue of one
/// conversation.
inline constexpr std::string_view outbox_set = "outbox";
inline constexpr std::string_view dead_set = "dead";
[[nodiscard]] std::string queue_of(const conversation_id& conversation);
[[nodiscard]] std::string notice_name(std::string_view id);
[[nodiscard]] std::string card_name(const conversation_id& conversation, std::string_view subject);
/// Of the message that bears the mark: a card_record with its id.
[[nodiscard]] std::string marked_name(const chat::outgoing& item);

/// A member of a queue: a card ("c|req:104") or a notice ("n|<id>"). Cards sort first at equal
/// times, so that a thread line finds its thread.
struct queued {
    bool card = false;
    std::string id{};  ///< subject of a card, id of a notice
};
[[nodiscard]] std::string member_of(const queued& item);
[[nodiscard]] std::optional<queued> parse_member(std::string_view member);

[[nodiscard]] std::string to_json(const notice& value);
[[nodiscard]] std::string to_json(const card_record& value);
[[nodiscard]] result<notice> notice_from_json(std::string_view json);
[[nodiscard]] result<card_record> card_from_json(std::string_view json);

/// Record "thread:<hash>": the subject whose card a platform message is, so that replies in its
/// thread need no id.
[[nodiscard]] std::string thread_to_json(const std::string& subject);
[[nodiscard]] result<std::string> thread_from_json(std::string_view json);

/// Ids that sort in the order they were made by this process.
class outbox_ids {
public:
    explicit outbox_ids(random_source& random) : random_(random) {}
    [[nodiscard]] std::string next(instant now);

private:
    random_source& random_;
    std::uint32_t counter_ = 0;
    std::int64_t last_ms_ = 0;
};

/// The changes that put one message into its conversation's queue. A notice's record is added to
/// `batch` by the caller.
void enqueue(
    ports::commit_batch& batch,
    const conversation_id& conversation,
    const queued& item,
    std::int64_t when_ms
);

}  // namespace fillrate::bot
