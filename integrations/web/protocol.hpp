// What a page sends over its websocket, read strictly: the untrusted edge of the web chat. Pure.
#pragma once

#include "core/base/result.hpp"
#include "core/chat/request.hpp"
#include "integrations/web/directory.hpp"

#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace fillrate::web {

/// {t: "hello", as, since: {channel: last entry id}}. Starts the session or changes the persona; an
/// empty `as` is the first persona.
struct hello {
    std::string as{};
    std::map<std::string, std::string> since{};
};

/// {t: "line", text} | {t: "press", value} | {t: "form", value, fields}, each with id, as, channel
/// and perhaps thread. `id` is made by the page, is unique to the command, and stays the same when
/// the page sends it again.
struct command {
    std::string id{};
    std::string as{};
    std::string channel{};
    std::string thread{};
    std::string surface{};  ///< "slash", "mention", "button", "form"
    chat::intent what{};
};

/// {t: "clock", id, op: "speed" | "advance" | "next", speed?, minutes?}
struct clock_order {
    enum class kind { speed, advance, next };
    std::string id{};
    kind what = kind::next;
    double speed = 1;
    minutes by{0};
};

using frame = std::variant<hello, command, clock_order>;

/// A frame that cannot be followed; `id` is the command's, when one could be read.
struct refused_frame {
    std::string id{};
    std::string reason{};
};

/// errc-free on purpose: every failure is the page's fault and is answered to it.
[[nodiscard]] std::variant<frame, refused_frame> parse_frame(
    std::string_view text,
    std::string_view root_command,
    const limits& bounds
);

/// "<sequence>-<n>", as the store names the entries of a stream.
[[nodiscard]] bool is_entry_id(std::string_view text) noexcept;

}  // namespace fillrate::web
