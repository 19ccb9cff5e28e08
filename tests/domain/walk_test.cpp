// Random lives of a requisition against a model that knows only states and counts, and shares no
// code with apply(): the same states, the same openings, and a fold that agrees at every step.
#include "core/domain/due.hpp"
#include "core/domain/event.hpp"
#include "core/domain/index.hpp"
#include "core/domain/names.hpp"
#include "core/domain/transitions.hpp"
#include "tests/domain/fixtures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <rapidcheck/gtest.h>
#include <string>

namespace fillrate::domain::testing {
namespace {

// What somebody with pencil and paper would keep.
struct model {
    std::string state{};
    std::string before{};
    int open = 0;
    int cancelled = 0;
    int cycle = 1;
    bool ever_released = false;
    std::map<std::string, std::string> answers{};

    [[nodiscard]] bool live() const {
        return !state.empty() && state != "closed" && state != "cancelled";
    }

    void set_openings(int total) {
        if (total < open && ever_released) {
            cancelled += open - total;
        }
        open = total;
    }

    void reopen(int openings) {
        cancelled += open;
        open = openings;
        ++cycle;
        state = "open";
        ever_released = true;
        for (auto& [name, answer] : answers) {
            answer = "asked";
        }
    }
};

enum class move {
    create,
    submit,
    send_back,
    qualify,
    release,
    accept,
    decline,
    hold,
    resume,
    close,
    cancel,
    reopen,
    set_openings,
    note
};

struct draw {
    move what = static_cast<move>(*rc::gen::inRange(0, 14));
    std::string supplier = *rc::gen::elementOf(std::vector<std::string>{"a", "b", "c"});
    int number = *rc::gen::inRange(1, 6);
};

payload payload_of(const draw& d) {
    const auto number = static_cast<std::uint32_t>(d.number);
    const supplier_id supplier{d.supplier};
    requisition_created made = creation();
    made.openings = number;
    requisition_changed to;
    to.openings = number;
    switch (d.what) {
        case move::create:
            return made;
        case move::submit:
            return submitted_for_intake{};
        case move::send_back:
            return returned_to_draft{};
        case move::qualify:
            return qualified{.items = whole_checklist};
        case move::release:
            return released{.suppliers = {asked(d.supplier)}};
        case move::accept:
            return supplier_accepted{.supplier = supplier};
        case move::decline:
            return supplier_declined{.supplier = supplier};
        case move::hold:
            return held{};
        case move::resume:
            return resumed{};
        case move::close:
            return closed{};
        case move::cancel:
            return cancelled{};
        case move::reopen:
            return reopened{.openings = number};
        case move::set_openings:
            return to;
        case move::note:
            break;
    }
    return noted{.text = "x"};
}

void follow_before_release(model& m, const draw& d) {
    if (d.what == move::create && m.state.empty()) {
        m.state = "draft";
        m.open = d.number;
    } else if (d.what == move::submit && m.state == "draft") {
        m.state = "intake";
    } else if (d.what == move::send_back && m.state == "intake") {
        m.state = "draft";
    } else if (d.what == move::qualify && m.state == "intake") {
        m.state = "qualified";
    }
}

void follow_suppliers(model& m, const draw& d) {
    if (d.what == move::release && (m.state == "qualified" || m.state == "open")) {
        m.state = "open";
        m.ever_released = true;
        std::string& answer = m.answers[d.supplier];
        answer = answer == "accepted" ? answer : "asked";
    } else if (m.state == "open" && m.answers.contains(d.supplier)) {
        if (d.what == move::accept) {
            m.answers[d.supplier] = "accepted";
        } else if (d.what == move::decline) {
            m.answers[d.supplier] = "declined";
        }
    }
}

void follow_the_rest(model& m, const draw& d) {
    if (d.what == move::hold && m.live() && m.state != "on_hold") {
        m.before = m.state;
        m.state = "on_hold";
    } else if (d.what == move::resume && m.state == "on_hold") {
        m.state = m.before;
    } else if (d.what == move::close && (m.state == "open" || m.state == "on_hold")) {
        m.state = "closed";
    } else if (d.what == move::cancel && m.live()) {
        m.state = "cancelled";
        m.cancelled += m.open;
        m.open = 0;
    } else if (d.what == move::reopen && (m.state == "closed" || m.state == "cancelled")) {
        m.reopen(d.number);
    } else if (d.what == move::set_openings && m.live()) {
        m.set_openings(d.number);
    }
}

// One random event, of which the model hears too.
payload next_payload(model& m) {
    const draw d;
    switch (d.what) {
        case move::create:
        case move::submit:
        case move::send_back:
        case move::qualify:
            follow_before_release(m, d);
            break;
        case move::release:
        case move::accept:
        case move::decline:
            follow_suppliers(m, d);
            break;
        case move::hold:
        case move::resume:
        case move::close:
        case move::cancel:
        case move::reopen:
        case move::set_openings:
        case move::note:
            follow_the_rest(m, d);
            break;
    }
    return payload_of(d);
}

void agree(const requisition& req, const model& m) {
    if (m.state.empty()) {
        RC_ASSERT(req.number.empty());
        return;
    }
    RC_ASSERT(std::string{word(req.state)} == m.state);
    const opening_counts counts = count_openings(req);
    RC_ASSERT(counts.open == static_cast<std::uint32_t>(m.open));
    RC_ASSERT(counts.cancelled == static_cast<std::uint32_t>(m.cancelled));
    RC_ASSERT(req.cycle == static_cast<std::uint32_t>(m.cycle));
    RC_ASSERT(req.ended.has_value() == !m.live());
    RC_ASSERT(req.suppliers.size() == m.answers.size());
    for (const coverage& answer : req.suppliers) {
        const char* const words[] = {"asked", "accepted", "declined"};
        RC_ASSERT(
            m.answers.at(answer.supplier.value) == words[static_cast<std::size_t>(answer.said)]
        );
    }
    const auto listed =
        std::ranges::count(indexes(req), record_name(req.number), &index_entry::member);
    RC_ASSERT((listed == 1) == !m.live());
}

RC_GTEST_PROP(Walk, AppliesLikeTheModelAndFoldsToTheSame, ()) {
    model m;
    requisition req;
    std::vector<event> history;
    const int length = *rc::gen::inRange(0, 60);
    for (int i = 0; i < length; ++i) {
        event e = happened(next_payload(m), from_unix_ms(i + 1));
        e.command = command_id{std::to_string(i)};
        history.push_back(e);
        const std::uint32_t before = req.events;
        req = apply(std::move(req), e);
        RC_ASSERT(req.events == before + 1);
        agree(req, m);
    }
    const auto folded = fold<requisition>(history);
    RC_ASSERT(folded.has_value() == !m.state.empty());
    if (folded) {
        RC_ASSERT(*folded == req);
    }
}

// Undo restores the before-image: the fold of a history with some last commands undone is the state
// before them but for the count.
RC_GTEST_PROP(Walk, UndoneCommandsFoldToTheStateBefore, ()) {
    model m;
    requisition req;
    std::vector<event> history;
    const int length = *rc::gen::inRange(1, 40);
    for (int i = 0; i < length; ++i) {
        const std::string command = std::to_string(i);
        const requisition before = req;
        const model model_before = m;
        const int events = *rc::gen::inRange(1, 4);
        for (int n = 0; n < events; ++n) {
            event e = happened(next_payload(m), from_unix_ms(100 * i + n));
            e.command = command_id{command};
            e.n = static_cast<std::uint32_t>(n + 1);
            history.push_back(e);
            req = apply(std::move(req), e);
        }
        const bool take_back = !before.number.empty() && *rc::gen::inRange(0, 3) == 0;
        if (take_back) {
            event e = happened(undone{.command = command_id{command}});
            e.command = command_id{command + "-undo"};
            history.push_back(e);
            const std::uint32_t count = req.events + 1;
            req = before;
            req.events = count;
            m = model_before;
        }
        const auto folded = fold<requisition>(history);
        if (!req.number.empty()) {
            RC_ASSERT(folded.has_value());
            RC_ASSERT(*folded == req);
            agree(*folded, m);
        }
    }
}

}  // namespace
}  // namespace fillrate::domain::testing
