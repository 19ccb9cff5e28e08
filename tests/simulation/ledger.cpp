#include "tests/simulation/ledger.hpp"

#include "bot/unit_of_work.hpp"
#include "core/chat/plain_text.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace fillrate::simulation {

namespace {

constexpr std::string_view queue_prefix = "outbox:";
constexpr std::size_t longest_queue = 400;

/// Text that only those inside may read, and the audiences that must not.
struct canary {
    std::string_view text{};
    std::string_view hidden_from{};
};
constexpr std::array canaries{
    canary{".77", "supplier"},            // bill rates end so
    canary{"canary-inside", "supplier"},  // notes and waivers of those inside
    canary{"canary-inside", "client"},
};

// A record's JSON, behind schema and MAC.
std::string_view json_of(std::string_view body) {
    for (int bars = 0; bars < 2; ++bars) {
        body.remove_prefix(std::min(body.size(), body.find('|') + 1));
    }
    return body;
}

}  // namespace

void ledger::violate(std::string what) {
    if (!broken_) {
        broken_ = std::move(what);
    }
}

void ledger::refused_by_limits(const ports::commit_batch& asked, const error& why) {
    violate("I9 a commit over the store's limits: " + asked.command + ": " + why.detail);
}

void ledger::committed(
    const ports::commit_batch& asked,
    const ports::commit_result& effect,
    instant now,
    wire_instant wire
) {
    if (effect.what != ports::commit_result::status::committed) {
        return;
    }
    ++commits_;
    if (asked.epoch) {
        if (*asked.epoch < last_epoch_) {
            violate(
                "I5 epoch " + std::to_string(*asked.epoch) + " after " + std::to_string(last_epoch_)
            );
        }
        last_epoch_ = *asked.epoch;
    }
    if (!asked.command.empty() && ++durable_[asked.command] > 1) {
        violate("I1 command " + asked.command + " (" + asked.outcome + ") was applied twice");
    }
    if (asked.command.starts_with("timer:")) {
        check_timer(asked.command.substr(6), now);
    }
    for (const auto& change : asked.members) {
        follow_member(change);
    }
    for (const auto& write : asked.writes) {
        follow_write(asked, write, wire);
    }
}

void ledger::check_timer(const std::string& member, instant now) {
    if (!fired_.insert(member).second) {
        violate("I6 timer " + member + " fired twice");
    }
    const auto due = timers_.find(member);
    if (due == timers_.end()) {
        violate("I6 timer " + member + " fired without being set");
    } else if (due->second > to_unix_ms(now)) {
        violate("I6 timer " + member + " fired early");
    }
}

void ledger::follow_member(const ports::member_change& change) {
    if (change.set == bot::timer_set) {
        if (change.score) {
            timers_[change.member] = *change.score;
        } else {
            timers_.erase(change.member);
        }
        return;
    }
    if (change.set == bot::outbox_set && change.score) {
        const auto [wake, added] = wakes_.try_emplace(change.member, *change.score);
        if (!added && !(change.only_lower && wake->second < *change.score)) {
            wake->second = *change.score;
        }
    }
    if (!change.set.starts_with(queue_prefix)) {
        return;
    }
    auto& members = queues_[change.set.substr(queue_prefix.size())];
    if (!change.score) {
        members.erase(change.member);
        return;
    }
    const auto present = members.find(change.member);
    if (present == members.end()) {
        members.emplace(change.member, position{*change.score, commits_});
    } else if (!change.only_lower || present->second.score > *change.score) {
        present->second = {*change.score, commits_};
    }
    if (members.size() > longest_queue) {
        violate("I9 the queue of " + change.set + " grows without bound");
    }
}

void ledger::follow_write(
    const ports::commit_batch& batch,
    const ports::record_write& write,
    wire_instant wire
) {
    const bool notice = write.name.starts_with("out:");
    if (!notice && !write.name.starts_with("place:")) {
        return;
    }
    auto& known = items_[write.name];
    const tracked before = known;
    if (!write.body) {
        known = {};
        follow_notice_end(batch, write.name, before);
        return;
    }
    const auto json = json_of(*write.body);
    bot::sending progress;
    if (notice) {
        const auto read = bot::notice_from_json(json);
        progress = read ? read->progress : progress;
        known.edits = read && read->what.replaces;
    } else {
        const auto read = bot::card_from_json(json);
        progress = read ? read->progress : progress;
    }
    known.exists = true;
    known.state = progress.state;
    known.attempt = progress.attempt_id;
    known.epoch = progress.epoch;
    known.wait_until_ms = progress.state == bot::outbox_state::retry ? progress.wait_until_ms : 0;
    if (progress.state == bot::outbox_state::dead && progress.reason.empty()) {
        violate("I3 " + write.name + " was given up without a reason");
    }
    if (progress.state == bot::outbox_state::sending) {
        attempts_[progress.attempt_id] = write.name;
        check_order(write.name);
        if (wire_is_steady_ && before.wait_until_ms > progress.started_ms) {
            violate("Retry-After of " + write.name + " was undercut");
        }
        if (wire_is_steady_ && progress.started_ms > wire.time_since_epoch().count() + 1000) {
            violate("I11 " + write.name + " started in the future");
        }
    }
}

void ledger::follow_notice_end(
    const ports::commit_batch& batch,
    const std::string& name,
    const tracked& before
) {
    const bool dead =
        std::any_of(batch.members.begin(), batch.members.end(), [&name](const auto& change) {
            return change.set == bot::dead_set && change.member == name;
        });
    const bool taken_back = !batch.epoch;
    if (taken_back && before.state != bot::outbox_state::pending) {
        violate("I3 " + name + " was taken back while it was being sent");
    }
    const bool was_sent =
        before.state == bot::outbox_state::sending || before.state == bot::outbox_state::unknown;
    if (!dead && !taken_back && was_sent && !before.edits && visible_[name] == 0) {
        violate("I3 " + name + " left the outbox as sent and nobody can see it");
    }
}

// An item may only be on its way when nothing that was queued before it, and sorts before it, still
// waits.
void ledger::check_order(const std::string& name) {
    const auto member = name.starts_with("out:") ? "n|" + name.substr(4) : std::string{};
    if (member.empty()) {
        return;
    }
    for (const auto& [conversation, members] : queues_) {
        const auto self = members.find(member);
        if (self == members.end()) {
            continue;
        }
        for (const auto& [other, where] : members) {
            const bool sorts_before =
                std::pair(where.score, other) < std::pair(self->second.score, member);
            if (sorts_before && where.changed < self->second.changed) {
                violate("I4 " + name + " overtakes " + other + " in " + conversation);
            }
        }
    }
}

void ledger::lease_is(std::uint64_t epoch) {
    if (epoch < lease_epoch_) {
        violate("I5 the lease went back to epoch " + std::to_string(epoch));
    }
    lease_epoch_ = epoch;
}

void ledger::told(const std::string& command) {
    if (!command.empty()) {
        told_.insert(command);
    }
}

void ledger::answered(const std::string& command, bool settled) {
    if (settled && told_.contains(command) && !durable_.contains(command)) {
        violate("I1 command " + command + " was acknowledged and is not in the store");
    }
}

void ledger::posting(const ports::delivery& item) {
    const auto name = attempts_.find(item.id);
    if (name == attempts_.end()) {
        violate("I11 attempt " + item.id + " was posted without a durable SENDING");
        return;
    }
    const auto& known = items_[name->second];
    if (!known.exists) {
        violate("I11 " + name->second + " was posted after it had left the outbox");
    } else if (known.epoch != lease_epoch_) {
        violate("I5 " + name->second + " was posted by an owner of the past");
    }
}

void ledger::became_visible(const ports::delivery& item) {
    const auto name = attempts_.find(item.id);
    if (name == attempts_.end() || !item.edits.empty()) {
        return;
    }
    visible_attempts_.insert(item.id);
    const auto copies = ++visible_[name->second];
    if (missed_.contains(item.id)) {
        ++excused_[name->second];
    }
    if (copies > 1 + excused_[name->second]) {
        violate(
            "P3 " + name->second + " is visible " + std::to_string(copies) + " times, and only " +
            std::to_string(excused_[name->second]) + " further copies could not be prevented"
        );
    }
}

void ledger::look_missed(const std::string& attempt) {
    const auto name = attempts_.find(attempt);
    if (name == attempts_.end() || !missed_.insert(attempt).second) {
        return;
    }
    // What is not visible yet is excused when it becomes so.
    if (visible_attempts_.contains(attempt)) {
        ++excused_[name->second];
    }
}

void ledger::card_was_deleted(const std::string& attempt) {
    const auto name = attempts_.find(attempt);
    if (name != attempts_.end()) {
        ++excused_[name->second];
    }
}

void ledger::check_canaries(const std::string& audience, const std::string& text) {
    for (const auto& bird : canaries) {
        if (audience.starts_with(bird.hidden_from) && text.find(bird.text) != std::string::npos) {
            violate("I12 " + audience + " was shown \"" + std::string(bird.text) + "\": " + text);
        }
    }
}

void ledger::answered_text(const std::string& audience, const chat::message& text) {
    check_canaries(audience, chat::to_plain_text(text));
}

void ledger::shown(const std::string& audience, const chat::message& text) {
    check_canaries(audience, chat::to_plain_text(text));
}

bool ledger::anything_queued() const {
    return std::any_of(queues_.begin(), queues_.end(), [](const auto& entry) {
        return !entry.second.empty();
    });
}

std::string ledger::describe(const std::string& conversation, const std::string& member) const {
    std::string text = member + " in " + conversation;
    for (const auto& [name, known] : items_) {
        if (known.exists && member == "n|" + name.substr(std::min<std::size_t>(4, name.size()))) {
            text += ", " + std::string(bot::stored_word(known.state));
        }
    }
    const auto wake = wakes_.find(conversation);
    return text + ", looked at from " +
           (wake == wakes_.end() ? "never" : std::to_string(wake->second));
}

std::int64_t ledger::first_queued() const {
    auto first = std::numeric_limits<std::int64_t>::max();
    for (const auto& [conversation, members] : queues_) {
        for (const auto& [member, where] : members) {
            first = std::min(first, where.score);
        }
    }
    return first;
}

bool ledger::anything_due(instant now) const {
    return !what_is_due(now).empty();
}

std::string ledger::what_is_due(instant now) const {
    const auto ms = to_unix_ms(now);
    for (const auto& [conversation, members] : queues_) {
        for (const auto& [member, where] : members) {
            if (where.score <= ms) {
                return describe(conversation, member);
            }
        }
    }
    for (const auto& [member, due] : timers_) {
        if (due <= ms) {
            return "timer " + member;
        }
    }
    return {};
}

void ledger::check_end() {
    for (const auto& command : told_) {
        if (durable_[command] != 1) {
            violate(
                "I1 command " + command + " was acknowledged and is in the store " +
                std::to_string(durable_[command]) + " times"
            );
        }
    }
    for (const auto& [name, known] : items_) {
        // A card's record outlives its sending; whether it is still to be sent is in the queue.
        const bool settled = !known.exists || name.starts_with("place:");
        if (!settled) {
            violate(
                "I3 " + name + " never reached an end; its state is " +
                std::string(bot::stored_word(known.state))
            );
        }
    }
}

}  // namespace fillrate::simulation
