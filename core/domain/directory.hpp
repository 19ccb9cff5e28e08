// Who and where: the organisation, its clients with sites, suppliers, people, and the conversations
// they use.
#pragma once

#include "core/base/instant.hpp"
#include "core/base/strong.hpp"
#include "core/domain/binding.hpp"
#include "core/domain/origin.hpp"
#include "core/domain/shift.hpp"
#include "core/domain/terms.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::domain {

struct organisation {
    std::string name{};
    std::string bot_name{};
    std::string default_zone{};
    conversation_id
        default_conversation{};  ///< cards of clients without an internal channel of their own
    friend bool operator==(const organisation&, const organisation&) = default;
};

/// A place of work.
struct site {
    site_id id{};
    std::string name{};
    std::string
        zone{};  ///< IANA; a requisition of a site without one is never released (DOMAIN.md 4.1)
    std::string calendar{};  ///< name in the policy book; empty: that of the policy
    std::string currency{"USD"};
    std::optional<shift_patience> patience{};  ///< of its shifts; nothing: usual_patience
    domain::origin origin{};
    friend bool operator==(const site&, const site&) = default;
};

struct client {
    client_id id{};
    std::string name{};
    std::vector<site> sites{};
    std::vector<person_id> account_managers{};
    conversation_id internal_conversation{};
    conversation_id client_conversation{};
    bool shows_supplier_names = false;  ///< DOMAIN.md 9, "per client setting"
    /// Its managers may reach whom they were presented; else whom they selected (DOMAIN.md 0).
    bool contact_when_presented = false;
    bool markup_of_bill = false;  ///< its contract tells a markup in percent of bill, else of pay
    person_id on_call{};          ///< hears at night of clocks that run then (DOMAIN.md 0)
    domain::origin origin{};
    friend bool operator==(const client&, const client&) = default;
};

struct supplier {
    supplier_id id{};
    std::string name{};
    std::uint32_t tier = 1;
    std::vector<category> categories{};
    bool suspended = false;
    conversation_id conversation{};
    domain::origin origin{};
    friend bool operator==(const supplier&, const supplier&) = default;
};

/// One role of a person, with what it is limited to.
struct grant {
    domain::role role = domain::role::recruiter;
    client_id client{};  ///< account managers, recruiters and hiring managers: of this client;
                         ///< empty: of every client (not for hiring managers)
    site_id site{};      ///< hiring managers: all requisitions of this site (delegate); empty: only
                         ///< their own
    supplier_id supplier{};  ///< supplier contacts
    friend bool operator==(const grant&, const grant&) = default;
};

/// Somebody is away; who covers hears what is for them (DOMAIN.md 0, 4.6).
struct absence {
    instant from{};
    instant until{};     ///< the first instant back
    std::string zone{};  ///< what its days mean
    person_id cover{};   ///< empty: nobody
    std::string cover_name{};
    friend bool operator==(const absence&, const absence&) = default;
};
/// The other side of it: for whom somebody stands in.
struct stand_in {
    person_id who{};
    std::string name{};
    instant from{};
    instant until{};
    friend bool operator==(const stand_in&, const stand_in&) = default;
};
/// Every day from one minute of the day to another, over midnight when it is earlier: only what
/// cannot wait is said then.
struct quiet_hours {
    std::uint32_t from = 0;
    std::uint32_t until = 0;
    std::string zone{};
    friend bool operator==(const quiet_hours&, const quiet_hours&) = default;
};

struct person {
    person_id id{};
    std::string name{};
    std::string email{};  ///< normal form; who names them may use it, nobody is shown it
    std::vector<grant> grants{};
    conversation_id direct{};               ///< their one-to-one conversation with the bot
    std::optional<instant> mapping_ends{};  ///< guests: the mapping lapses (DOMAIN.md 9)
    bool end_asked = false;                 ///< whether they stay has been asked, for this end
    std::optional<instant> reminded{};      ///< managers: when they were last asked for their word
    std::optional<absence> away{};
    std::vector<stand_in> stands_in{};
    std::optional<quiet_hours> quiet{};
    /// A guest who wrote in that room, and of whom nobody said yet that they belong to it: they are
    /// nobody until then (DOMAIN.md 0).
    conversation_id awaiting{};
    domain::origin origin{};
    friend bool operator==(const person&, const person&) = default;
};

struct conversation {
    conversation_id id{};
    std::string platform{};
    std::string tenant{};
    std::string channel{};  ///< the platform's id; for a direct conversation not yet opened: empty,
                            ///< with user set
    std::string user{};
    std::string name{};
    domain::binding binding{};
    bool external =
        false;  ///< shared with another organisation: nothing internal is posted (DOMAIN.md 9)
    person_id bound_by{};  ///< hears of it when nothing can be posted there
    /// The platform's id of the other organisation whose people read it beside ours; empty: not
    /// said.
    std::string partner{};
    /// That of people who were met there and are neither ours nor the partner's: nothing is posted
    /// there until somebody says whose they are (DOMAIN.md 0, 9).
    std::string stranger{};
    friend bool operator==(const conversation&, const conversation&) = default;
};

/// The one-time code that makes the first administrator (DESIGN.md 6, "The claim code").
struct claim {
    std::string hash{};  ///< keyed; the code itself is printed once and kept nowhere
    instant expires{};
    std::uint32_t wrong_tries = 0;
    bool used = false;
    friend bool operator==(const claim&, const claim&) = default;
};
/// So many wrong codes lock it until a new one is issued.
inline constexpr std::uint32_t most_wrong_claims = 5;

/// From a platform's id, held only as a keyed hash in the record's name, to ours.
struct mapping {
    person_id person{};
    conversation_id conversation{};
    friend bool operator==(const mapping&, const mapping&) = default;
};

}  // namespace fillrate::domain
