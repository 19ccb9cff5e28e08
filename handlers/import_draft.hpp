// What the rules of all imported kinds stand on: the cells of a row, and the directory as the rows
// before it have left it.
#pragma once

#include "core/domain/names.hpp"
#include "handlers/change.hpp"
#include "handlers/import_rows.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fillrate::handlers {

/// One row by column names. Empty cells and absent columns say nothing.
class import_cells {
public:
    import_cells(const import_columns& columns, const std::vector<std::string>& cells)
        : columns_(columns), cells_(cells) {}

    /// Fit to be shown, without white space around it; of at most so many characters, else refused.
    [[nodiscard]] std::string text(std::string_view column, std::size_t most = 120);
    [[nodiscard]] bool given(std::string_view column) const;
    void refuse(std::string_view column, std::string why);

    [[nodiscard]] bool refused() const noexcept { return !problems_.empty(); }
    [[nodiscard]] std::vector<cell_problem> problems() const { return problems_; }

private:
    [[nodiscard]] std::optional<std::size_t> cell_of(std::string_view column) const;

    const import_columns& columns_;
    const std::vector<std::string>& cells_;
    std::vector<cell_problem> problems_{};
};

/// A record looked for: not loaded yet, absent (or another kind) or there.
template <class T>
struct looked_up {
    bool pending = false;
    const T* value = nullptr;
};

/// The directory with everything the rows so far have changed.
class import_draft {
public:
    import_draft(
        const context& about,
        const import_batch& batch,
        const snapshot& seen,
        domain::policy_book& policies
    )
        : ctx(about), names(batch.names), book(policies), batch_(batch), seen_(seen) {}

    const context& ctx;
    const import_names& names;
    domain::policy_book& book;

    /// Asks for the record when it is not loaded.
    template <class T>
    [[nodiscard]] looked_up<T> look_up(const std::string& name) {
        const auto* found = look(name);
        return {found == nullptr, found == nullptr ? nullptr : std::get_if<T>(found)};
    }
    [[nodiscard]] looked_up<std::monostate> look_for_absence(const std::string& name) {
        return look_up<std::monostate>(name);
    }
    /// Null when not loaded yet; then it is asked for.
    [[nodiscard]] const std::vector<std::string>* page(const index_page& of);
    /// The next reserved number; nothing when there is none left, and one more is asked for.
    [[nodiscard]] std::optional<std::uint32_t> next_number();
    /// The last one taken, when its row is refused after all: those in use are always the first.
    void give_back_number() noexcept { --numbers_taken_; }
    /// What something personal is called by; nothing when it is not loaded yet, then it is asked
    /// for.
    [[nodiscard]] std::optional<std::string> hash(const private_name& of);
    [[nodiscard]] std::uint64_t version_of(const std::string& name) const {
        return seen_.version_of(name);
    }

    /// A row that asked for something is decided again later: it must change nothing now.
    void begin_row() noexcept { waits_ = false; }
    [[nodiscard]] bool waits() const noexcept { return waits_; }

    void put(const std::string& name, record value) { changed_[name] = std::move(value); }
    /// What happens to one requisition or submittal; `tells` also refreshes its cards.
    template <class Record>
    void add(const change_of<Record>& one, bool tells) {
        decision part;
        one.finish(part);
        append(std::move(part), tells);
        changed_[one.subject()] = one.after();
    }

    [[nodiscard]] bool complete() const;
    [[nodiscard]] import_need missing() const;
    [[nodiscard]] decision finish() &&;

private:
    [[nodiscard]] const record* look(const std::string& name);
    void append(decision part, bool tells);

    const import_batch& batch_;
    const snapshot& seen_;
    bool waits_ = false;
    std::size_t numbers_taken_ = 0;
    std::uint32_t numbers_missing_ = 0;
    std::set<std::string> asked_{};
    std::set<index_page> pages_asked_{};
    std::set<private_name> hashes_asked_{};
    std::map<std::string, record> changed_{};
    decision decided_{};
};

/// What a row is about.
struct row_key {
    domain::origin origin{};
    [[nodiscard]] bool own() const { return origin.source == domain::own_source; }
};
[[nodiscard]] std::optional<row_key> read_key(import_cells& cells);

/// `text` in quotation marks, cut where it is long.
[[nodiscard]] std::string quoted(std::string_view text);
/// Whether it can be an id of ours: lower-case letters, digits, dashes.
[[nodiscard]] bool is_own_id(std::string_view text) noexcept;

/// The record a cell names: by its external id in the source of the row, by our id, or by its exact
/// name. Null: a problem at the cell, or the row waits.
template <class T>
[[nodiscard]] const T* refer(
    import_draft& draft,
    import_cells& cells,
    std::string_view column,
    const row_key& key
);
/// The same of a part of the cell.
template <class T>
[[nodiscard]] const T* refer_to(
    import_draft& draft,
    import_cells& cells,
    std::string_view column,
    const std::string& text,
    const row_key& key
);
[[nodiscard]] const domain::site* refer_site(
    import_draft& draft,
    import_cells& cells,
    const domain::client& client,
    const row_key& key
);

/// The requisition a cell names, by its external id in the source of the row or by its number.
[[nodiscard]] const domain::requisition* refer_requisition(
    import_draft& draft,
    import_cells& cells,
    const row_key& key
);

/// How sites are called where the record of an origin is named; the others by their record's kind.
inline constexpr std::string_view site_kind = "site";
inline constexpr std::string_view requisition_kind = "req";
inline constexpr std::string_view submittal_kind = "sub";

/// The first id made from `name` that nothing of the kind has: with -2, -3, -4, then with the end
/// of `unique`. Nothing while the row waits.
[[nodiscard]] std::optional<std::string> new_id(
    import_draft& draft,
    import_cells& cells,
    std::string_view kind,
    std::string_view name,
    std::string_view unique
);

/// The name of a thing: a new one has to have one.
void read_name(import_cells& cells, std::string& name, bool is_new);

/// The value of a choice list; empty when the cell says nothing, or says something else (a
/// problem).
[[nodiscard]] std::string read_word(
    import_cells& cells,
    std::string_view column,
    std::string_view list
);

// One rule per kind. The fate counts only when the row neither waits nor was refused.
[[nodiscard]] row_fate import_client(import_draft& draft, import_cells& cells);
[[nodiscard]] row_fate import_site(import_draft& draft, import_cells& cells);
[[nodiscard]] row_fate import_supplier(import_draft& draft, import_cells& cells);
[[nodiscard]] row_fate import_person(import_draft& draft, import_cells& cells);
[[nodiscard]] row_fate import_requisition(import_draft& draft, import_cells& cells);
[[nodiscard]] row_fate import_submittal(import_draft& draft, import_cells& cells);

}  // namespace fillrate::handlers
