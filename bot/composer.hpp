// Makes the message of an outbox item from the state at send time, for exactly the readers its
// conversation has now (DESIGN.md 1.4, 5).
#pragma once

#include "bot/action_seal.hpp"
#include "bot/file_desk.hpp"
#include "bot/outbox.hpp"
#include "bot/record_codec.hpp"
#include "bot/record_loader.hpp"
#include "core/async/awaitable.hpp"
#include "core/ports/platform.hpp"
#include "core/ports/store.hpp"
#include "handlers/handler.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::bot {

/// What an item became.
struct composition {
    enum class what { send, drop, later, refused, pass_on };
    what step = what::drop;
    chat::message content{};
    instant later_at{};  ///< later: nothing old enough to show yet
    std::string why{};   ///< refused: the conversation's readers are no longer the intended ones
    std::uint64_t subject_version = 0;  ///< of the record as it is now
    std::uint32_t shown_events = 0;     ///< the last event the content tells of
    std::optional<instant> again_at{};  ///< newer events wait out the undo window
    ports::attachment file{};           ///< goes along with the content
    domain::conversation to{};
    chat::outgoing passed{};  ///< pass_on: the same for who stands in
};

class composer {
public:
    composer(
        ports::store& store,
        const record_codec& codec,
        const action_seal& seal,
        std::string root,
        const file_desk* files = nullptr
    );

    [[nodiscard]] async::awaitable<result<composition>> notice_text(
        chat::outgoing item,
        instant now
    );
    /// Several to one reader as one message, of which only what is still to be said is said. What
    /// holds one of them up holds up all.
    [[nodiscard]] async::awaitable<result<composition>> notices_text(
        std::vector<chat::outgoing> items,
        instant now
    );
    /// `made`, and in the same message what of the others is still to be said.
    [[nodiscard]] async::awaitable<result<composition>> beside_others(
        composition made,
        std::vector<chat::outgoing> others,
        instant now
    );
    /// `posted`: the card is already visible there, so that it must be changed even if it no longer
    /// belongs.
    [[nodiscard]] async::awaitable<result<composition>> card(
        conversation_id where,
        std::string subject,
        bool posted,
        instant now
    );

private:
    /// What a place may know: inside the present state, outside the last one older than the undo
    /// window.
    struct shown_state {
        handlers::record state{};  ///< monostate: they know of none yet
        std::uint32_t events = 0;
        std::optional<instant> again_at{};
    };
    [[nodiscard]] async::awaitable<result<shown_state>> state_for(
        const domain::conversation& place,
        const std::string& subject,
        record_loader& loader,
        instant now
    );
    /// Passed on or held until quiet hours end; nothing: it is said to them now.
    [[nodiscard]] async::awaitable<result<std::optional<composition>>> for_reader(
        chat::outgoing item,
        const domain::conversation& to,
        record_loader& loader,
        instant now
    );
    /// For somebody who is away: passed on to who covers, if they may read it; nothing otherwise.
    [[nodiscard]] async::awaitable<result<std::optional<composition>>> for_cover(
        chat::outgoing item,
        const domain::person& away,
        record_loader& loader,
        instant now
    );
    [[nodiscard]] async::awaitable<result<composition>> compose(
        chat::outgoing item,
        domain::conversation to,
        handlers::snapshot seen,
        record_loader& loader,
        instant now
    );

    void join(composition& into, std::vector<chat::message> parts) const;
    /// The file the message names; false when it cannot be read any more.
    [[nodiscard]] bool attach(composition& into, const handlers::snapshot& seen) const;

    ports::store& store_;
    const record_codec& codec_;
    const action_seal& seal_;
    std::string root_;
    const file_desk* files_;
};

/// Whether `to` still has exactly the readers that were meant.
[[nodiscard]] bool same_readers(const chat::audience& meant, const domain::conversation& to);

}  // namespace fillrate::bot
