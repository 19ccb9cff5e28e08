// One queue head on its way out. Only the dispatcher's own files include this.
#pragma once

#include "bot/dispatcher.hpp"

#include <string>
#include <vector>

namespace fillrate::bot {

/// The head of one conversation's queue while it is being sent.
struct dispatcher::job {
    conversation_id conversation{};
    queued item{};
    std::int64_t score = 0;
    std::uint64_t epoch = 0;
    std::string name{};                    ///< of the record that holds the progress
    std::uint64_t version = 0;             ///< of that record
    chat::outgoing what{};                 ///< notices
    std::vector<chat::outgoing> joined{};  ///< said in the same message as `what`
    card_record card{};                    ///< cards
    domain::conversation to{};
    bool given_up = false;   ///< nobody will see it
    std::string replaced{};  ///< a notice that takes another's place: the platform's id of that one
    std::vector<chat::outgoing> beside{};  ///< what else that message says

    [[nodiscard]] sending& progress() { return item.card ? card.progress : notice_progress; }
    [[nodiscard]] const sending& progress() const {
        return item.card ? card.progress : notice_progress;
    }
    [[nodiscard]] bool is_edit() const {
        return item.card ? !card.message_id.empty() : what.replaces;
    }
    /// All that a notice says.
    [[nodiscard]] std::vector<chat::outgoing> said() const {
        auto all = joined;
        all.insert(all.begin(), what);
        return all;
    }
    [[nodiscard]] std::string body() const {
        if (item.card) {
            return to_json(card);
        }
        notice stored;
        stored.what = what;
        stored.progress = notice_progress;
        stored.joined = joined;
        return to_json(stored);
    }

    sending notice_progress{};
};

}  // namespace fillrate::bot
