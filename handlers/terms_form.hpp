// The terms of a requisition as people give them, on a line or in a form: shared by `req new` and
// `set`.
#pragma once

#include "core/domain/requisition.hpp"
#include "handlers/asking.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fillrate::handlers {

/// What was given; the rest is empty.
struct given_terms {
    std::optional<domain::money> pay{}, bill{}, max{}, salary{}, fee{};
    std::optional<domain::priority> priority{};
    std::optional<domain::engagement> engagement{};
    std::optional<std::string> must_haves{}, shift{}, start{};
};

/// Hourly amounts.
struct given_rates {
    std::optional<domain::money> pay{}, bill{};
};

/// `pay:`, `bill:`, and `rate:`, which means pay for light industrial and bill otherwise
/// (DOMAIN.md 0).
[[nodiscard]] given_rates read_rates(
    const context& ctx,
    domain::category category,
    const std::string& currency,
    field_problems& problems
);
/// The same as typed, for a form: of `pay` or `bill`.
[[nodiscard]] std::string typed_rate(
    const context& ctx,
    std::string_view key,
    domain::category category
);
/// Whether what is asked is held against the ceiling by its bill rate, where it says one.
[[nodiscard]] bool goes_by_bill(domain::category category, const given_rates& asked);
/// "pay 21.00 USD/h, bill 34.00 USD/h"; empty for none.
[[nodiscard]] std::string rates_text(const given_rates& rates, const std::string& currency);

/// Of an offer, each by its name, as what `rate:` meant is to be seen: "pay 65.00 USD/h from Mon 14
/// Dec".
[[nodiscard]] std::string terms_text(
    const domain::offer_made& terms,
    const domain::requisition& req
);

/// The fields of what is asked for somebody, prefilled: only professional roles are billed by what
/// their supplier asks.
void add_asked_rates(
    chat::form& form,
    domain::category category,
    std::string pay,
    std::string bill
);

/// What the values mean depends on the site and the category.
struct term_settings {
    std::string currency{};
    std::string zone{};
    domain::category category = domain::category::professional;
};

[[nodiscard]] given_terms read_terms(
    const context& ctx,
    const term_settings& of,
    field_problems& problems
);

/// The typed line again, each wrong term in it written as it may be; empty when one of them has no
/// example, or when the line is too long to be repeated.
[[nodiscard]] std::string line_with_examples(const context& ctx, const field_problems& problems);

/// "19.50", "84000"; empty for none. What parse_money reads back.
[[nodiscard]] std::string plain_amount(
    const std::optional<domain::money>& amount,
    const std::string& currency
);

/// What stands in the fields of a form for them: present terms, or words as they were typed.
struct term_words {
    std::string pay{}, bill{}, max{};
    std::string priority{}, must_haves{}, shift{}, start{};
};

/// As the requisition has them.
[[nodiscard]] given_terms present_terms(const domain::requisition& req);
[[nodiscard]] term_words present_words(const domain::requisition& req);

/// With every term the line names as it was typed there; a start that is no day in that zone is
/// left as it is, since its field takes days alone.
[[nodiscard]] term_words as_typed(const context& ctx, std::string_view zone, term_words otherwise);

/// The fields, prefilled.
void add_term_fields(chat::form& form, const term_words& now, const std::string& currency);

/// A field for a number; what was typed and is none stays to be corrected.
[[nodiscard]] chat::form_field number_field(
    std::string id,
    std::string label,
    std::string value,
    bool required = false
);

/// People with a role on a client, to be found by name, from their loaded pages (lists.hpp).
[[nodiscard]] std::vector<chat::named> people_with(
    const snapshot& seen,
    domain::role role,
    const client_id& client
);
[[nodiscard]] std::vector<chat::choice> as_choices(const std::vector<chat::named>& records);
/// "\"lee or kim\" is not clear: choose.", of what was typed for a field that has to be chosen
/// then.
[[nodiscard]] std::string unclear_hint(std::string_view typed);
/// One of these people, as far as the line names one. What was typed and names nobody is not left
/// out silently: then somebody has to be chosen.
[[nodiscard]] chat::form_field person_field(
    const context& ctx,
    std::string_view key,
    std::string label,
    const std::vector<chat::named>& people
);

}  // namespace fillrate::handlers
