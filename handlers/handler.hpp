// The contract between the engine and the use cases: decide() says what it needs, or what happens,
// or why not. Pure: no I/O, no platform, no JSON (DESIGN.md 2, "The unit of work").
#pragma once

#include "core/base/random.hpp"
#include "core/chat/audience.hpp"
#include "core/chat/grammar.hpp"
#include "core/chat/message.hpp"
#include "core/domain/clearance.hpp"
#include "core/domain/directory.hpp"
#include "core/domain/event.hpp"
#include "core/domain/interview.hpp"
#include "core/domain/opportunity.hpp"
#include "core/domain/policy.hpp"
#include "core/domain/requisition.hpp"
#include "core/domain/shift.hpp"
#include "core/domain/submittal.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fillrate::handlers {

/// Any record a decision may look at.
using record = std::variant<
    std::monostate,  ///< loaded and absent
    domain::organisation,
    domain::client,
    domain::supplier,
    domain::person,
    domain::conversation,
    domain::mapping,
    domain::claim,
    domain::external_name,
    domain::requisition,
    domain::submittal,
    domain::candidate,
    domain::ownership,
    domain::neutral_answers,
    domain::interview,
    domain::opportunity,
    domain::work_shift,
    domain::task>;

/// A page of a list, as asked for in a need.
struct index_page {
    std::string set{};  ///< see list_names in handlers/lists.hpp
    std::uint32_t offset = 0;
    std::uint32_t limit = 20;
    bool descending = false;
    std::optional<std::int64_t> from{};  ///< the lowest score that counts
    friend auto operator<=>(const index_page&, const index_page&) = default;
    friend bool operator==(const index_page&, const index_page&) = default;
};

/// What a list holds from a score on, as members: their records are not loaded.
struct member_range {
    std::string set{};
    std::int64_t from = 0;
    friend auto operator<=>(const member_range&, const member_range&) = default;
    friend bool operator==(const member_range&, const member_range&) = default;
};

/// Something personal that only ever stands hashed in a record's name: an address within its scope
/// (a client, a supplier).
struct private_name {
    std::string kind{};  ///< "email", "phone", "candidate"
    std::string scope{};
    std::string value{};
    friend auto operator<=>(const private_name&, const private_name&) = default;
    friend bool operator==(const private_name&, const private_name&) = default;
};

/// One event of a record, by its ordinal: its first is 1.
struct event_place {
    std::string subject{};
    std::uint32_t ordinal = 0;
    friend auto operator<=>(const event_place&, const event_place&) = default;
    friend bool operator==(const event_place&, const event_place&) = default;
};

/// "Load these and ask me again." At most 4 rounds, 200 records.
struct need {
    std::vector<std::string> records{};  ///< names: "req:104", "client:acorn"
    std::vector<index_page> pages{};
    std::vector<member_range> members{};
    std::optional<std::string> history_of{};  ///< all events of this subject
    std::vector<std::string> histories{};     ///< likewise, of several: a dozen at most
    std::optional<event_place> event{};       ///< this one alone, however long the history is
    std::uint32_t requisition_numbers = 0;    ///< so many consecutive ones
    bool submittal_number = false;
    std::uint32_t interview_numbers = 0;  ///< so many consecutive ones
    bool opportunity_number = false;
    std::uint32_t question_numbers = 0;  ///< so many consecutive ones
    std::vector<private_name> hashes{};
};

/// What has been loaded so far.
class snapshot {
public:
    struct entry {
        std::uint64_t version = 0;
        record value{};
    };

    void put(std::string name, std::uint64_t version, record value) {
        records_[std::move(name)] = entry{version, std::move(value)};
    }
    [[nodiscard]] bool loaded(const std::string& name) const { return records_.contains(name); }
    [[nodiscard]] std::uint64_t version_of(const std::string& name) const {
        const auto it = records_.find(name);
        return it == records_.end() ? 0 : it->second.version;
    }
    /// Null when absent, of another kind, or not loaded (ask loaded() first).
    template <class T>
    [[nodiscard]] const T* find(const std::string& name) const {
        const auto it = records_.find(name);
        return it == records_.end() ? nullptr : std::get_if<T>(&it->second.value);
    }
    [[nodiscard]] const std::map<std::string, entry>& all() const noexcept { return records_; }

    std::map<index_page, std::vector<std::string>> pages{};  ///< record names in list order
    std::map<member_range, std::vector<std::string>> members{};
    std::map<std::string, std::vector<domain::event>> histories{};
    /// Those asked for alone; nothing: there is none, or it was taken back.
    std::map<event_place, std::optional<domain::event>> events{};
    std::uint32_t reserved_number = 0;  ///< the first of those asked for; 0 until then
    std::uint32_t reserved_submittal = 0;
    std::uint32_t reserved_interview = 0;  ///< the first of those asked for
    std::uint32_t reserved_opportunity = 0;
    std::uint32_t reserved_question = 0;
    std::map<private_name, std::string> hashes{};

private:
    std::map<std::string, entry> records_;
};

/// The platform's side of the asking: its ids, and the records that say whom or what they mean.
struct platform_names {
    std::string platform{};
    std::string tenant{};
    std::string channel{};          ///< of this place
    std::string channel_name{};     ///< as the platform shows it, where it says so
    std::string channel_mapping{};  ///< record of this place's mapping
    /// Every user and channel the command points at, by platform id.
    std::map<std::string, std::string> mappings{};
};

/// What can be done with files where somebody asks.
struct file_means {
    bool taken = false;   ///< a form may offer to take one
    bool linked = false;  ///< a kept one is opened by a link that works once
    bool sent = false;    ///< a kept one is sent to the asker's own conversation
};

/// Everything about the asking that is not a record.
struct context {
    chat::command command{};                      ///< from text, a press or a form: one shape
    std::map<std::string, std::string> fields{};  ///< of a submitted form, by field id
    bool said_freely = false;                     ///< the command is a note of words that were none
    bool one_of_several = false;            ///< the line names others, and all or none is done
    const snapshot* before_line = nullptr;  ///< of several: as all was before the first of them
    bool from_form = false;
    /// The file of the form (chat::file_field), checked and kept; nothing: there was none, or it
    /// was not taken.
    std::optional<domain::given_resume> uploaded{};
    bool upload_follows = false;  ///< it is fetched when this is decided, and attached then
    file_means files{};
    bool from_button = false;
    std::uint64_t seen_version = 0;  ///< the version a pressed button was drawn from; 0 = unbound
    domain::actor actor{};
    domain::conversation place{};  ///< unbound when unknown
    bool direct = false;
    domain::organisation organisation{};
    platform_names names{};
    instant now{};
    std::optional<instant> told_at{};  ///< when it is told, while `now` is when it happened
    command_id id{};
    std::string surface{};
    std::string root{"/hire"};  ///< how this platform's people type a command: shown in next lines
};

/// What happened: events, who is told later, what the asker sees now. Nothing else changes state.
struct decision {
    // Defined in one place: written out in every unit that moves one, they are most of its code.
    decision();
    decision(const decision&);
    decision(decision&&) noexcept;
    decision& operator=(const decision&);
    decision& operator=(decision&&) noexcept;
    ~decision();

    std::vector<domain::event>
        events{};  ///< subject, reason, party, data set; the engine fills in the rest
    std::vector<chat::outgoing> messages{};
    chat::reply reply{};
    bool can_undo = true;
};

/// Why not, and the next line to type. Stores nothing. Also the shape of every pure read.
struct answer {
    chat::reply reply{};
    bool refused = false;
};

using outcome = std::variant<need, decision, answer>;

/// Sees the state and decides. `book` may register a default calendar for a zone.
using decide_function = outcome (*)(const context&, const snapshot&, domain::policy_book& book);

/// What one outgoing item says to its readers, from the state at send time; monostate drops it (its
/// subject moved on).
using composed = std::variant<std::monostate, need, chat::message>;

/// A due timer of a requisition or a guest, decided with the clock as actor.
[[nodiscard]] outcome decide_due(
    const context& ctx,
    const std::string& subject,
    const snapshot& seen,
    domain::policy_book& book
);

/// Dispatches on outgoing::kind.
[[nodiscard]] composed compose(
    const chat::outgoing& item,
    const snapshot& seen,
    const context& ctx
);

}  // namespace fillrate::handlers
