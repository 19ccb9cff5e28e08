// The simulation: as many seeds as fit into the time given, or one seed again, or the search for a
// planted bug.
//   simulation [--seconds N] [--from N] [--least SEEDS]
//     FILLRATE_SIMULATION_SECONDS is the default of --seconds
//   simulation --seed N
//   simulation --plant NAME [--seeds N]     succeeds when the bug is found within N seeds
#include "core/base/text.hpp"
#include "tests/simulation/run.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace fillrate::simulation {

namespace {

struct arguments {
    std::uint64_t seconds = 5;
    std::uint64_t from = 1;
    std::uint64_t least = 1;  ///< seeds, however long they take
    std::uint64_t seeds = 200;
    std::optional<std::uint64_t> seed{};
    std::optional<plant> planted{};
    std::string plant_name{};
};

std::optional<std::uint64_t> number_of(std::string_view text) {
    return parse_int<std::uint64_t>(text);
}

bool read_pair(arguments& into, std::string_view name, std::string_view value) {
    if (name == "--plant") {
        into.plant_name = value;
        into.planted = plant_of(value);
        return into.planted.has_value();
    }
    const auto number = number_of(value);
    if (!number) {
        return false;
    }
    if (name == "--seconds") {
        into.seconds = *number;
    } else if (name == "--from") {
        into.from = *number;
    } else if (name == "--least") {
        into.least = *number;
    } else if (name == "--seeds") {
        into.seeds = *number;
    } else if (name == "--seed") {
        into.seed = *number;
    } else {
        return false;
    }
    return true;
}

std::optional<arguments> read_arguments(int count, char** words) {
    arguments into;
    if (const char* given = std::getenv("FILLRATE_SIMULATION_SECONDS")) {
        into.seconds = number_of(given).value_or(into.seconds);
    }
    for (int i = 1; i < count; i += 2) {
        if (i + 1 >= count || !read_pair(into, words[i], words[i + 1])) {
            return std::nullopt;
        }
    }
    return into;
}

void add(run_result& sum, const run_result& one) {
    sum.steps += one.steps;
    sum.commits += one.commits;
    sum.commands += one.commands;
    sum.timers += one.timers;
    sum.posts += one.posts;
    sum.edits += one.edits;
    for (std::size_t i = 0; i < fault_kinds; ++i) {
        sum.faults[i] += one.faults[i];
    }
}

void print_sum(const run_result& sum, std::uint64_t seeds, double seconds) {
    std::printf(
        "%llu seeds in %.1f s of processor time (%.2f ms each): %llu commits, %llu commands, %llu "
        "timers, %llu posts, %llu edits, %llu steps\n",
        static_cast<unsigned long long>(seeds),
        seconds,
        seeds == 0 ? 0.0 : 1000 * seconds / static_cast<double>(seeds),
        static_cast<unsigned long long>(sum.commits),
        static_cast<unsigned long long>(sum.commands),
        static_cast<unsigned long long>(sum.timers),
        static_cast<unsigned long long>(sum.posts),
        static_cast<unsigned long long>(sum.edits),
        static_cast<unsigned long long>(sum.steps)
    );
    for (std::size_t i = 0; i < fault_kinds; ++i) {
        const auto name = name_of(static_cast<fault>(i));
        std::printf(
            "  %-20.*s %llu\n",
            static_cast<int>(name.size()),
            name.data(),
            static_cast<unsigned long long>(sum.faults[i])
        );
    }
}

void print_failure(std::uint64_t seed, const run_result& one) {
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), one.broken->c_str());
    std::printf("again with: simulation --seed %llu\n", static_cast<unsigned long long>(seed));
}

int find_planted(installation& shared, const arguments& asked) {
    for (std::uint64_t seed = asked.from; seed < asked.from + asked.seeds; ++seed) {
        const auto one = run_seed(shared, seed, *asked.planted);
        if (one.broken) {
            std::printf(
                "planted %s: found by seed %llu, the %llu. tried: %s\n",
                asked.plant_name.c_str(),
                static_cast<unsigned long long>(seed),
                static_cast<unsigned long long>(seed - asked.from + 1),
                one.broken->c_str()
            );
            return 0;
        }
    }
    std::printf(
        "planted %s: NOT found in %llu seeds\n",
        asked.plant_name.c_str(),
        static_cast<unsigned long long>(asked.seeds)
    );
    return 1;
}

int replay(installation& shared, std::uint64_t seed) {
    const auto one = run_seed(shared, seed, plant::none, [](const std::string& line) {
        std::printf("%s\n", line.c_str());
    });
    print_sum(one, 1, 0);
    if (one.broken) {
        print_failure(seed, one);
        return 1;
    }
    return 0;
}

int search(installation& shared, const arguments& asked) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(asked.seconds);
    const auto started = std::clock();
    run_result sum;
    std::uint64_t seeds = 0;
    while (seeds < asked.least || std::chrono::steady_clock::now() < deadline) {
        const auto seed = asked.from + seeds;
        const auto one = run_seed(shared, seed, plant::none);
        add(sum, one);
        ++seeds;
        if (one.broken) {
            print_failure(seed, one);
            return 1;
        }
    }
    print_sum(sum, seeds, static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC);
    std::printf(
        "no promise broken: with 95 %% confidence fewer than 3/%llu = %.2g of all such runs break "
        "one\n",
        static_cast<unsigned long long>(seeds),
        3.0 / static_cast<double>(seeds)
    );
    return 0;
}

}  // namespace

static int program(int count, char** words) {
    const auto asked = read_arguments(count, words);
    if (!asked) {
        std::fputs(
            "usage: simulation [--seconds N] [--from N] [--least SEEDS] | --seed N | --plant NAME "
            "[--seeds N]\n",
            stderr
        );
        return 2;
    }
    installation shared;
    if (asked->planted) {
        return find_planted(shared, *asked);
    }
    return asked->seed ? replay(shared, *asked->seed) : search(shared, *asked);
}

}  // namespace fillrate::simulation

int main(int count, char** words) {
    return fillrate::simulation::program(count, words);
}
