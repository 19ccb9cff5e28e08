#include "handlers/import_draft.hpp"

#include "core/base/text.hpp"
#include "core/chat/verbs.hpp"
#include "handlers/lists.hpp"
#include "handlers/new_ids.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace fillrate::handlers {

namespace {

constexpr std::size_t longest_source = 60;
constexpr std::size_t longest_own_id = 56;

// The record kinds a cell may refer to, by how they are called.
template <class T>
constexpr std::string_view kind_word{};
template <>
constexpr std::string_view kind_word<domain::client> = "client";
template <>
constexpr std::string_view kind_word<domain::supplier> = "supplier";
template <>
constexpr std::string_view kind_word<domain::person> = "person";

std::string name_of(std::string_view kind, std::string_view id) {
    std::string name(kind);
    name += ':';
    name += id;
    return name;
}

// Those called exactly so; pending while their page or one of them is not loaded.
template <class T>
std::vector<const T*> namesakes(
    import_draft& draft,
    const std::vector<std::string>& names,
    const std::string& text
) {
    std::vector<const T*> found;
    for (const auto& name : names) {
        const auto* one = draft.look_up<T>(name).value;
        if (one != nullptr && equal_ignoring_case(one->name, text)) {
            found.push_back(one);
        }
    }
    return found;
}

template <class T>
const T* refer_by_name(
    import_draft& draft,
    import_cells& cells,
    std::string_view column,
    const std::string& text
) {
    const std::string kind(kind_word<T>);
    const auto* names = draft.page(namesakes_page(kind, text));
    if (names == nullptr) {
        return nullptr;
    }
    const auto same = namesakes<T>(draft, *names, text);
    if (same.size() == 1) {
        return same.front();
    }
    cells.refuse(
        column,
        same.empty()
            ? quoted(text) + " is no " + kind +
                  " here; write its external id, its id or its whole name, and import it first"
            : "more than one " + kind + " is called " + quoted(text) +
                  "; write its external id or its id"
    );
    return nullptr;
}

}  // namespace

std::string quoted(std::string_view text) {
    return '"' + abbreviate(displayable(text), 60) + '"';
}

bool is_own_id(std::string_view text) noexcept {
    return !text.empty() && text.size() <= longest_own_id && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

std::optional<std::size_t> import_cells::cell_of(std::string_view column) const {
    const auto known = columns_of(columns_.kind);
    const auto at = std::ranges::find(known, column);
    return at == known.end() ? std::nullopt
                             : columns_.cell_of[static_cast<std::size_t>(at - known.begin())];
}

std::string import_cells::text(std::string_view column, std::size_t most) {
    const auto cell = cell_of(column);
    if (!cell) {
        return {};
    }
    const auto shown = displayable(cells_[*cell]);
    std::string text(trim(shown));
    const auto length = count_code_points(text);
    if (length > most) {
        refuse(
            column,
            "this is " + std::to_string(length) + " characters long; write at most " +
                std::to_string(most)
        );
        return {};
    }
    return text;
}

bool import_cells::given(std::string_view column) const {
    const auto cell = cell_of(column);
    return cell && !trim(displayable(cells_[*cell])).empty();
}

void import_cells::refuse(std::string_view column, std::string why) {
    problems_.push_back({cell_of(column).value_or(0), std::string(column), std::move(why)});
}

const record* import_draft::look(const std::string& name) {
    if (const auto changed = changed_.find(name); changed != changed_.end()) {
        return &changed->second;
    }
    if (const auto loaded = seen_.all().find(name); loaded != seen_.all().end()) {
        return &loaded->second.value;
    }
    asked_.insert(name);
    waits_ = true;
    return nullptr;
}

const std::vector<std::string>* import_draft::page(const index_page& of) {
    const auto loaded = seen_.pages.find(of);
    if (loaded != seen_.pages.end()) {
        return &loaded->second;
    }
    pages_asked_.insert(of);
    waits_ = true;
    return nullptr;
}

std::optional<std::uint32_t> import_draft::next_number() {
    if (numbers_taken_ < batch_.numbers.size()) {
        return batch_.numbers[numbers_taken_++];
    }
    ++numbers_missing_;
    waits_ = true;
    return std::nullopt;
}

std::optional<std::string> import_draft::hash(const private_name& of) {
    const auto loaded = seen_.hashes.find(of);
    if (loaded != seen_.hashes.end()) {
        return loaded->second;
    }
    hashes_asked_.insert(of);
    waits_ = true;
    return std::nullopt;
}

// However many rows a card hears of, it is brought up to date once.
void import_draft::append(decision part, bool tells) {
    std::ranges::move(part.events, std::back_inserter(decided_.events));
    for (auto& item : part.messages) {
        const bool there = std::ranges::any_of(decided_.messages, [&item](const auto& other) {
            return other.card && item.card && other.subject == item.subject &&
                   other.conversation == item.conversation;
        });
        if (tells && !there) {
            decided_.messages.push_back(std::move(item));
        }
    }
}

bool import_draft::complete() const {
    return asked_.empty() && pages_asked_.empty() && hashes_asked_.empty() && numbers_missing_ == 0;
}

import_need import_draft::missing() const {
    import_need lacks;
    lacks.wanted.records.assign(asked_.begin(), asked_.end());
    lacks.wanted.pages.assign(pages_asked_.begin(), pages_asked_.end());
    lacks.wanted.hashes.assign(hashes_asked_.begin(), hashes_asked_.end());
    lacks.numbers = numbers_missing_;
    return lacks;
}

// However many rows a record of the directory met, it is put once.
decision import_draft::finish() && {
    decided_.can_undo = false;
    for (auto& [name, value] : changed_) {
        std::visit(
            [&, &subject = name]<class T>(T& one) {
                if constexpr (std::is_constructible_v<decltype(domain::directory_put::value), T>) {
                    domain::event put;
                    put.subject = subject;
                    put.data = domain::directory_put{std::move(one)};
                    decided_.events.push_back(std::move(put));
                }
            },
            value
        );
    }
    return std::move(decided_);
}

std::optional<row_key> read_key(import_cells& cells) {
    row_key key;
    key.origin.source = cells.text("source", longest_source);
    key.origin.external_id = cells.text("external_id");
    if (!cells.given("source")) {
        cells.refuse("source", "this cell is empty; write what the row comes from, such as ats");
    }
    if (!cells.given("external_id")) {
        cells.refuse("external_id", "this cell is empty; write the id by which it is known there");
    }
    if (equal_ignoring_case(key.origin.source, domain::own_source)) {
        key.origin.source = domain::own_source;
    }
    return cells.refused() ? std::nullopt : std::optional{std::move(key)};
}

template <class T>
const T* refer_to(
    import_draft& draft,
    import_cells& cells,
    std::string_view column,
    const std::string& text,
    const row_key& key
) {
    if (!key.own()) {
        const domain::origin origin{key.origin.source, text};
        const auto known =
            draft.look_up<domain::external_name>(draft.names.external(kind_word<T>, origin));
        if (known.pending) {
            return nullptr;
        }
        if (known.value != nullptr) {
            const auto found = draft.look_up<T>(known.value->record);
            if (found.pending || found.value != nullptr) {
                return found.value;
            }
        }
    }
    if (is_own_id(text)) {
        const auto found = draft.look_up<T>(name_of(kind_word<T>, text));
        if (found.pending || found.value != nullptr) {
            return found.value;
        }
    }
    return refer_by_name<T>(draft, cells, column, text);
}

template <class T>
const T* refer(
    import_draft& draft,
    import_cells& cells,
    std::string_view column,
    const row_key& key
) {
    return refer_to<T>(draft, cells, column, cells.text(column), key);
}

template const domain::supplier* refer_to(
    import_draft& draft,
    import_cells& cells,
    std::string_view column,
    const std::string& text,
    const row_key& key
);
template const domain::client* refer(
    import_draft& draft,
    import_cells& cells,
    std::string_view column,
    const row_key& key
);
template const domain::supplier* refer(
    import_draft& draft,
    import_cells& cells,
    std::string_view column,
    const row_key& key
);
template const domain::person* refer(
    import_draft& draft,
    import_cells& cells,
    std::string_view column,
    const row_key& key
);

const domain::site* refer_site(
    import_draft& draft,
    import_cells& cells,
    const domain::client& client,
    const row_key& key
) {
    const auto text = cells.text("site");
    const auto by_id = [&client](const std::string& id) {
        const auto found =
            std::ranges::find(client.sites, id, [](const domain::site& s) { return s.id.value; });
        return found == client.sites.end() ? nullptr : &*found;
    };
    if (key.own()) {
        const auto prefix = client.id.value + '/';
        if (const auto* found =
                by_id(text.starts_with(prefix) ? text.substr(prefix.size()) : text)) {
            return found;
        }
    } else {
        const domain::origin origin{key.origin.source, text};
        const auto known =
            draft.look_up<domain::external_name>(draft.names.external(site_kind, origin));
        if (known.pending) {
            return nullptr;
        }
        const bool here =
            known.value != nullptr && known.value->record == domain::record_name(client.id);
        const auto* found = by_id(here ? known.value->site.value : text);
        if (found != nullptr) {
            return found;
        }
    }
    const auto same = [&text](const domain::site& s) { return equal_ignoring_case(s.name, text); };
    if (std::ranges::count_if(client.sites, same) == 1) {
        return &*std::ranges::find_if(client.sites, same);
    }
    cells.refuse(
        "site",
        quoted(text) + " is no one site of " + displayable(client.name) +
            "; write its external id, its id or its whole name, and import it first"
    );
    return nullptr;
}

const domain::requisition* refer_requisition(
    import_draft& draft,
    import_cells& cells,
    const row_key& key
) {
    constexpr std::string_view prefix = "req-";
    const auto text = cells.text("requisition");
    std::string name;
    if (!key.own()) {
        const domain::origin origin{key.origin.source, text};
        const auto known =
            draft.look_up<domain::external_name>(draft.names.external(requisition_kind, origin));
        if (known.pending) {
            return nullptr;
        }
        name = known.value == nullptr ? std::string{} : known.value->record;
    }
    const auto lower = to_lower_ascii(text);
    const auto digits =
        std::string_view(lower).substr(lower.starts_with(prefix) ? prefix.size() : 0);
    if (const auto number = parse_int<std::uint32_t>(digits); name.empty() && number) {
        name = domain::record_name(requisition_number{*number});
    }
    const auto found =
        name.empty() ? looked_up<domain::requisition>{} : draft.look_up<domain::requisition>(name);
    if (found.value == nullptr && !found.pending) {
        cells.refuse(
            "requisition",
            quoted(text) +
                " is no requisition here; write its external id or its number, such as 104, and "
                "import it first"
        );
    }
    return found.value;
}

std::optional<std::string> new_id(
    import_draft& draft,
    import_cells& cells,
    std::string_view kind,
    std::string_view name,
    std::string_view unique
) {
    constexpr int most_numbered = 4;
    constexpr std::size_t unique_end = 10;
    auto slug = domain::slug_of(name);
    if (slug.empty()) {
        slug = kind;
    }
    const auto absence = [&](const std::string& id) {
        return draft.look_for_absence(name_of(kind, id));
    };
    const auto first = absence(slug);
    if (first.pending) {
        return std::nullopt;
    }
    if (first.value != nullptr) {
        return slug;
    }
    auto ids = ids_for(slug, most_numbered);
    ids.push_back(slug + '-');
    ids.back() += unique.substr(unique.size() - std::min(unique.size(), unique_end));
    bool pending = false;
    for (const auto& id : ids) {
        pending = absence(id).pending || pending;
    }
    if (pending) {
        return std::nullopt;
    }
    auto chosen =
        first_free(ids, [&](const std::string& id) { return absence(id).value != nullptr; });
    if (chosen.empty()) {
        cells.refuse("name", "too many are called " + quoted(name) + "; write a longer name");
        return std::nullopt;
    }
    return chosen;
}

void read_name(import_cells& cells, std::string& name, bool is_new) {
    auto text = cells.text("name");
    if (!text.empty()) {
        name = std::move(text);
    } else if (is_new && !cells.given("name")) {
        cells.refuse("name", "a new one needs a name; write it here");
    }
}

std::string read_word(import_cells& cells, std::string_view column, std::string_view list) {
    const auto text = cells.text(column);
    if (text.empty()) {
        return {};
    }
    if (const auto* known = chat::find_choice(list, text)) {
        return std::string(known->value);
    }
    std::vector<std::string> values;
    for (const auto& each : chat::choices_of(list)) {
        values.emplace_back(each.value);
    }
    cells.refuse(
        column,
        quoted(text) + " is none of " + join(values, ", ") + "; write one of them"
    );
    return {};
}

}  // namespace fillrate::handlers
