// Whether the comparison of signatures tells where they differ (RELIABILITY.md N010): Welch's t of
// 100,000 early against 100,000 late differences. Prints |t|; below 4.5 nothing significant is
// seen.
#include "core/crypto/hash.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

namespace {

using std::chrono::steady_clock;

struct summary {
    double mean = 0;
    double variance = 0;
};

// Without the slowest hundredth, which is the machine's and not the comparison's.
summary summarize(std::vector<double> samples) {
    std::sort(samples.begin(), samples.end());
    samples.resize(samples.size() - samples.size() / 100);
    summary all;
    for (const double one : samples) {
        all.mean += one / static_cast<double>(samples.size());
    }
    for (const double one : samples) {
        all.variance +=
            (one - all.mean) * (one - all.mean) / static_cast<double>(samples.size() - 1);
    }
    return all;
}

double nanoseconds_of(const std::string& wanted, const std::string& given) {
    // Several at once: one is shorter than the clock's step.
    constexpr int repetitions = 16;
    const auto start = steady_clock::now();
    unsigned equal = 0;
    for (int i = 0; i < repetitions; ++i) {
        equal += fillrate::crypto::equal_constant_time(wanted, given) ? 1U : 0U;
    }
    const std::chrono::duration<double, std::nano> took = steady_clock::now() - start;
    return equal == 0 ? took.count() : 0;
}

}  // namespace

int main() {
    constexpr std::size_t count = 100'000;
    const std::string wanted = "v0=" + std::string(64, 'a');
    std::array<std::string, 2> given{wanted, wanted};
    given[0][3] = 'b';
    given[1].back() = 'b';
    std::array<std::vector<double>, 2> samples{};
    for (std::size_t i = 0; i < 2 * count; ++i) {
        samples[i % 2].push_back(nanoseconds_of(wanted, given[i % 2]));
    }
    const summary early = summarize(std::move(samples[0]));
    const summary late = summarize(std::move(samples[1]));
    const double t = (early.mean - late.mean) /
                     std::sqrt((early.variance + late.variance) / static_cast<double>(count));
    std::printf("%.2f\n", std::abs(t));
}
