// What the web chat shows besides messages: who may be spoken as, which channels there are, the
// steps to try, and the demo's clock. The wiring fills it; nothing here is looked up.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::web {

/// Somebody the visitor may speak as. `id` is the platform user id of the requests.
struct persona {
    std::string id{};
    std::string name{};
    std::string role{};                   ///< "Account manager, Acme Staffing"
    std::vector<std::string> channels{};  ///< the only ones this persona sees and writes to
};

enum class channel_kind { internal, client, supplier, direct };

struct channel {
    std::string id{};  ///< the conversation; its entries are in the stream "web:<id>"
    std::string title{};
    std::string topic{};
    channel_kind kind = channel_kind::internal;
};

/// A step of the rail "Try this": pressing it speaks as `as` in `channel` and sends `text`.
struct step {
    std::string as{};
    std::string channel{};
    std::string text{};
    std::string explanation{};
};

/// One completion of the input.
struct verb {
    std::string line{};  ///< an example that can be sent as it is: `104 hold budget`
    std::string description{};
};

struct directory {
    std::string organisation{};
    std::string bot_name{};
    std::string command{"/hire"};
    /// Names the store's content. When it changes, pages forget what they have seen.
    std::string edition{};
    std::vector<persona> personas{};
    std::vector<channel> channels{};
    std::vector<step> steps{};
    std::vector<verb> verbs{};

    [[nodiscard]] const persona* find_persona(std::string_view id) const;
    [[nodiscard]] const channel* find_channel(std::string_view id) const;
    [[nodiscard]] bool may_use(const persona& who, std::string_view channel) const;
};

/// Organisation time as the page shows it. The page lets it tick on between two of these.
struct clock_state {
    instant now{};
    double speed = 1;     ///< 0 = paused
    std::string zone{};   ///< IANA name, to render with
    std::string label{};  ///< "Chicago time"
    std::string next{};   ///< what comes next and when, one line; empty: nothing is due
    friend bool operator==(const clock_state&, const clock_state&) = default;
};

/// The demo's time. All or none of the functions are set.
struct clock_control {
    std::function<clock_state()> state{};
    std::function<boost::asio::awaitable<result<void>>(double speed)> set_speed{};
    std::function<boost::asio::awaitable<result<void>>(milliseconds by)> advance{};
    /// Moves to the next due instant; errc::not_found when nothing is due.
    std::function<boost::asio::awaitable<result<void>>()> next_due{};
};

/// Bounds of what one instance takes from browsers.
struct limits {
    std::size_t sessions = 200;
    std::size_t frame_bytes = 16 * 1024;
    /// Of a typed line: more than the grammar reads, which says so with the next line to type.
    std::size_t line_bytes = 12 * 1024;
    std::size_t text_bytes = 4000;           ///< of one form field
    std::size_t fields = 40;                 ///< of one form
    std::size_t burst = 40;                  ///< frames at once
    double frames_per_second = 10;           ///< sustained
    std::size_t queued_bytes = 1024 * 1024;  ///< waiting for a slow reader before it is closed
    std::uint32_t first_page = 200;  ///< entries of a channel shown to somebody who has seen none
};

}  // namespace fillrate::web
