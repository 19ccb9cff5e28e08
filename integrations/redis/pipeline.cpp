#include "integrations/redis/pipeline.hpp"

#include <algorithm>

namespace fillrate::redis {

namespace {

void finish(pending& one) {
    one.where = pending::state::done;
    if (one.wake) {
        one.wake();
    }
}

}  // namespace

bool pipeline::submit(pending_ptr one) {
    const std::size_t bytes = one->what.bytes().size();
    if (waiting_bytes_ + bytes > max_waiting_bytes) {
        return false;
    }
    waiting_bytes_ += bytes;
    waiting_.push_back(std::move(one));
    return true;
}

std::string pipeline::take_waiting() {
    std::string out;
    out.reserve(waiting_bytes_);
    for (pending_ptr& one : waiting_) {
        out += one->what.bytes();
        one->where = pending::state::written;
        written_.push_back(std::move(one));
    }
    waiting_.clear();
    waiting_bytes_ = 0;
    return out;
}

bool pipeline::deliver(reply one) {
    if (written_.empty()) {
        return false;
    }
    pending& first = *written_.front();
    first.replies.push_back(std::move(one));
    if (first.replies.size() == first.what.commands()) {
        const pending_ptr kept = std::move(written_.front());
        written_.pop_front();
        finish(*kept);
    }
    return true;
}

error pipeline::abandon(const pending_ptr& one, std::string why) {
    one->abandoned = true;
    one->wake = nullptr;
    if (one->where == pending::state::waiting) {
        const auto place = std::ranges::find(waiting_, one);
        if (place != waiting_.end()) {
            waiting_bytes_ -= one->what.bytes().size();
            waiting_.erase(place);
        }
        return error(errc::unavailable, std::move(why));
    }
    return error(errc::unknown_outcome, std::move(why));
}

void pipeline::fail_all(const std::string& why) {
    // Waking runs no coroutine at once, but the queues are emptied first all the same.
    const std::deque<pending_ptr> waiting = std::exchange(waiting_, {});
    const std::deque<pending_ptr> written = std::exchange(written_, {});
    waiting_bytes_ = 0;
    for (const pending_ptr& one : written) {
        one->failure = error(errc::unknown_outcome, why);
        finish(*one);
    }
    for (const pending_ptr& one : waiting) {
        one->failure = error(errc::unavailable, why);
        finish(*one);
    }
}

}  // namespace fillrate::redis
