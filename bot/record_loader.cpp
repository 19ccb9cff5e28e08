#include "bot/record_loader.hpp"

#include "bot/event_codec.hpp"
#include "bot/feedback_seal.hpp"
#include "bot/resume_seal.hpp"
#include "core/domain/names.hpp"
#include "handlers/miss_numbers.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace fillrate::bot {

namespace {

// Numbers a decision asks for, and where the snapshot keeps the first of them.
struct wanted_numbers {
    std::string_view kind;
    std::uint32_t count;
    std::uint32_t* first;
};

std::array<wanted_numbers, 5> numbers_of(const handlers::need& need, handlers::snapshot& seen) {
    return {{
        {"req", need.requisition_numbers, &seen.reserved_number},
        {"sub", need.submittal_number ? 1U : 0U, &seen.reserved_submittal},
        {"iv", need.interview_numbers, &seen.reserved_interview},
        {"opp", need.opportunity_number ? 1U : 0U, &seen.reserved_opportunity},
        {"question", need.question_numbers, &seen.reserved_question},
    }};
}

}  // namespace

record_loader::record_loader(ports::store& store, const record_codec& codec, command_id command)
    : store_(store), codec_(codec), command_(std::move(command)) {}

async::awaitable<result<void>> record_loader::fetch(std::vector<std::string> names) {
    std::erase_if(names, [this](const auto& name) { return fetched_.contains(name); });
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    if (fetched_.size() + names.size() > max_records_per_decision) {
        co_return error(
            errc::invalid_input,
            "that touches more than 200 records; ask for less at once"
        );
    }
    const std::string command = asked_ ? std::string{} : command_.value;
    if (names.empty() && command.empty()) {
        co_return result<void>{};
    }
    auto answer = co_await store_.load(command, names);
    if (!answer) {
        co_return answer.error();
    }
    if (!asked_) {
        earlier_ = std::move(answer->outcome);
        asked_ = true;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        fetched_[names[i]] = std::move(answer->records[i]);
    }
    co_return result<void>{};
}

async::awaitable<result<void>> record_loader::prefetch(std::vector<std::string> names) {
    co_return co_await fetch(std::move(names));
}

async::awaitable<result<void>> record_loader::load(std::vector<std::string> names) {
    const auto fetched = co_await fetch(names);
    if (!fetched) {
        co_return fetched.error();
    }
    for (const auto& name : names) {
        if (seen_.loaded(name)) {
            continue;
        }
        const auto& stored = fetched_.at(name);
        handlers::record value;
        if (stored.version != 0 && domain::parse_record_name(name)) {
            auto decoded = codec_.decode(name, stored.body);
            if (!decoded) {
                co_return decoded.error();
            }
            value = std::move(*decoded);
        }
        seen_.put(name, stored.version, std::move(value));
    }
    open_words();
    co_return result<void>{};
}

void record_loader::open_words() {
    std::vector<std::pair<std::string, handlers::record>> opened;
    for (const auto& [name, entry] : seen_.all()) {
        if (auto one = opened_feedback(seen_, name, codec_.vault())) {
            opened.emplace_back(name, std::move(*one));
        } else if (auto sub = opened_resume(seen_, name, codec_.vault())) {
            opened.emplace_back(name, std::move(*sub));
        }
    }
    for (auto& [name, one] : opened) {
        seen_.put(name, seen_.version_of(name), std::move(one));
    }
}

async::awaitable<result<void>> record_loader::load_page(handlers::index_page page) {
    ports::range_query query;
    query.set = page.set;
    query.offset = page.offset;
    query.limit = page.limit;
    query.descending = page.descending;
    query.from = page.from.value_or(query.from);
    auto members = co_await store_.range(query);
    if (!members) {
        co_return members.error();
    }
    auto& names = seen_.pages[page];
    names.clear();
    for (auto& member : *members) {
        names.push_back(std::move(member.name));
    }
    const auto loaded = co_await load(names);
    co_return loaded;
}

async::awaitable<result<void>> record_loader::load_members(handlers::member_range range) {
    static constexpr std::uint32_t page = 1000;
    ports::range_query query;
    query.set = range.set;
    query.from = range.from;
    query.limit = page;
    std::vector<std::string> names;
    for (;;) {
        auto members = co_await store_.range(query);
        if (!members) {
            co_return members.error();
        }
        for (auto& member : *members) {
            names.push_back(std::move(member.name));
        }
        if (members->size() < page) {
            break;
        }
        query.offset += page;
    }
    seen_.members[range] = std::move(names);
    co_return result<void>{};
}

async::awaitable<result<void>> record_loader::load_history(std::string subject) {
    static constexpr std::uint32_t page = 200;
    std::vector<domain::event> events;
    for (;;) {
        auto entries =
            co_await store_.history(subject, static_cast<std::uint32_t>(events.size()) + 1, page);
        if (!entries) {
            co_return entries.error();
        }
        for (const auto& entry : *entries) {
            auto event = decode_event(entry.body);
            if (!event) {
                co_return event.error();
            }
            events.push_back(std::move(*event));
        }
        if (entries->size() < page) {
            break;
        }
    }
    seen_.histories[subject] = std::move(events);
    co_return result<void>{};
}

async::awaitable<result<void>> record_loader::load_event(handlers::event_place of) {
    static constexpr std::uint32_t page = 20;
    std::optional<domain::event> told;
    bool taken_back = false;
    bool done = of.ordinal == 0;
    for (auto next = of.ordinal; !done; next += page) {
        const auto entries = co_await store_.history(of.subject, next, page);
        if (!entries) {
            co_return entries.error();
        }
        done = entries->size() < page;
        for (const auto& entry : *entries) {
            auto event = decode_event(entry.body);
            if (!event) {
                co_return event.error();
            }
            if (!told) {
                told = std::move(*event);
                continue;
            }
            const auto* undo = std::get_if<domain::undone>(&event->data);
            taken_back = taken_back || (undo != nullptr && undo->command == told->command);
            done = done || event->recorded_at > told->recorded_at + domain::undo_window;
        }
    }
    seen_.events[std::move(of)] = taken_back ? std::nullopt : std::move(told);
    co_return result<void>{};
}

async::awaitable<result<void>> record_loader::load_lists(const handlers::need& need) {
    for (const auto& page : need.pages) {
        const auto paged = co_await load_page(page);
        if (!paged) {
            co_return paged.error();
        }
    }
    for (const auto& range : need.members) {
        const auto read = co_await load_members(range);
        if (!read) {
            co_return read.error();
        }
    }
    co_return result<void>{};
}

async::awaitable<result<void>> record_loader::load_events(const handlers::need& need) {
    if (need.history_of) {
        const auto read = co_await load_history(*need.history_of);
        if (!read) {
            co_return read.error();
        }
    }
    for (const auto& subject : need.histories) {
        const auto read = co_await load_history(subject);
        if (!read) {
            co_return read.error();
        }
    }
    if (need.event) {
        const auto read = co_await load_event(*need.event);
        if (!read) {
            co_return read.error();
        }
    }
    co_return result<void>{};
}

async::awaitable<result<void>> record_loader::reserve_numbers(const handlers::need& need) {
    const auto all = numbers_of(need, seen_);
    for (const auto& one : all) {
        if (one.count == 0 || *one.first != 0) {
            continue;
        }
        const auto number = co_await store_.reserve(one.kind, one.count);
        if (!number) {
            co_return number.error();
        }
        *one.first = static_cast<std::uint32_t>(*number);
    }
    co_return result<void>{};
}

async::awaitable<result<void>> record_loader::satisfy(handlers::need need) {
    const auto loaded = co_await load(need.records);
    if (!loaded) {
        co_return loaded.error();
    }
    const auto lists = co_await load_lists(need);
    if (!lists) {
        co_return lists.error();
    }
    const auto events = co_await load_events(need);
    if (!events) {
        co_return events.error();
    }
    const auto numbers = co_await reserve_numbers(need);
    if (!numbers) {
        co_return numbers.error();
    }
    for (const auto& what : need.hashes) {
        seen_.hashes.emplace(what, codec_.hashed(what));
    }
    co_return result<void>{};
}

async::awaitable<result<void>> record_loader::number_misses(handlers::decision& decided) {
    const auto count = handlers::unnumbered_misses(decided.events);
    if (count > misses_reserved_) {
        const auto first = co_await store_.reserve("miss", count);
        if (!first) {
            co_return first.error();
        }
        first_miss_ = miss_number{static_cast<std::uint32_t>(*first)};
        misses_reserved_ = count;
    }
    handlers::number_misses(decided.events, first_miss_);
    co_return result<void>{};
}

const ports::stored_record* record_loader::stored(const std::string& name) const {
    const auto it = fetched_.find(name);
    return it == fetched_.end() ? nullptr : &it->second;
}

result<std::string> record_loader::own_record(const std::string& name) const {
    const auto* found = stored(name);
    if (found == nullptr || found->version == 0) {
        return std::string{};
    }
    const auto json = codec_.unwrap(name, found->body);
    if (!json) {
        return json.error();
    }
    return std::string(*json);
}

void record_loader::forget() {
    const auto number = seen_.reserved_number;
    const auto submittal = seen_.reserved_submittal;
    const auto interview = seen_.reserved_interview;
    const auto opportunity = seen_.reserved_opportunity;
    const auto question = seen_.reserved_question;
    seen_ = {};
    seen_.reserved_number = number;
    seen_.reserved_submittal = submittal;
    seen_.reserved_interview = interview;
    seen_.reserved_opportunity = opportunity;
    seen_.reserved_question = question;
    fetched_.clear();
    asked_ = false;
}

async::awaitable<result<void>> skip_small_codes(ports::store& of) {
    const auto submittals = co_await of.reserve("sub", 300);
    if (!submittals) {
        co_return submittals.error();
    }
    const auto interviews = co_await of.reserve("iv", 50);
    if (!interviews) {
        co_return interviews.error();
    }
    co_return result<void>{};
}

}  // namespace fillrate::bot
