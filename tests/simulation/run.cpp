#include "tests/simulation/run.hpp"

#include "bot/fsck.hpp"

#include <boost/asio/co_spawn.hpp>

#include <algorithm>

namespace fillrate::simulation {

namespace {

constexpr int requests_per_seed = 40;
constexpr std::size_t most_again = 12;
/// So many wake-ups without time passing is a loop that spins.
constexpr std::uint64_t most_steps_at_once = 20'000;
constexpr std::int64_t undo_window_ms = 5 * 60 * 1000;
constexpr std::int64_t day_and_more_ms = 26 * 60 * 60 * 1000;
constexpr std::chrono::minutes quiet_within{10};
constexpr std::chrono::minutes wire_step_range{10};

std::string audience_of(const installation& shared, const std::string& user) {
    for (const auto& one : shared.people()) {
        if ("U-" + one.id != user) {
            continue;
        }
        if (one.grant.role == domain::role::supplier_contact) {
            return "supplier:" + one.grant.supplier.value;
        }
        if (one.grant.role == domain::role::hiring_manager) {
            return "client:" + one.grant.client.value;
        }
    }
    return "internal";
}

}  // namespace

run::run(installation& shared, std::uint64_t seed, plant planted, story told)
    : shared_(shared),
      random_(seed),
      faults_(random_, planted),
      truth_(shared.fresh_store()),
      crowd_(shared, truth_, world_, random_),
      seed_(seed),
      story_(std::move(told)) {
    wall_.organisation_ms =
        installation::first_moment_ms() + static_cast<std::int64_t>(random_.below(12)) * 3'600'000;
    wall_.wire_ms = installation::first_moment_ms();
    shared_.on_error = [this](std::string_view line) {
        const auto has = [line](std::string_view word) {
            return line.find(word) != std::string_view::npos;
        };
        const bool bug = has("exception") || has("timer failed") ||
                         (has("cannot compose") && !has("simulated")) ||
                         (has("command failed") &&
                          (has("=internal") || has("=protocol") || has("=invalid_input")));
        if (bug) {
            ledger_.violate("the bot logged: " + std::string(line));
        }
    };
    if (faults_.knows(fault::wire_step)) {
        ledger_.wire_clock_jumps();
    }
    processes_.resize(faults_.strikes(fault::second_instance) ? 2 : 1);
    for (std::size_t i = 0; i < processes_.size(); ++i) {
        start(i);
    }
}

run::~run() {
    shared_.on_error = {};
}

void run::start(std::size_t which) {
    auto& one = processes_[which];
    one.owner = ++started_;
    const auto lease_id = "instance-" + std::to_string(which);
    one.running = std::make_unique<bot_instance>(
        bot_instance::surroundings{shared_, truth_, time_, wall_, faults_, ledger_, world_},
        one.owner,
        lease_id,
        random_.next()
    );
    one.running->run_ready();
}

void run::crash(std::size_t which) {
    processes_[which].running.reset();
    processes_[which].starts_at =
        time_.now() + (random_.below(2) == 0 ? milliseconds{0} : up_to(20'000));
}

void run::start_what_is_down() {
    for (std::size_t i = 0; i < processes_.size(); ++i) {
        if (!processes_[i].running && processes_[i].starts_at <= time_.now()) {
            start(i);
        }
    }
}

instant run::organisation_now() const {
    const auto elapsed = std::chrono::duration_cast<milliseconds>(time_.now().time_since_epoch());
    return from_unix_ms(wall_.organisation_ms) + elapsed;
}

// One wake-up of one instance, and whatever it does until it waits again.
void run::step() {
    const auto before = time_.now();
    const auto owner = time_.wake_next();
    steps_at_this_moment_ = time_.now() == before ? steps_at_this_moment_ + 1 : 0;
    if (steps_at_this_moment_ > most_steps_at_once) {
        ledger_.violate("I10 something spins without waiting");
    }
    ++steps_;
    for (std::size_t i = 0; i < processes_.size(); ++i) {
        auto& one = processes_[i];
        if (!owner || !one.running || one.owner != *owner) {
            continue;
        }
        one.running->run_ready();
        if (one.running->escaped() != 0) {
            ledger_.violate("an exception ended a coroutine of the bot");
        }
        if (faults_.strikes(fault::crash)) {
            crash(i);
        }
    }
    start_what_is_down();
}

void run::until(steady_instant when) {
    while (!over()) {
        const auto next = time_.next();
        if (!next || *next > when) {
            break;
        }
        step();
    }
    time_.move_to(when);
    start_what_is_down();
}

async::awaitable<void> run::carry(std::size_t which, delivery what) {
    const auto reply = co_await processes_[which].running->engine().handle(*what);
    answered(what, reply);
}

void run::deliver(const delivery& what) {
    const auto which = faults_.strikes(fault::reorder) ? random_.below(processes_.size()) : 0;
    if (!processes_[which].running) {
        again_.push_back(what);
        return;
    }
    processes_[which].running->start(carry(which, what));
    processes_[which].running->run_ready();
}

void run::answered(const delivery& what, const chat::reply& reply) {
    ledger_.answered(bot::command_of(*what).value, reply.settled);
    if (story_) {
        tell(what, reply);
    }
    const auto audience = audience_of(shared_, what->actor.id);
    if (const auto* text = std::get_if<chat::message>(&reply.what)) {
        ledger_.answered_text(audience, *text);
    }
    crowd_.answered(*what, reply);
    const bool platform_tries_again = !reply.settled && random_.below(4) != 0;
    if ((platform_tries_again || faults_.strikes(fault::duplicate)) && again_.size() < most_again) {
        again_.push_back(what);
    }
}

void run::tell(const delivery& what, const chat::reply& reply) const {
    std::string line = what->source_id + ' ' + what->actor.id + " in " + what->place.channel + ": ";
    if (const auto* typed = std::get_if<chat::typed_line>(&what->what)) {
        line += typed->runs.front().text;
    } else if (const auto* press = std::get_if<chat::button_press>(&what->what)) {
        line += '[' + press->value + ']';
    } else {
        line += "a form";
    }
    line += reply.settled ? " -> " : " -> (not saved) ";
    const auto* text = std::get_if<chat::message>(&reply.what);
    line += text != nullptr                                  ? text->summary
            : std::holds_alternative<chat::form>(reply.what) ? "a form opens"
                                                             : "problems";
    story_(line);
}

void run::jump_time() {
    static constexpr std::array<std::int64_t, 6>
        spans{60'000, undo_window_ms, 3'600'000, 4 * 3'600'000, 9 * 3'600'000, 24 * 3'600'000};
    move_organisation_time(spans[random_.below(spans.size())]);
}

void run::disturb() {
    auto& one = processes_[random_.below(processes_.size())];
    if (faults_.strikes(fault::stop)) {
        time_.stop(one.owner, time_.now() + up_to(60'000));
    }
    if (one.running && faults_.strikes(fault::cut_off)) {
        one.running->store().cut_off(time_.now() + up_to(40'000));
    }
    if (one.running && faults_.strikes(fault::wire_step)) {
        const auto range = milliseconds{wire_step_range}.count();
        one.running->clock().step_wire(
            up_to(static_cast<std::uint64_t>(2 * range)) - milliseconds{wire_step_range}
        );
    }
    if (random_.below(8) == 0 && faults_.knows(fault::time_jump)) {
        faults_.count(fault::time_jump);
        jump_time();
    }
}

void run::act() {
    const auto roll = random_.below(40);
    until(time_.now() + up_to(roll == 0 ? 40'000 : roll < 10 ? 4'000 : 400));
    disturb();
    if (!again_.empty() && random_.below(3) == 0) {
        const auto which = faults_.knows(fault::reorder) ? random_.below(again_.size()) : 0;
        const auto what = again_[which];
        again_.erase(again_.begin() + static_cast<std::ptrdiff_t>(which));
        deliver(what);
        return;
    }
    auto what = std::make_shared<const chat::request>(crowd_.next());
    if (faults_.strikes(fault::duplicate)) {
        deliver(what);
    }
    deliver(std::move(what));
    while (faults_.strikes(fault::burst)) {
        deliver(std::make_shared<const chat::request>(crowd_.next()));
    }
}

void run::move_organisation_time(std::int64_t by_ms) {
    wall_.organisation_ms += by_ms;
    for (auto& one : processes_) {
        if (one.running) {
            one.running->wake();
            one.running->run_ready();
        }
    }
}

// Everything that is due must be done within ten minutes.
void run::rest() {
    // What an instance whose wall clock ran ahead was told to wait for, the others wait for by
    // theirs.
    const auto clocks_apart = faults_.count_of(fault::wire_step) * wire_step_range;
    const auto deadline = time_.now() + quiet_within + clocks_apart;
    do {
        until(time_.now() + seconds{2});
    } while (!over() && time_.now() < deadline && ledger_.anything_due(organisation_now()));
    if (ledger_.anything_due(organisation_now())) {
        ledger_.violate(
            "I10 not quiet ten minutes after the last fault: " +
            ledger_.what_is_due(organisation_now())
        );
    }
}

// Faults have stopped. A day later every clock that ran has come due; what other parties hear waits
// out the undo window, and what came up at night the morning, be it after a weekend. Further timers
// may fire meanwhile, so the end is waited for a few times.
void run::become_quiet() {
    static constexpr int most_waits = 12;
    static constexpr std::int64_t longest_wait_ms = 3 * day_and_more_ms;
    rest();
    move_organisation_time(day_and_more_ms);
    rest();
    for (int i = 0; i < most_waits && !over() && ledger_.anything_queued(); ++i) {
        const auto away = ledger_.first_queued() - to_unix_ms(organisation_now());
        move_organisation_time(
            std::clamp<std::int64_t>(away, undo_window_ms + 1000, longest_wait_ms)
        );
        rest();
    }
    if (ledger_.anything_queued()) {
        const auto in_a_year = organisation_now() + std::chrono::hours{24 * 365};
        ledger_.violate("I3 something stays queued for ever: " + ledger_.what_is_due(in_a_year));
    }
}

// Every living card that was not given up shows the last event of its requisition.
void run::check_cards() {
    constexpr std::string_view prefix = "place:";
    const auto& all = truth_.records();
    for (auto at = all.lower_bound(prefix); at != all.end() && at->first.starts_with(prefix);
         ++at) {
        const auto dot = at->first.rfind(".req.");
        const auto json = shared_.codec.unwrap(at->first, at->second.body);
        const auto card =
            json ? bot::card_from_json(*json) : result<bot::card_record>(json.error());
        if (dot == std::string::npos || !card) {
            ledger_.violate("I2 " + at->first + " cannot be read");
            return;
        }
        const auto subject = "req:" + at->first.substr(dot + 5);
        const auto found = all.find(subject);
        const bool given_up = card->progress.state == bot::outbox_state::dead;
        if (given_up || card->message_id.empty() || found == all.end()) {
            continue;
        }
        const auto value = shared_.codec.decode(subject, found->second.body);
        const auto* req = value ? std::get_if<domain::requisition>(&*value) : nullptr;
        if (req != nullptr && card->shown != req->events) {
            ledger_.violate(
                at->first + " shows event " + std::to_string(card->shown) + " of " +
                std::to_string(req->events)
            );
        }
    }
}

void run::check_store() {
    boost::asio::io_context loop{1};
    auto work = [](run& self) -> async::awaitable<void> {
        const auto report = co_await bot::fsck(self.truth_, self.shared_.codec);
        if (!report) {
            self.ledger_.violate("I2 fsck failed: " + report.error().detail);
        } else if (!report->problems.empty()) {
            self.ledger_.violate("I2 fsck: " + report->problems.front());
        }
    };
    boost::asio::co_spawn(loop, work(*this), [](std::exception_ptr) {});
    loop.run();
    static constexpr std::uint64_t every = 16;
    if (seed_ % every != 0) {
        return;
    }
    const auto dump = truth_.dump();
    for (std::size_t at = 0; at < dump.size(); at = dump.find('\n', at) + 1) {
        if (dump.compare(at, 13, "fr:{00}:acme:") != 0) {
            ledger_.violate("I7 a key of somebody else: " + dump.substr(at, 60));
            return;
        }
    }
}

run_result run::to_the_end() {
    for (int i = 0; i < requests_per_seed && !over(); ++i) {
        act();
    }
    until(time_.now() + seconds{5});
    faults_.calm();
    for (auto& one : processes_) {
        one.starts_at = time_.now();
    }
    start_what_is_down();
    while (!again_.empty() && !over()) {
        const auto what = again_.front();
        again_.pop_front();
        deliver(what);
        until(time_.now() + milliseconds{200});
    }
    if (!over()) {
        become_quiet();
    }
    if (!over()) {
        ledger_.check_end();
        check_store();
        check_cards();
    }
    run_result result;
    result.broken = ledger_.broken();
    result.steps = steps_;
    result.commits = ledger_.commits();
    result.commands = ledger_.user_commits();
    result.timers = ledger_.timers_fired();
    result.posts = world_.posts;
    result.edits = world_.edits;
    result.faults = faults_.counts();
    return result;
}

run_result run_seed(installation& shared, std::uint64_t seed, plant planted, run::story told) {
    run one(shared, seed, planted, std::move(told));
    return one.to_the_end();
}

}  // namespace fillrate::simulation
