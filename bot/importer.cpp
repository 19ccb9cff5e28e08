#include "bot/importer.hpp"

#include "bot/unit_of_work.hpp"
#include "core/crypto/hash.hpp"
#include "core/domain/names.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::bot {

namespace {

constexpr int max_rounds = 16;
constexpr int max_conflicts = 20;
constexpr milliseconds patience{10'000};
constexpr milliseconds retry_pause{40};

bool may_try_again(errc code) {
    return code == errc::unavailable || code == errc::unknown_outcome || code == errc::timeout;
}

std::string number_kind(handlers::import_kind kind) {
    return kind == handlers::import_kind::submitted_candidates ? "sub" : "req";
}

// A candidate touches many more records than the others do.
std::size_t most_rows(handlers::import_kind kind) {
    return kind == handlers::import_kind::submitted_candidates ? rows_per_commit / 3
                                                               : rows_per_commit;
}

authorship author_of(const handlers::context& ctx, command_id id, handlers::import_kind kind) {
    authorship by;
    by.command = std::move(id);
    by.actor = ctx.actor.id;
    by.actor_name = ctx.actor.name;
    by.surface = ctx.surface;
    by.now = ctx.now;
    by.outcome = "import|" + std::string(handlers::word(kind));
    return by;
}

// A row too large for a commit of its own.
handlers::row_outcome too_large() {
    const std::string text =
        "the records this row touches are too large for one commit, such as a client with very "
        "many "
        "sites and account managers; spread them over several";
    return {handlers::row_fate::refused, {{0, "row", text}}};
}

}  // namespace

importer::importer(
    parts on,
    author by,
    handlers::import_columns columns,
    std::string run,
    bool dry_run
)
    : on_(on),
      by_(std::move(by)),
      columns_(std::move(columns)),
      run_(std::move(run)),
      dry_run_(dry_run),
      step_(most_rows(columns_.kind)) {}

async::awaitable<result<std::vector<handlers::row_outcome>>> importer::take(
    std::vector<std::vector<std::string>> rows
) {
    std::vector<handlers::row_outcome> all;
    while (all.size() < rows.size()) {
        const auto from = rows.begin() + static_cast<std::ptrdiff_t>(all.size());
        const auto count = std::min(step_, rows.size() - all.size());
        std::vector<std::vector<std::string>> some(from, from + static_cast<std::ptrdiff_t>(count));
        auto done = co_await commit_rows(std::move(some));
        if (!done && done.error().code != errc::invalid_input) {
            co_return done.error();
        }
        if (!done && count > 1) {
            step_ = count / 2;
            continue;
        }
        if (done) {
            all.insert(all.end(), done->begin(), done->end());
            step_ = std::min(step_ * 2, most_rows(columns_.kind));
        } else {
            all.push_back(too_large());
        }
        rows_done_ += count;
    }
    co_return all;
}

// What everything is decided with: the moment, and the organisation as it is.
async::awaitable<result<handlers::context>> importer::look_around(record_loader& loader) {
    const auto name = domain::organisation_record_name();
    std::vector<std::string> names{name};
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    handlers::context ctx;
    ctx.now = on_.clock.now();
    ctx.surface = by_.surface;
    ctx.actor.id = by_.id;
    ctx.actor.name = by_.name;
    if (const auto* known = loader.seen().find<domain::organisation>(name)) {
        ctx.organisation = *known;
    }
    co_return ctx;
}

// A dry run takes no numbers: those it shows nobody are as good.
async::awaitable<result<void>> importer::reserve(
    handlers::import_batch& batch,
    std::uint32_t count
) {
    std::uint64_t first = numbers_.size() + 1;
    if (!dry_run_) {
        const auto reserved = co_await on_.store.reserve(number_kind(columns_.kind), count);
        if (!reserved) {
            co_return reserved.error();
        }
        first = *reserved;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        numbers_.push_back(static_cast<std::uint32_t>(first + i));
    }
    batch.numbers = numbers_;
    co_return result<void>{};
}

async::awaitable<result<handlers::imported>> importer::decide(
    record_loader& loader,
    handlers::import_batch& batch,
    const handlers::context& ctx
) {
    for (int round = 0; round <= max_rounds; ++round) {
        auto outcome = handlers::import_rows(ctx, batch, loader.seen(), on_.book);
        if (auto* done = std::get_if<handlers::imported>(&outcome)) {
            co_return std::move(*done);
        }
        auto& lacks = std::get<handlers::import_need>(outcome);
        const auto numbers = lacks.numbers;
        const auto satisfied = co_await loader.satisfy(std::move(lacks.wanted));
        if (!satisfied) {
            co_return satisfied.error();
        }
        if (numbers != 0) {
            const auto reserved = co_await reserve(batch, numbers);
            if (!reserved) {
                co_return reserved.error();
            }
        }
    }
    co_return error(errc::internal, "rows asked for records too often");
}

// The first ones are in use now.
void importer::forget_numbers(const std::vector<handlers::row_outcome>& used) {
    const auto created =
        std::ranges::count(used, handlers::row_fate::created, &handlers::row_outcome::fate);
    const auto taken = std::min(numbers_.size(), static_cast<std::size_t>(created));
    numbers_.erase(numbers_.begin(), numbers_.begin() + static_cast<std::ptrdiff_t>(taken));
}

// Equal when the same rows meet the same records again, as after a lost reply: then the commit
// counts once. When the records moved on, it is another commit, and what the rows say holds anew.
command_id importer::id_of(const handlers::snapshot& seen) const {
    std::string text = run_ + ' ' + std::to_string(rows_done_);
    for (const auto& [name, entry] : seen.all()) {
        text += ' ' + name + '@' + std::to_string(entry.version);
    }
    return command_id{"import:" + crypto::short_hash(text, 40)};
}

async::awaitable<result<ports::commit_result>> importer::commit(ports::commit_batch batch) {
    const auto deadline = on_.clock.steady_now() + patience;
    for (;;) {
        const auto done = co_await on_.store.commit(batch);
        if (done || !may_try_again(done.error().code) || on_.clock.steady_now() >= deadline) {
            co_return done;
        }
        co_await on_.clock.sleep_until(on_.clock.steady_now() + retry_pause);
    }
}

async::awaitable<result<std::vector<handlers::row_outcome>>> importer::commit_rows(
    std::vector<std::vector<std::string>> rows
) {
    handlers::import_batch batch;
    batch.columns = columns_;
    batch.rows = std::move(rows);
    batch.numbers = numbers_;
    batch.names.external = [this](std::string_view kind, const domain::origin& of) {
        return on_.names.external_record(kind, of);
    };
    batch.names.slack_user = [this](std::string_view tenant, std::string_view user) {
        return on_.names.user_mapping("slack", tenant, user);
    };
    std::string moved;
    for (int tries = 0; tries < max_conflicts; ++tries) {
        record_loader loader(on_.store, on_.codec, command_id{});
        const auto ctx = co_await look_around(loader);
        if (!ctx) {
            co_return ctx.error();
        }
        auto done = co_await decide(loader, batch, *ctx);
        if (!done) {
            co_return done.error();
        }
        if (dry_run_ || done->decided.events.empty()) {
            co_return std::move(done->rows);
        }
        const auto numbered = co_await loader.number_misses(done->decided);
        if (!numbered) {
            co_return numbered.error();
        }
        const auto by = author_of(*ctx, id_of(loader.seen()), columns_.kind);
        auto ready = prepare(done->decided, loader, on_.codec, by, on_.ids);
        if (!ready) {
            co_return ready.error();
        }
        const auto committed = co_await commit(std::move(ready->batch));
        if (!committed) {
            co_return committed.error();
        }
        if (committed->what != ports::commit_result::status::conflict) {
            forget_numbers(done->rows);
            co_return std::move(done->rows);
        }
        moved = committed->outcome;
    }
    co_return error(errc::conflict, moved + " is changed by others all the time; try again later");
}

}  // namespace fillrate::bot
