#include "core/async/scope.hpp"

#include "core/async/event.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/system/system_error.hpp>

#include <list>

namespace fillrate::async {

struct scope::state {
    struct member {
        explicit member(std::string n) : name(std::move(n)) {}

        std::string name;
        asio::cancellation_signal signal{};
        bool cancelled = false;
    };

    state(executor e, escape_handler handler)
        : where(std::move(e)), on_escape(std::move(handler)), emptied(where) {}

    executor where;
    escape_handler on_escape;
    std::list<std::shared_ptr<member>> members{};
    event emptied;
};

namespace {

bool is_abort(const std::exception_ptr& escaped) {
    try {
        std::rethrow_exception(escaped);
    } catch (const boost::system::system_error& thrown) {
        return thrown.code() == asio::error::operation_aborted;
    } catch (...) {
        return false;
    }
}

}  // namespace

scope::scope(executor where, escape_handler on_escape)
    : state_(std::make_shared<state>(std::move(where), std::move(on_escape))) {}

scope::~scope() = default;

std::size_t scope::live() const noexcept {
    return state_->members.size();
}

std::vector<std::string> scope::live_names() const {
    std::vector<std::string> names;
    for (const auto& one : state_->members) {
        names.push_back(one->name);
    }
    return names;
}

void scope::request_cancellation() {
    // A copy: what is cancelled may end, or start others, while we walk.
    const std::vector<std::shared_ptr<state::member>> all(
        state_->members.begin(),
        state_->members.end()
    );
    for (const auto& one : all) {
        one->cancelled = true;
        one->signal.emit(asio::cancellation_type::terminal);
    }
}

awaitable<bool> scope::drain(std::chrono::steady_clock::duration span) {
    const auto shared = state_;
    const steady_instant deadline = std::chrono::steady_clock::now() + span;
    while (!shared->members.empty()) {
        const bool woken = co_await shared->emptied.wait_until(deadline);
        if (!woken) {
            break;
        }
    }
    co_return shared->members.empty();
}

void spawn(scope& into, std::string name, awaitable<void> body) {
    auto shared = into.state_;
    auto self = std::make_shared<scope::state::member>(std::move(name));
    const auto place = shared->members.insert(shared->members.end(), self);
    auto slot = self->signal.slot();
    auto ended = [shared, self, place](std::exception_ptr escaped) {
        shared->members.erase(place);
        if (shared->members.empty()) {
            shared->emptied.notify();
        }
        if (escaped && !(self->cancelled && is_abort(escaped)) && shared->on_escape) {
            shared->on_escape(self->name, escaped);
        }
    };
    asio::co_spawn(
        shared->where,
        std::move(body),
        asio::bind_cancellation_slot(slot, std::move(ended))
    );
}

}  // namespace fillrate::async
