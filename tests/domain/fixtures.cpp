#include "tests/domain/fixtures.hpp"

#include "core/domain/transitions.hpp"

#include <chrono>
#include <utility>

namespace fillrate::domain::testing {

using namespace std::chrono_literals;

instant chicago(std::string_view local) {
    static const time_zone zone = time_zone::find("America/Chicago").value();
    return zone.parse(local).value();
}

calendar chicago_calendar(bool friday_closed) {
    const window day{.start = 8h, .end = 17h};
    calendar_spec spec{.name = "chicago", .zone = "America/Chicago"};
    for (std::size_t weekday = 0; weekday < 5; ++weekday) {
        spec.week[weekday] = {day};
    }
    spec.holidays.push_back(parse_date("2026-11-26").value());
    if (friday_closed) {
        spec.holidays.push_back(parse_date("2026-11-27").value());
    }
    return calendar::compile(std::move(spec)).value();
}

policy hours_policy(int hours) {
    return policy{.name = "test", .version = 3, .coverage_target = std::chrono::hours{hours}};
}

clock coverage_clock(
    const policy& chosen,
    const calendar& on,
    instant at,
    std::span<const clock> before
) {
    const clock_terms terms{chosen, priority::p2, "chicago@1", on};
    return start_clock(clock_kind::coverage, 0, party::program, terms, at, before);
}

event happened(payload data, instant at, std::string reason) {
    event e;
    e.command = command_id{"c"};
    e.subject = "req:104";
    e.at = at;
    e.recorded_at = at;
    e.actor = person_id{"robin"};
    e.reason = std::move(reason);
    e.data = std::move(data);
    return e;
}

requisition after(requisition req, const std::vector<payload>& what) {
    for (const payload& data : what) {
        req = apply(std::move(req), happened(data, from_unix_ms(1'000)));
    }
    return req;
}

requisition_created creation() {
    requisition_created made;
    made.number = requisition_number{104};
    made.client = client_id{"acorn"};
    made.client_name = "Acorn Robotics";
    made.site = site_id{"phoenix"};
    made.site_name = "Phoenix plant";
    made.zone = "America/Phoenix";
    made.currency = "USD";
    made.title = "Controls Engineer";
    made.openings = 4;
    made.pay = 4250;
    made.owner = person_id{"robin"};
    made.owner_name = "Robin Quill";
    made.hiring_manager = person_id{"ana"};
    made.hiring_manager_name = "Ana Petrov-Lind";
    return made;
}

coverage asked(std::string supplier) {
    return coverage{.supplier = supplier_id{supplier}, .name = "Name of " + supplier};
}

requisition in_state(requisition_state wanted) {
    const payload settled = qualified{.items = whole_checklist};
    const payload sent = released{.suppliers = {asked("northlight"), asked("quillfeather")}};
    requisition req = after({}, {creation()});
    switch (wanted) {
        case requisition_state::draft:
            return req;
        case requisition_state::intake:
            return after(req, {submitted_for_intake{}});
        case requisition_state::qualified:
            return after(req, {submitted_for_intake{}, settled});
        case requisition_state::open:
            return after(req, {submitted_for_intake{}, settled, sent});
        case requisition_state::on_hold:
            return after(req, {submitted_for_intake{}, settled, sent, held{}});
        case requisition_state::filled:
            req = after(req, {submitted_for_intake{}, settled, sent});
            for (opening& o : req.openings) {
                o.state = opening_state::filled;
            }
            req.state = requisition_state::filled;
            req.ended = from_unix_ms(1'000);
            return req;
        case requisition_state::closed:
            return after(req, {submitted_for_intake{}, settled, sent, closed{}});
        case requisition_state::cancelled:
            return after(req, {submitted_for_intake{}, settled, sent, cancelled{}});
    }
    return req;
}

actor with_roles(std::string id, std::vector<grant> grants) {
    return actor{.id = person_id{id}, .name = "Name of " + id, .grants = std::move(grants)};
}

actor robin() {
    return with_roles("robin", {{.role = role::account_manager, .client = client_id{"acorn"}}});
}
actor rex() {
    return with_roles("rex", {{.role = role::recruiter, .client = client_id{"acorn"}}});
}
actor ana() {
    return with_roles("ana", {{.role = role::hiring_manager, .client = client_id{"acorn"}}});
}
actor north() {
    return with_roles(
        "north",
        {{.role = role::supplier_contact, .supplier = supplier_id{"northlight"}}}
    );
}
actor dana() {
    return with_roles("dana", {{.role = role::operations}});
}
actor sam() {
    return with_roles("sam", {{.role = role::administrator}});
}

}  // namespace fillrate::domain::testing
