// The platform outside: which messages people see. It outlives every bot instance.
#pragma once

#include "core/chat/message.hpp"
#include "core/ports/platform.hpp"
#include "tests/simulation/faults.hpp"
#include "tests/simulation/ledger.hpp"
#include "tests/simulation/timeline.hpp"

#include <map>
#include <string>
#include <vector>

namespace fillrate::simulation {

/// A message people can see.
struct visible_message {
    std::string id{};
    std::string attempt{};
    std::string card{};
    steady_instant found_from{};  ///< before, a look does not show it
    chat::message content{};
};

/// Something that can be pressed, and where.
struct visible_button {
    std::string channel{};
    std::string value{};
};

class world {
public:
    std::map<std::string, std::vector<visible_message>> channels{};
    std::map<std::string, std::string> audiences{};  ///< by channel: "internal", "client:acorn"
    std::vector<visible_button> buttons{};
    std::uint64_t posts = 0;
    std::uint64_t edits = 0;
    std::map<std::string, int> on_the_way{};  ///< by channel: posts whose answer has not come

    /// Appends or replaces; the answer is the message's id, empty when what it edits is not there.
    [[nodiscard]] std::string show(const ports::delivery& item, steady_instant found_from);
    [[nodiscard]] const visible_message* find(
        const std::string& channel,
        const std::string& attempt
    ) const;
    [[nodiscard]] std::string delete_message(const std::string& channel, const std::string& id);
    void remember_buttons(const std::string& channel, const chat::message& content);
};

/// The platform as one bot instance reaches it.
class faulty_platform final : public ports::platform {
public:
    faulty_platform(world& outside, virtual_clock& clock, fault_plan& faults, ledger& watched);

    [[nodiscard]] std::string_view name() const override { return "sim"; }
    [[nodiscard]] pace per_conversation() const override { return {milliseconds{200}, 3}; }
    [[nodiscard]] std::string encode(const ports::delivery& item) const override { return item.id; }
    [[nodiscard]] boost::asio::awaitable<ports::receipt> post(const ports::delivery& item) override;
    [[nodiscard]] boost::asio::awaitable<ports::sighting> find(
        const ports::delivery& item,
        wire_instant since
    ) override;

private:
    [[nodiscard]] std::optional<ports::receipt> refusal(const ports::delivery& item);

    world& world_;
    virtual_clock& clock_;
    fault_plan& faults_;
    ledger& ledger_;
};

}  // namespace fillrate::simulation
