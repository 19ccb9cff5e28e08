#include "bot/upload_quota.hpp"

namespace fillrate::bot {

bool upload_quota::admits(std::uint64_t bytes, wire_instant now) {
    while (!kept_.empty() && kept_.front().at + span <= now) {
        sum_ -= kept_.front().bytes;
        kept_.pop_front();
    }
    return sum_ + bytes <= most_bytes;
}

void upload_quota::add(std::uint64_t bytes, wire_instant now) {
    kept_.push_back({now, bytes});
    sum_ += bytes;
}

}  // namespace fillrate::bot
