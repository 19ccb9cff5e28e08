// Who will read a message. Named before its content, checked again when it is sent (DESIGN.md 1.4).
#pragma once

#include "core/base/strong.hpp"
#include "core/domain/binding.hpp"

#include <string>

namespace fillrate::chat {

/// The readers of one outgoing message.
struct audience {
    enum class kind { internal, client, supplier, person };
    kind who = kind::internal;
    std::string id{};  ///< client, supplier or person id; empty for internal

    friend bool operator==(const audience&, const audience&) = default;
};

/// Those who read a conversation of this binding.
[[nodiscard]] inline audience readers_of(const domain::binding& binding) {
    switch (binding.who) {
        case domain::binding::kind::client:
            return {audience::kind::client, binding.id};
        case domain::binding::kind::supplier:
            return {audience::kind::supplier, binding.id};
        case domain::binding::kind::direct:
            return {audience::kind::person, binding.id};
        case domain::binding::kind::internal:
        case domain::binding::kind::unbound:
            break;
    }
    return {audience::kind::internal, {}};
}

/// How long a message may wait and what happens when its fate is unknown (RELIABILITY.md 4.5).
enum class delivery_class {
    alert,   ///< at least once: looked up, then sent again when absent
    update,  ///< an edit: retried freely
    notice   ///< at most once
};

/// A message to send later, never a rendered text: it is composed from the state at send time
/// (DESIGN.md 5).
struct outgoing {
    conversation_id conversation{};
    std::string kind{};       ///< which compose() makes it: "card", "line", "alert", "welcome"
    std::string subject{};    ///< record it speaks of: "req:104"
    std::uint32_t event = 0;  ///< ordinal of the subject's event it tells of; 0 = the state alone
    audience readers{};
    delivery_class how = delivery_class::alert;
    bool card = false;       ///< posts or edits the one living card of (subject, conversation)
    bool in_thread = false;  ///< goes into that card's thread
    std::string mark{};      ///< by which a later message of the subject there takes its place
    bool replaces =
        false;  ///< takes the place of the one with the mark; without one it is not said
    person_id stands_for{};     ///< who is away and for whom the readers stand in
    bool joins = false;         ///< may stand in one message with others due to the same reader
    bool breaks_quiet = false;  ///< said in quiet hours too: its reader is on call
    bool waited_for_morning = false;  ///< it came up at night and says so
    std::string if_unsent{};          ///< kind of what they are told instead when it is given up
    std::int64_t not_before_ms =
        0;  ///< organisation time; notices to other parties wait out the undo window

    friend bool operator==(const outgoing&, const outgoing&) = default;
};

}  // namespace fillrate::chat
