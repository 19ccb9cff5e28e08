// What a person did in chat, in one shape for every platform. Integrations parse into it; nothing
// here is trusted yet.
#pragma once

#include "core/base/instant.hpp"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace fillrate::chat {

/// A piece of typed text. Platforms resolve their own mark-up into runs, so the grammar never sees
/// it.
struct text_run {
    enum class kind { plain, user, channel };
    kind what = kind::plain;
    std::string text{};   ///< plain: the text itself; user and channel: the platform's id
    std::string label{};  ///< user and channel: as the platform shows them, where it says so

    friend bool operator==(const text_run&, const text_run&) = default;
};

/// A line typed as a slash command, in a mention or in a direct message.
struct typed_line {
    std::vector<text_run> runs{};
};

/// A pressed button. The value is the sealed action we rendered (chat/action.hpp).
struct button_press {
    std::string value{};
};

/// A submitted form. The value is the sealed action the form was opened with.
struct form_submission {
    std::string value{};
    std::map<std::string, std::string>
        fields{};  ///< by chat::form_field::id; a choice gives its option's value
};

/// Somebody's message that is to be kept as a note, as it stands: a reaction asked for it
/// (DOMAIN.md 7.1).
struct noted_message {
    std::vector<text_run> runs{};
    std::string author{};  ///< who wrote it, by the platform's id; empty when unknown
};

/// Somebody of another organisation was seen in a room, by joining it or by writing to others
/// there. Nothing is asked of us: it tells who reads along.
struct presence {};

using intent = std::variant<typed_line, button_press, form_submission, noted_message, presence>;

/// Who did it, by the platform's own ids. They are values only: never part of a key.
struct platform_user {
    std::string id{};
    std::string
        home_tenant{};  ///< differs from the request's tenant for people of another organisation
    bool restricted = false;  ///< a guest of the workspace
    std::string name{};       ///< as the platform shows them, where it says so
};

/// Where it was done.
struct platform_place {
    std::string channel{};
    std::string thread{};  ///< empty outside a thread
    bool direct = false;   ///< a one-to-one conversation with the bot
    std::string name{};    ///< of a channel, as the platform shows it, where it says so

    friend bool operator==(const platform_place&, const platform_place&) = default;
};

/// Everything the engine needs of one delivery.
struct request {
    std::string platform{};   ///< "slack", "web"
    std::string tenant{};     ///< workspace or tenant that the delivery belongs to
    std::string source_id{};  ///< the platform's id of this delivery; the same on every redelivery
    platform_user actor{};
    platform_place place{};
    std::string surface{};  ///< "slash", "mention", "direct", "button", "form", "reaction",
                            ///< "presence": for the audit
    intent what{};
    wire_instant received_at{};
};

/// The workspace of whoever is of another than the one it came through; empty where it is the same,
/// or not known.
[[nodiscard]] inline std::string foreign_workspace(const request& of) {
    const auto& home = of.actor.home_tenant;
    return home == of.tenant ? std::string{} : home;
}
/// By somebody of another workspace, or by a guest of this one.
[[nodiscard]] inline bool is_from_outside(const request& of) {
    return of.actor.restricted || !foreign_workspace(of).empty();
}

}  // namespace fillrate::chat
