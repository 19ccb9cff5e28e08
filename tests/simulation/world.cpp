#include "tests/simulation/world.hpp"

#include <algorithm>

namespace fillrate::simulation {

namespace {

constexpr std::size_t most_buttons = 64;

milliseconds some(fault_plan& faults, std::uint64_t most_ms) {
    return milliseconds{static_cast<std::int64_t>(1 + faults.below(most_ms))};
}

// Counts a post until it is answered or its process dies.
class on_its_way {
public:
    explicit on_its_way(int& count) : count_(count) { ++count_; }
    ~on_its_way() { --count_; }
    on_its_way(const on_its_way&) = delete;
    on_its_way& operator=(const on_its_way&) = delete;
    [[nodiscard]] int count() const noexcept { return count_; }

private:
    int& count_;
};

}  // namespace

void world::remember_buttons(const std::string& channel, const chat::message& content) {
    for (const auto& block : content.blocks) {
        const auto* row = std::get_if<chat::button_row>(&block);
        if (row == nullptr) {
            continue;
        }
        for (const auto& button : row->buttons) {
            buttons.push_back({channel, button.act.value});
        }
    }
    if (buttons.size() > most_buttons) {
        buttons.erase(buttons.begin(), buttons.end() - most_buttons / 2);
    }
}

std::string world::show(const ports::delivery& item, steady_instant found_from) {
    auto& messages = channels[item.to.channel];
    if (!item.edits.empty()) {
        const auto found = std::find_if(messages.begin(), messages.end(), [&item](const auto& one) {
            return one.id == item.edits;
        });
        if (found == messages.end()) {
            return {};
        }
        found->content = item.content;
        ++edits;
        remember_buttons(item.to.channel, item.content);
        return found->id;
    }
    visible_message fresh;
    fresh.id = "m" + std::to_string(++posts);
    fresh.attempt = item.id;
    fresh.card = item.card;
    fresh.found_from = found_from;
    fresh.content = item.content;
    messages.push_back(fresh);
    remember_buttons(item.to.channel, item.content);
    return fresh.id;
}

const visible_message* world::find(const std::string& channel, const std::string& attempt) const {
    const auto messages = channels.find(channel);
    if (messages == channels.end()) {
        return nullptr;
    }
    const auto found =
        std::find_if(messages->second.begin(), messages->second.end(), [&attempt](const auto& one) {
            return one.attempt == attempt;
        });
    return found == messages->second.end() ? nullptr : &*found;
}

std::string world::delete_message(const std::string& channel, const std::string& id) {
    auto& messages = channels[channel];
    const auto found = std::find_if(messages.begin(), messages.end(), [&id](const auto& one) {
        return one.id == id;
    });
    if (found == messages.end()) {
        return {};
    }
    auto attempt = found->attempt;
    messages.erase(found);
    return attempt;
}

faulty_platform::faulty_platform(
    world& outside,
    virtual_clock& clock,
    fault_plan& faults,
    ledger& watched
)
    : world_(outside), clock_(clock), faults_(faults), ledger_(watched) {}

// What the platform says without showing anything.
std::optional<ports::receipt> faulty_platform::refusal(const ports::delivery& item) {
    ports::receipt said;
    if (faults_.strikes(fault::rate_limited)) {
        said.what = ports::receipt::status::retry;
        said.wait = milliseconds{static_cast<std::int64_t>(1000 * (1 + faults_.below(30)))};
        said.whole_conversation = faults_.below(3) != 0;
        if (said.whole_conversation && faults_.below(30) == 0) {
            said.wait = std::chrono::hours{2};  // longer than a message may wait: it is given up
        }
        said.reason = "rate_limited";
        return said;
    }
    if (faults_.strikes(fault::not_sent)) {
        said.what = ports::receipt::status::retry;
        said.reason = "no connection";
        return said;
    }
    if (faults_.strikes(fault::rejected)) {
        said.what = ports::receipt::status::dead;
        said.reason = "is_archived";
        return said;
    }
    if (!item.edits.empty() && faults_.strikes(fault::gone)) {
        const auto attempt = world_.delete_message(item.to.channel, item.edits);
        ledger_.card_was_deleted(attempt);
        said.what = ports::receipt::status::gone;
        return said;
    }
    if (faults_.strikes(fault::failed_unclear)) {
        said.what = ports::receipt::status::unknown;
        said.reason = "503";
        return said;
    }
    return std::nullopt;
}

boost::asio::awaitable<ports::receipt> faulty_platform::post(const ports::delivery& item) {
    ledger_.posting(item);
    const on_its_way self(world_.on_the_way[item.to.channel]);
    // Of a process that stood still in the middle of a send nobody can know when it goes on.
    const bool may_be_late = faults_.count_of(fault::stop) != 0;
    if (self.count() > 1 && !may_be_late) {
        ledger_.violate("I4 two messages are on their way to " + item.to.channel + " at once");
    }
    co_await clock_.sleep_for(some(faults_, faults_.strikes(fault::slow_post) ? 14'000 : 60));
    auto refused = refusal(item);
    if (refused) {
        co_await clock_.sleep_for(some(faults_, 60));
        co_return std::move(*refused);
    }
    const bool late = faults_.strikes(fault::seen_late);
    const auto found_from = clock_.steady_now() + (late ? some(faults_, 30'000) : milliseconds{0});
    ports::receipt said;
    said.message_id = world_.show(item, found_from);
    if (said.message_id.empty()) {
        said.what = ports::receipt::status::gone;
        co_return said;
    }
    ledger_.became_visible(item);
    ledger_.shown(world_.audiences[item.to.channel], item.content);
    said.what = ports::receipt::status::sent;
    if (faults_.strikes(fault::applied_but_failed)) {
        said = {};
        said.what = ports::receipt::status::unknown;
        said.reason = "504";
    }
    co_await clock_.sleep_for(some(faults_, 60));
    co_return said;
}

boost::asio::awaitable<ports::sighting> faulty_platform::find(
    const ports::delivery& item,
    wire_instant
) {
    co_await clock_.sleep_for(some(faults_, 60));
    ports::sighting seen;
    if (faults_.strikes(fault::cannot_look)) {
        ledger_.look_missed(item.id);
        co_return seen;
    }
    const auto* message = world_.find(item.to.channel, item.id);
    if (message != nullptr && message->found_from <= clock_.steady_now()) {
        seen.what = ports::sighting::status::found;
        seen.message_id = message->id;
        co_return seen;
    }
    seen.what = ports::sighting::status::absent;
    ledger_.look_missed(item.id);
    co_return seen;
}

}  // namespace fillrate::simulation
