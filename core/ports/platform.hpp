// The way out: one chat platform as the dispatcher sees it.
#pragma once

#include "core/base/instant.hpp"
#include "core/chat/message.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::ports {

/// Where a message goes, in the platform's own ids.
struct destination {
    std::string tenant{};
    std::string channel{};  ///< a channel, or a person's direct conversation
    std::string user{};     ///< set instead of channel to open a direct conversation first
    std::string thread{};
};

/// A file that goes along with a message.
struct attachment {
    std::string name{};   ///< as the reader may save it
    std::string bytes{};  ///< empty: there is none
};

/// One attempt to deliver one outbox item.
struct delivery {
    std::string id{};  ///< the outbox item's id; the platform carries it invisibly where it can
    destination to{};
    chat::message content{};
    std::string edits{};  ///< non-empty: replaces the message of this platform id
    std::string card{};   ///< non-empty: names the living card this message is ("req:104")
    ports::attachment file{};
};

/// What became of an attempt.
struct receipt {
    enum class status {
        sent,     ///< the platform confirmed it; message_id is set
        retry,    ///< certainly not sent; try again after `wait`
        unknown,  ///< bytes went out and no clear answer came
        dead,     ///< certainly not sent and never will be; reason says why
        gone      ///< the message to edit no longer exists: post anew
    };
    status what = status::unknown;
    std::string message_id{};
    std::string channel{};  ///< the resolved conversation, when `user` was given
    std::chrono::milliseconds wait{0};
    bool whole_conversation = true;  ///< the wait concerns the conversation, not the workspace
    std::string reason{};
    bool shut_out = false;  ///< dead because we are no member of the conversation
};

/// Whether an item of unknown fate is visible on the platform.
struct sighting {
    enum class status { found, absent, cannot_tell };
    status what = status::cannot_tell;
    std::string message_id{};
};

class platform {
public:
    virtual ~platform() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;

    /// How fast one conversation may be written to; no interval: as fast as one likes.
    struct pace {
        std::chrono::milliseconds interval{0};
        int burst = 1;
    };
    [[nodiscard]] virtual pace per_conversation() const { return {}; }

    /// How destination::thread and platform_place::thread name the thread below this message.
    [[nodiscard]] virtual std::string thread_of(const std::string& message_id) const {
        return message_id;
    }

    /// True: messages live in our own store; the dispatcher commits encode() with the receipt and
    /// never calls post().
    [[nodiscard]] virtual bool in_store() const { return false; }
    [[nodiscard]] virtual std::string encode(const delivery& item) const = 0;

    [[nodiscard]] virtual boost::asio::awaitable<receipt> post(const delivery& item) = 0;

    /// Looks for an item sent at or after `since`.
    [[nodiscard]] virtual boost::asio::awaitable<sighting> find(
        const delivery& item,
        wire_instant since
    ) = 0;
};

}  // namespace fillrate::ports
