#include "integrations/redis/commit_codec.hpp"

#include "core/base/text.hpp"
#include "integrations/redis/functions.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <string_view>
#include <utility>

namespace fillrate::redis {

namespace {

// Words of one command; those made here are kept until it is encoded.
class word_list {
public:
    void view(std::string_view word) { words_.push_back(word); }
    void own(std::string word) { words_.push_back(kept_.emplace_back(std::move(word))); }
    void number(std::int64_t value) { own(std::to_string(value)); }
    void number(std::uint64_t value) { own(std::to_string(value)); }
    [[nodiscard]] const std::vector<std::string_view>& words() const noexcept { return words_; }

private:
    std::vector<std::string_view> words_{};
    std::deque<std::string> kept_{};
};

void add_keys(word_list& out, const key_space& keys, const ports::commit_batch& batch) {
    const auto subjects =
        std::ranges::count_if(batch.appends, [](const auto& a) { return !a.subject.empty(); });
    out.number(
        std::uint64_t{4} + batch.expected.size() + batch.writes.size() + batch.members.size() +
        batch.appends.size() + static_cast<std::uint64_t>(subjects)
    );
    out.own(keys.sequence());
    out.own(keys.lease());
    out.own(keys.outcomes());
    out.own(keys.outcome_times());
    for (const ports::expectation& e : batch.expected) {
        out.own(keys.record(e.name));
    }
    for (const ports::record_write& w : batch.writes) {
        out.own(keys.record(w.name));
    }
    for (const ports::member_change& m : batch.members) {
        out.own(keys.set(m.set));
    }
    for (const ports::stream_append& a : batch.appends) {
        out.own(keys.stream(a.stream));
        if (!a.subject.empty()) {
            out.own(keys.history(a.subject));
        }
    }
}

void add_head(word_list& out, const ports::commit_batch& batch) {
    out.view(functions_protocol);
    if (batch.epoch) {
        out.number(*batch.epoch);
    } else {
        out.view("");
    }
    out.view(batch.command);
    out.view(batch.outcome);
    out.number(batch.now_ms);
    for (const std::size_t count :
         {batch.expected.size(), batch.writes.size(), batch.members.size(), batch.appends.size()}) {
        out.number(std::uint64_t{count});
    }
}

void add_items(word_list& out, const ports::commit_batch& batch) {
    for (const ports::expectation& e : batch.expected) {
        out.number(e.version);
    }
    for (const ports::record_write& w : batch.writes) {
        out.view(w.body ? "set" : "delete");
        out.view(w.body ? std::string_view(*w.body) : std::string_view());
    }
    for (const ports::member_change& m : batch.members) {
        const std::string_view put = m.only_lower ? "lower" : "put";
        out.view(m.score ? put : "remove");
        out.number(m.score.value_or(0));
        out.view(m.member);
    }
    for (const ports::stream_append& a : batch.appends) {
        out.view(a.subject.empty() ? "plain" : "subject");
        out.number(std::uint64_t{a.keep});
        out.view(a.body);
    }
}

}  // namespace

request encode_commit(const key_space& keys, const ports::commit_batch& batch) {
    word_list out;
    out.view("FCALL");
    out.own(function_name("commit"));
    add_keys(out, keys, batch);
    add_head(out, batch);
    add_items(out, batch);
    request encoded;
    encoded.add(out.words());
    return encoded;
}

result<ports::commit_result> decode_commit(const reply& answer, const ports::commit_batch& batch) {
    using status = ports::commit_result::status;
    if (answer.is_failure()) {
        return explain_failure(answer);
    }
    ports::commit_result out;
    if (!answer.is_array() || answer.items.empty() || !answer.items.front().is_text()) {
        return unexpected_reply("commit");
    }
    const std::string& what = answer.items.front().text;
    if (what == "FENCED") {
        out.what = status::fenced;
        return out;
    }
    if (answer.items.size() != 2) {
        return unexpected_reply("commit");
    }
    const reply& detail = answer.items.back();
    if (what == "COMMITTED" && detail.is_integer() && detail.number > 0) {
        out.what = status::committed;
        out.sequence = static_cast<std::uint64_t>(detail.number);
        return out;
    }
    if (what == "DUPLICATE" && detail.is_text()) {
        out.what = status::duplicate;
        out.outcome = detail.text;
        return out;
    }
    if (what == "CONFLICT" && detail.is_integer() && detail.number >= 0 &&
        static_cast<std::uint64_t>(detail.number) < batch.expected.size()) {
        out.what = status::conflict;
        out.outcome = batch.expected[static_cast<std::size_t>(detail.number)].name;
        return out;
    }
    return unexpected_reply("commit");
}

result<ports::stored_record> decode_record(reply answer) {
    ports::stored_record out;
    if (answer.is_nil()) {
        return out;
    }
    const std::size_t bar = answer.text.find('|');
    if (!answer.is_text() || bar == std::string::npos) {
        return unexpected_reply("MGET");
    }
    const auto version = parse_int<std::uint64_t>(std::string_view(answer.text).substr(0, bar));
    if (!version || *version == 0) {
        return error(errc::protocol, "a record in Redis has no version");
    }
    out.version = *version;
    answer.text.erase(0, bar + 1);
    out.body = std::move(answer.text);
    return out;
}

result<std::vector<ports::member>> decode_members(reply answer) {
    if (!answer.is_array() || answer.items.size() % 2 != 0) {
        return unexpected_reply("ZRANGE");
    }
    std::vector<ports::member> out;
    out.reserve(answer.items.size() / 2);
    for (std::size_t i = 0; i < answer.items.size(); i += 2) {
        const auto score = parse_int<std::int64_t>(answer.items[i + 1].text);
        if (!answer.items[i].is_text() || !score) {
            return unexpected_reply("ZRANGE");
        }
        out.push_back({.name = std::move(answer.items[i].text), .score = *score});
    }
    return out;
}

result<std::vector<ports::stream_entry>> decode_entries(reply answer) {
    if (!answer.is_array()) {
        return unexpected_reply("XRANGE");
    }
    std::vector<ports::stream_entry> out;
    out.reserve(answer.items.size());
    for (reply& entry : answer.items) {
        const bool sound = entry.is_array() && entry.items.size() == 2 &&
                           entry.items[0].is_text() && entry.items[1].is_array() &&
                           entry.items[1].items.size() == 2 && entry.items[1].items[1].is_text();
        if (!sound) {
            return unexpected_reply("XRANGE");
        }
        out.push_back(
            {.id = std::move(entry.items[0].text), .body = std::move(entry.items[1].items[1].text)}
        );
    }
    return out;
}

std::string encode_lease(const ports::lease& lease) {
    if (lease == ports::lease()) {
        return {};
    }
    std::string out = std::to_string(lease.epoch);
    out += '|';
    out += std::to_string(lease.beat);
    out += '|';
    out += lease.owner;
    return out;
}

std::optional<ports::lease> decode_lease(std::string_view text) {
    const std::size_t first = text.find('|');
    const std::size_t second = first == std::string_view::npos ? first : text.find('|', first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    const auto epoch = parse_int<std::uint64_t>(text.substr(0, first));
    const auto beat = parse_int<std::uint64_t>(text.substr(first + 1, second - first - 1));
    if (!epoch || !beat) {
        return std::nullopt;
    }
    return ports::lease{
        .owner = std::string(text.substr(second + 1)),
        .epoch = *epoch,
        .beat = *beat};
}

error explain_failure(const reply& failure) {
    // Redis refuses with these before a function has run.
    constexpr std::array<std::string_view, 8>
        refusals{"OOM", "LOADING", "BUSY", "MISCONF", "READONLY", "NOAUTH", "NOPERM", "MASTERDOWN"};
    const bool refused = std::ranges::any_of(refusals, [&failure](std::string_view code) {
        return failure.is_failure(code);
    });
    if (refused || failure.text.find("Function not found") != std::string::npos) {
        return error(errc::unavailable, "Redis refuses: " + failure.text);
    }
    return error(errc::internal, "Redis: " + failure.text);
}

error unexpected_reply(std::string_view command) {
    return error(errc::protocol, "Redis answered " + std::string(command) + " unexpectedly");
}

}  // namespace fillrate::redis
