#include "tests/simulation/faults.hpp"

namespace fillrate::simulation {

namespace {

struct fault_row {
    std::string_view name{};
    std::uint32_t most_per_10000 = 0;  ///< of the occasions on which it may strike
};

// In the order of the enumeration.
constexpr std::array<fault_row, fault_kinds> rows{{
    {"store away", 200},
    {"reply lost", 300},
    {"request lost", 200},
    {"store slow", 1000},
    {"cut off", 600},
    {"crash", 40},
    {"stop", 400},
    {"second instance", 10000},
    {"wire clock step", 400},
    {"rate limited", 1500},
    {"not sent", 1000},
    {"applied but failed", 2000},
    {"failed unclear", 1000},
    {"slow post", 1000},
    {"gone", 1500},
    {"rejected", 500},
    {"seen late", 5000},
    {"cannot look", 2000},
    {"duplicate delivery", 4000},
    {"reordered delivery", 4000},
    {"burst", 5000},
    {"time jump", 10000},
}};

}  // namespace

std::string_view name_of(fault what) noexcept {
    return rows[static_cast<std::size_t>(what)].name;
}

std::optional<plant> plant_of(std::string_view name) noexcept {
    if (name == "ack_before_commit") {
        return plant::ack_before_commit;
    }
    if (name == "skip_dedupe") {
        return plant::skip_dedupe;
    }
    if (name == "drop_sending") {
        return plant::drop_sending;
    }
    return std::nullopt;
}

fault_plan::fault_plan(random_source& random, plant planted) : random_(random), planted_(planted) {
    for (std::size_t i = 0; i < fault_kinds; ++i) {
        const bool known = random_.below(2) == 0;
        const auto rate = 1 + random_.below(rows[i].most_per_10000);
        per_10000_[i] = known ? static_cast<std::uint32_t>(rate) : 0;
    }
}

bool fault_plan::strikes(fault what) {
    const auto rate = per_10000_[index(what)];
    if (rate == 0 || random_.below(10000) >= rate) {
        return false;
    }
    ++counts_[index(what)];
    return true;
}

}  // namespace fillrate::simulation
