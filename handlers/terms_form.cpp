#include "handlers/terms_form.hpp"

#include "core/base/text.hpp"
#include "core/chat/values.hpp"
#include "handlers/answers.hpp"
#include "handlers/lists.hpp"
#include "handlers/wording.hpp"

#include <algorithm>

namespace fillrate::handlers {

namespace {

// Of a key that may be given several times.
std::string all_values_of(const context& ctx, std::string_view key) {
    if (ctx.from_form) {
        return value_of(ctx, key);
    }
    std::string text;
    for (const auto each : ctx.command.values(key)) {
        text += (text.empty() ? "" : ", ") + std::string(each);
    }
    return text;
}

std::optional<std::string> read_text(
    const context& ctx,
    std::string_view key,
    std::size_t most,
    field_problems& problems
) {
    auto text = read_title(key, all_values_of(ctx, key), most, problems);
    return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

// What `rate:` stands for.
std::string_view rate_of(domain::category category) {
    return category == domain::category::light_industrial ? "pay" : "bill";
}

/// What a term may be.
struct example_of_term {
    std::string_view key{};
    std::string_view value{};
};
constexpr example_of_term examples_of_terms[] = {
    {"openings", "3"},
    {"pay", "21"},
    {"bill", "34"},
    {"max", "24"},
    {"rate", "21"},
    {"salary", "84000"},
    {"fee", "9000"},
    {"start", "+14d"},
    {"priority", "P2"},
    {"kind", "temp"},
};

}  // namespace

given_terms present_terms(const domain::requisition& req) {
    const auto text = [](const std::string& value) {
        return value.empty() ? std::nullopt : std::optional{value};
    };
    given_terms now;
    now.pay = req.pay;
    now.bill = req.bill;
    now.max = req.max;
    now.priority = req.priority;
    now.must_haves = text(req.must_haves);
    now.shift = text(req.shift);
    now.start = text(req.start);
    return now;
}

term_words present_words(const domain::requisition& req) {
    term_words now;
    now.pay = plain_amount(req.pay, req.currency);
    now.bill = plain_amount(req.bill, req.currency);
    now.max = plain_amount(req.max, req.currency);
    now.priority = domain::word(req.priority);
    now.must_haves = req.must_haves;
    now.shift = req.shift;
    now.start = req.start;
    return now;
}

std::string line_with_examples(const context& ctx, const field_problems& problems) {
    auto repeated = ctx.command;
    for (const auto& [field, text] : problems.by_field) {
        const auto* const known =
            std::ranges::find(examples_of_terms, field, &example_of_term::key);
        const auto typed = std::ranges::find(repeated.arguments, field, &chat::argument::key);
        if (known == std::end(examples_of_terms) || typed == repeated.arguments.end()) {
            return {};
        }
        *typed = {field, std::string(known->value), chat::argument::form::word};
    }
    constexpr std::size_t longest_to_repeat = 300;
    auto line = chat::to_line(repeated);
    return line.size() > longest_to_repeat ? std::string{} : line;
}

std::string plain_amount(const std::optional<domain::money>& amount, const std::string& currency) {
    if (!amount) {
        return {};
    }
    // The number of decimals follows from what the reader of values takes for one whole unit.
    const auto unit = chat::parse_money("1", currency).value();
    auto text = std::to_string(*amount / unit);
    const auto rest = *amount % unit;
    if (rest != 0) {
        auto digits = std::to_string(unit + rest);
        text += '.' + digits.substr(1);
    }
    return text;
}

given_rates read_rates(
    const context& ctx,
    domain::category category,
    const std::string& currency,
    field_problems& problems
) {
    given_rates given;
    given.pay = read_money(ctx, "pay", currency, problems);
    given.bill = read_money(ctx, "bill", currency, problems);
    const auto rate = read_money(ctx, "rate", currency, problems);
    if (!rate) {
        return given;
    }
    const std::string name(rate_of(category));
    auto& meant = name == "pay" ? given.pay : given.bill;
    if (meant) {
        problems.add("rate", "rate: means " + name + ": here, and both are given; leave one out.");
        return given;
    }
    meant = rate;
    return given;
}

std::string typed_rate(const context& ctx, std::string_view key, domain::category category) {
    auto typed = value_of(ctx, key);
    return typed.empty() && key == rate_of(category) ? value_of(ctx, "rate") : typed;
}

bool goes_by_bill(domain::category category, const given_rates& asked) {
    return asked.bill && rate_of(category) == "bill";
}

std::string rates_text(const given_rates& rates, const std::string& currency) {
    std::vector<std::string> named;
    if (rates.pay) {
        named.push_back("pay " + hourly(*rates.pay, currency));
    }
    if (rates.bill) {
        named.push_back("bill " + hourly(*rates.bill, currency));
    }
    return join(named, ", ");
}

std::string terms_text(const domain::offer_made& terms, const domain::requisition& req) {
    auto text = rates_text({terms.pay, terms.bill}, req.currency);
    if (terms.salary) {
        text += (text.empty() ? "salary " : ", salary ") + plain_money(*terms.salary, req.currency);
    }
    return terms.start.empty()
               ? text
               : text + " from " + shown_start(terms.start, terms.start_time, req.zone);
}

void add_asked_rates(
    chat::form& form,
    domain::category category,
    std::string pay,
    std::string bill
) {
    form.fields.push_back(line_field("pay", "Pay rate asked, per hour", std::move(pay)));
    if (category == domain::category::professional || !bill.empty()) {
        form.fields.push_back(line_field("bill", "Bill rate asked, per hour", std::move(bill)));
    }
}

given_terms read_terms(const context& ctx, const term_settings& of, field_problems& problems) {
    given_terms given;
    const auto rates = read_rates(ctx, of.category, of.currency, problems);
    given.pay = rates.pay;
    given.bill = rates.bill;
    given.max = read_money(ctx, "max", of.currency, problems);
    given.salary = read_money(ctx, "salary", of.currency, problems);
    given.fee = read_money(ctx, "fee", of.currency, problems);
    const auto priority = read_choice(ctx, "priority", "priority", problems);
    given.priority = domain::from_word<domain::priority>(priority);
    const auto engagement = read_choice(ctx, "kind", "engagement", problems);
    given.engagement = domain::from_word<domain::engagement>(engagement);
    given.must_haves = read_text(ctx, "must", 500, problems);
    given.shift = read_text(ctx, "shift", 80, problems);
    if (!value_of(ctx, "start").empty()) {
        if (const auto start = read_moment(ctx, "start", of.zone, problems)) {
            given.start = format_date(start->date);
        }
    }
    return given;
}

term_words as_typed(const context& ctx, std::string_view zone, term_words otherwise) {
    const auto take = [&ctx](std::string_view key, std::string& into) {
        if (auto typed = all_values_of(ctx, key); !typed.empty()) {
            into = std::move(typed);
        }
    };
    take("pay", otherwise.pay);
    take("bill", otherwise.bill);
    take("max", otherwise.max);
    take("priority", otherwise.priority);
    take("shift", otherwise.shift);
    take("must", otherwise.must_haves);
    field_problems shown_later;
    if (!value_of(ctx, "start").empty()) {
        const auto day = read_moment(ctx, "start", zone, shown_later);
        otherwise.start = day ? format_date(day->date) : std::string{};
    }
    return otherwise;
}

void add_term_fields(chat::form& form, const term_words& now, const std::string& currency) {
    form.fields.push_back(list_field("priority", "Priority", "priority", now.priority));
    const auto amount = [&](std::string id, std::string label, const std::string& value) {
        auto field = line_field(std::move(id), std::move(label), value);
        field.hint = currency + ", a number such as 19.50";
        form.fields.push_back(std::move(field));
    };
    amount("pay", "Pay rate per hour", now.pay);
    amount("bill", "Bill rate per hour", now.bill);
    amount("max", "Most suppliers may ask", now.max);
    auto start = line_field("start", "Target start", now.start);
    start.what = chat::form_field::kind::date;
    form.fields.push_back(std::move(start));
    form.fields.push_back(line_field("shift", "Shift", now.shift));
    form.fields.push_back(text_field("must", "Must-haves", now.must_haves));
}

chat::form_field number_field(std::string id, std::string label, std::string value, bool required) {
    auto field = line_field(std::move(id), std::move(label), std::move(value), required);
    const bool number = std::ranges::all_of(field.value, is_digit);
    field.what = number ? chat::form_field::kind::number : chat::form_field::kind::line;
    return field;
}

std::vector<chat::named> people_with(
    const snapshot& seen,
    domain::role role,
    const client_id& client
) {
    std::vector<chat::named> found;
    for (const auto& page : people_pages(role, client)) {
        for (const auto* person : records_of<domain::person>(seen, page)) {
            if (std::ranges::find(found, person->id.value, &chat::named::id) == found.end()) {
                found.push_back(named_as(*person));
            }
        }
    }
    return found;
}

std::vector<chat::choice> as_choices(const std::vector<chat::named>& records) {
    std::vector<chat::choice> choices;
    for (const auto& one : records) {
        choices.push_back({one.id, displayable(one.names.front())});
    }
    return choices;
}

std::string unclear_hint(std::string_view typed) {
    return '"' + abbreviate(displayable(typed), 60) + "\" is not clear: choose.";
}

chat::form_field person_field(
    const context& ctx,
    std::string_view key,
    std::string label,
    const std::vector<chat::named>& people
) {
    const auto typed = value_of(ctx, key);
    const auto found = chat::resolve_name(typed, people);
    const auto* one = std::get_if<chat::one_name>(&found);
    const bool unclear = one == nullptr && !typed.empty();
    auto field = pick_field(
        std::string(key),
        std::move(label),
        as_choices(people),
        one == nullptr ? std::string{} : one->match.id,
        unclear
    );
    if (unclear) {
        field.hint = unclear_hint(typed);
    }
    return field;
}

}  // namespace fillrate::handlers
