// Plays the engine for the use cases: a map of records, the grammar in front, compose() behind. No
// store, no clock but the one the test sets.
#pragma once

#include "config/demo_data.hpp"
#include "core/chat/message.hpp"
#include "core/domain/index.hpp"
#include "handlers/handler.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers::testing {

/// What one line led to.
struct said {
    std::string text{};  ///< the reply as plain text; of a form its title and fields
    bool refused = false;
    bool changed = false;
    std::optional<chat::message> message{};
    std::optional<chat::form> form{};
    std::vector<std::pair<std::string, std::string>> problems{};
    std::vector<domain::event> events{};
    std::vector<chat::outgoing> messages{};
};

class desk {
public:
    /// The shipped demo's people and places, with nothing done yet.
    desk();
    /// Other people and places.
    explicit desk(config::demo_data data);

    instant now{};
    std::uint32_t next_number = 1;
    std::uint32_t next_submittal = 301;
    std::uint32_t next_interview = 51;
    std::uint32_t next_opportunity = 7;
    std::uint32_t next_question = 7;
    std::uint32_t next_miss = 9;
    domain::policy_book book{};

    /// Fires the timers on the way.
    void move_to(instant at);
    said type(std::string_view person, std::string_view channel, std::string_view line);
    said press(std::string_view person, std::string_view channel, const chat::action& act);
    said submit(
        std::string_view person,
        std::string_view channel,
        const chat::action& act,
        std::map<std::string, std::string> fields
    );
    /// What an item says to its readers now; nothing when it is dropped.
    [[nodiscard]] std::optional<chat::message> composed(const chat::outgoing& item);
    [[nodiscard]] std::optional<std::string> composed_text(const chat::outgoing& item);
    /// The card of a requisition in a conversation.
    [[nodiscard]] std::string card(std::uint32_t number, std::string_view channel);

    [[nodiscard]] const domain::requisition& req(std::uint32_t number) const;
    [[nodiscard]] const domain::submittal& sub(std::uint32_t number) const;
    [[nodiscard]] const domain::interview& iv(std::uint32_t number) const;
    [[nodiscard]] const domain::work_shift& shift(const domain::shift_id& id) const;
    void put(const domain::requisition& value);
    void put(const domain::submittal& value);
    void put(const domain::interview& value);
    [[nodiscard]] bool has(std::uint32_t number) const;
    [[nodiscard]] bool has(const domain::shift_id& id) const;
    [[nodiscard]] const config::demo_data& data() const { return data_; }
    /// Loads what a use case asks for.
    void satisfy(const need& wanted, snapshot& seen);
    /// Everything the timers sent.
    std::vector<chat::outgoing> alerts{};

private:
    struct stored {
        std::uint64_t version = 0;
        record value{};
    };
    [[nodiscard]] context context_of(std::string_view person, std::string_view channel) const;
    [[nodiscard]] std::vector<domain::index_entry> entries_of(const std::string& set) const;
    [[nodiscard]] std::vector<std::string> members(const index_page& page) const;
    said decide(context ctx);
    said decide_called(context ctx);
    void apply(const decision& decided, const context& ctx);

    config::demo_data data_;
    std::map<std::string, stored> records_{};
    std::map<std::string, std::vector<domain::event>> histories_{};
    std::uint32_t commands_ = 0;
};

/// "2026-11-30T10:00-06:00"
[[nodiscard]] instant at(std::string_view iso);

}  // namespace fillrate::handlers::testing
