#include "handlers/wording.hpp"

#include "core/base/civil.hpp"
#include "core/base/text.hpp"
#include "core/base/time_zone.hpp"
#include "core/chat/verbs.hpp"
#include "core/domain/clocks.hpp"
#include "core/domain/names.hpp"

#include <algorithm>
#include <array>

namespace fillrate::handlers {

namespace {

constexpr std::string_view no_minor_units[] = {"JPY", "KRW", "CLP", "ISK", "VND"};

std::string grouped(std::uint64_t whole) {
    auto digits = std::to_string(whole);
    for (std::size_t i = digits.size(); i > 3;) {
        i -= 3;
        digits.insert(i, 1, ',');
    }
    return digits;
}

std::string amount_text(domain::money amount, std::string_view currency, bool always_minor) {
    const auto value = static_cast<std::uint64_t>(amount < 0 ? -amount : amount);
    const std::string sign = amount < 0 ? "-" : "";
    if (std::find(std::begin(no_minor_units), std::end(no_minor_units), currency) !=
        std::end(no_minor_units)) {
        return sign + grouped(value);
    }
    const auto minor = value % 100;
    auto text = sign + grouped(value / 100);
    if (always_minor || minor != 0) {
        text += '.';
        text += static_cast<char>('0' + minor / 10);
        text += static_cast<char>('0' + minor % 10);
    }
    return text;
}

std::string day_and_month(civil_date day) {
    return std::string(short_weekday(day)) + ' ' +
           std::to_string(static_cast<unsigned>(day.day())) + ' ' + std::string(short_month(day));
}

std::string year_text(civil_date day) {
    return std::to_string(static_cast<int>(day.year()));
}

std::string day_with_year(civil_date day, civil_date today) {
    auto text = day_and_month(day);
    return day.year() == today.year() ? text : text + ' ' + year_text(day);
}

}  // namespace

std::string shown_id(requisition_number number) {
    return "REQ-" + std::to_string(number.value);
}

std::string shown_id(submittal_number number) {
    return "S-" + std::to_string(number.value);
}

std::string shown_id(interview_number number) {
    return "I-" + std::to_string(number.value);
}

std::string shown_id(opportunity_number number) {
    return "O-" + std::to_string(number.value);
}

std::string shown_record(std::string_view name) {
    if (const auto req = domain::parse_requisition_name(name)) {
        return shown_id(*req);
    }
    if (const auto sub = domain::parse_submittal_name(name)) {
        return shown_id(*sub);
    }
    if (const auto iv = domain::parse_interview_name(name)) {
        return shown_id(*iv);
    }
    const auto opp = domain::parse_opportunity_name(name);
    return opp ? shown_id(*opp) : std::string{};
}

std::string shown_day(const std::string& date) {
    const auto day = parse_date(date);
    return day ? day_and_month(*day) : date;
}

std::string shown_day(const std::string& date, instant now) {
    const auto day = parse_date(date);
    return day ? day_with_year(*day, time_zone::find("UTC").value().to_local(now).civil.date)
               : date;
}

std::string shown_shift(const domain::shift_id& id) {
    return id.name + " shift " + shown_day(id.date);
}

std::string hourly(domain::money amount, std::string_view currency) {
    return amount_text(amount, currency, true) + ' ' + std::string(currency) + "/h";
}

std::string plain_money(domain::money amount, std::string_view currency) {
    return amount_text(amount, currency, false) + ' ' + std::string(currency);
}

std::string offered_text(const domain::offer& terms, std::string_view currency) {
    std::vector<std::string> amounts;
    if (terms.pay) {
        amounts.push_back(hourly(*terms.pay, currency));
    }
    if (terms.bill) {
        amounts.push_back("bill " + hourly(*terms.bill, currency));
    }
    if (terms.salary) {
        amounts.push_back(plain_money(*terms.salary, currency));
    }
    return join(amounts, ", ");
}

std::string relative(instant now, instant at) {
    const auto apart = at > now ? at - now : now - at;
    const auto whole = std::chrono::duration_cast<minutes>(apart).count();
    std::string span;
    if (whole < 1) {
        return "now";
    }
    if (whole < 90) {
        span = std::to_string(whole) + " min";
    } else if (whole < 48 * 60) {
        span = std::to_string((whole + 30) / 60) + " h";
    } else {
        span = std::to_string((whole + 720) / 1440) + " days";
    }
    return at > now ? "in " + span : span + " ago";
}

std::string local_time(instant at, std::string_view zone) {
    const auto found = time_zone::find(zone);
    return found ? found->format_local(at) : time_zone::find("UTC").value().format_local(at);
}

std::string city_of(std::string_view zone) {
    auto city = std::string(zone.substr(zone.rfind('/') + 1));
    std::ranges::replace(city, '_', ' ');
    return city;
}

std::string local_hour(instant at, std::string_view zone) {
    constexpr std::size_t words_of_a_day = 3;  // "Mon 30 Nov"
    const auto whole = local_time(at, zone);
    std::size_t from = 0;
    for (std::size_t i = 0; i < words_of_a_day; ++i) {
        from = whole.find(' ', from) + 1;
    }
    return whole.substr(from);
}

std::string local_time(instant at, std::string_view zone, instant now) {
    const auto found = time_zone::find(zone);
    const auto in = found ? *found : time_zone::find("UTC").value();
    const auto day = in.to_local(at).civil.date;
    const bool this_year = day.year() == in.to_local(now).civil.date.year();
    auto text = in.format_local(at);
    return this_year ? text : text + " (" + year_text(day) + ')';
}

std::string day_text(instant at, std::string_view zone, instant now) {
    const auto found = time_zone::find(zone);
    if (!found) {
        return local_time(at, zone, now);
    }
    return day_with_year(found->to_local(at).civil.date, found->to_local(now).civil.date);
}

std::string shown_id(question_number number) {
    return "Q-" + std::to_string(number.value);
}

std::string shown_id(miss_number number) {
    return "B-" + std::to_string(number.value);
}

std::string miss_text(const domain::clock& of) {
    const bool has_number = of.breached && !of.missed.empty();
    return has_number ? " This is " + shown_id(of.missed) + '.' : std::string{};
}

std::string shown_start(
    const std::string& date,
    std::optional<seconds> time,
    std::string_view zone
) {
    const auto day = parse_date(date);
    const auto site = time_zone::find(zone);
    if (!time || !day || !site) {
        return date;
    }
    return site->format_local(site->to_instant({*day, *time}));
}

std::string until_text(instant at, std::string_view zone, instant now) {
    const auto found = time_zone::find(zone);
    const bool whole = found && found->to_local(at).civil.since_midnight == seconds{0};
    return whole ? day_text(at, zone, now) : local_time(at, zone, now);
}

chat::inline_run moment(instant at, std::string_view zone, instant now) {
    chat::inline_run run;
    run.what = chat::inline_run::kind::moment;
    run.text = local_time(at, zone, now) + ", " + relative(now, at);
    run.at = at;
    return run;
}

std::string_view shown_state(domain::requisition_state state) {
    switch (state) {
        case domain::requisition_state::draft:
            return "draft";
        case domain::requisition_state::intake:
            return "in intake";
        case domain::requisition_state::qualified:
            return "qualified";
        case domain::requisition_state::open:
            return "open";
        case domain::requisition_state::on_hold:
            return "on hold";
        case domain::requisition_state::filled:
            return "filled";
        case domain::requisition_state::closed:
            return "closed";
        case domain::requisition_state::cancelled:
            return "cancelled";
    }
    return "draft";
}

std::string_view shown_state(domain::submittal_state state) {
    switch (state) {
        case domain::submittal_state::submitted:
            return "submitted";
        case domain::submittal_state::duplicate:
            return "not to be submitted for this client";
        case domain::submittal_state::returned:
            return "returned to the supplier";
        case domain::submittal_state::screen_rejected:
            return "not put forward";
        case domain::submittal_state::presented:
            return "with the hiring manager";
        case domain::submittal_state::held:
            return "kept open";
        case domain::submittal_state::shortlisted:
            return "on the shortlist";
        case domain::submittal_state::interviewing:
            return "interviewing";
        case domain::submittal_state::selected:
            return "selected";
        case domain::submittal_state::offer_extended:
            return "offered";
        case domain::submittal_state::offer_accepted:
            return "accepted the offer";
        case domain::submittal_state::offer_declined:
            return "declined the offer";
        case domain::submittal_state::offer_expired:
            return "offer ran out";
        case domain::submittal_state::rescinded:
            return "offer taken back";
        case domain::submittal_state::cleared:
            return "cleared to start";
        case domain::submittal_state::started:
            return "started";
        case domain::submittal_state::ended:
            return "ended";
        case domain::submittal_state::converted:
            return "taken on by the client";
        case domain::submittal_state::fell_off:
            return "fell off";
        case domain::submittal_state::rejected:
            return "rejected";
        case domain::submittal_state::withdrawn:
            return "withdrawn";
        case domain::submittal_state::not_selected:
            return "not selected";
    }
    return "unknown";
}

std::string state_sentence(domain::submittal_state state) {
    switch (state) {
        case domain::submittal_state::offer_accepted:
        case domain::submittal_state::offer_declined:
        case domain::submittal_state::started:
        case domain::submittal_state::ended:
            return "has " + std::string(shown_state(state));
        case domain::submittal_state::offer_expired:
            return "has an offer that ran out";
        case domain::submittal_state::rescinded:
            return "had an offer that was taken back";
        case domain::submittal_state::fell_off:
            return std::string(shown_state(state));
        default:
            return "is " + std::string(shown_state(state));
    }
}

std::string missed_text(domain::clock_kind kind, miss_number number) {
    return clock_subject(kind) + " went past its due time." +
           (number.empty() ? std::string{} : " This is " + shown_id(number) + '.');
}

std::string clock_subject(domain::clock_kind kind) {
    using domain::clock_kind;
    switch (kind) {
        case clock_kind::intake:
            return "Intake";
        case clock_kind::coverage:
            return "Coverage";
        case clock_kind::first_submittal:
            return "First candidate";
        case clock_kind::slate:
            return "Slate";
        case clock_kind::screen:
            return "Screening";
        case clock_kind::review:
            return "Review";
        case clock_kind::scheduling:
            return "Scheduling";
        case clock_kind::interview:
            return "Interview";
        case clock_kind::feedback:
            return "Feedback";
        case clock_kind::decision:
            return "Decision";
        case clock_kind::offer:
            return "Answer to the offer";
        case clock_kind::fill:
            return "Fill";
        case clock_kind::start:
            return "Start";
        case clock_kind::backfill:
            return "Replacement";
    }
    return {};
}

std::string waiting_text(const domain::clock& of, std::string_view zone, instant now) {
    if (!of.waits || !of.eta || *of.eta <= now) {
        return {};
    }
    return "waiting until " + local_time(*of.eta, zone, now) + ": " + displayable(of.waits->reason);
}

std::string clock_sentence(const domain::clock& of, std::string_view zone) {
    const auto subject = clock_subject(of.kind);
    switch (of.state) {
        case domain::clock_state::running:
            return subject + (of.breached ? " was due " : " is due ") +
                   local_time(domain::due_time(of), zone) + '.';
        case domain::clock_state::paused:
            return subject + ": the clock stands still.";
        case domain::clock_state::met:
            return subject + (of.breached ? ": done, after its due time." : ": done in time.");
        case domain::clock_state::cancelled:
            return subject + ": the clock ended.";
    }
    return subject;
}

std::string_view shown_state(domain::opportunity_state state) {
    return domain::word(state);
}

std::string_view shown_state(domain::interview_state state) {
    switch (state) {
        case domain::interview_state::requested:
            return "to be arranged";
        case domain::interview_state::proposed:
            return "waiting for an answer to the times";
        case domain::interview_state::confirmed:
            return "confirmed";
        case domain::interview_state::held:
            return "held";
        case domain::interview_state::feedback_complete:
            return "held, feedback complete";
        case domain::interview_state::cancelled:
            return "cancelled";
        case domain::interview_state::no_show:
            return "not held, somebody did not come";
        case domain::interview_state::expired:
            return "expired, nobody answered the times";
    }
    return "unknown";
}

std::string_view shown_verdict(domain::recommendation said) {
    switch (said) {
        case domain::recommendation::definitely_not:
            return "strong no";
        case domain::recommendation::no:
            return "no";
        case domain::recommendation::yes:
            return "yes";
        case domain::recommendation::strong_yes:
            return "strong yes";
    }
    return "no";
}

std::string shown_reason(std::string_view reason) {
    const auto colon = reason.find(": ");
    const auto code = reason.substr(0, colon);
    for (const auto list :
         {"hold_reason",
          "close_reason",
          "decline_reason",
          "reject_reason",
          "withdraw_reason",
          "end_reason",
          "excuse_reason",
          "pass_over_reason"}) {
        const auto label = chat::label_of(list, code);
        if (label != code) {
            auto text = to_lower_ascii(label);
            return colon == std::string_view::npos ? text
                                                   : text + std::string(reason.substr(colon));
        }
    }
    return displayable(reason);
}

std::string first_name(std::string_view name) {
    return displayable(name.substr(0, name.find(' ')));
}

std::string counted(std::uint32_t n, std::string_view singular, std::string_view plural) {
    return std::to_string(n) + ' ' + std::string(n == 1 ? singular : plural);
}

std::string working_days(std::uint32_t n) {
    constexpr std::array<std::string_view, 11>
        small{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    return (n < small.size() ? std::string(small[n]) : std::to_string(n)) +
           (n == 1 ? " working day" : " working days");
}

}  // namespace fillrate::handlers
