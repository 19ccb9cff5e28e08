// Files through the engine: the one that came with a form, and the one a link opens once.
#include "bot/engine_answers.hpp"
#include "bot/engine_asking.hpp"
#include "core/domain/names.hpp"
#include "handlers/report_sharing.hpp"
#include "handlers/resume.hpp"
#include "handlers/use_cases.hpp"
#include "integrations/csv/writer.hpp"

#include <utility>

namespace fillrate::bot {

namespace {

constexpr int most_file_tries = 5;
constexpr milliseconds retry_attach_after{200};

// Whoever follows a link is alone with it, whatever place they got it in.
handlers::context link_context_of(
    const domain::person& reader,
    const std::string& subject,
    instant now
) {
    handlers::context ctx;
    ctx.actor = domain::acting(reader, now);
    ctx.place.binding = {domain::binding::kind::direct, reader.id.value};
    ctx.direct = true;
    ctx.now = now;
    ctx.surface = "link";
    ctx.command.noun = "sub";
    ctx.command.verb = "resume";
    ctx.command.subjects = {subject};
    return ctx;
}

handlers::context rows_context_of(
    const domain::person& reader,
    const domain::organisation& firm,
    const std::string& subject,
    instant now
) {
    auto ctx = link_context_of(reader, subject, now);
    ctx.organisation = firm;
    ctx.command.noun = "report";
    ctx.command.verb = "rows";
    return ctx;
}

bool is_known(const domain::person* reader, instant now) {
    return reader != nullptr && (!reader->mapping_ends || *reader->mapping_ends > now);
}

authorship opening_author(const handlers::context& ctx) {
    authorship by;
    by.command = ctx.id;
    by.actor = ctx.actor.id;
    by.actor_name = ctx.actor.name;
    by.surface = ctx.surface;
    by.now = ctx.now;
    by.outcome = "resume|" + ctx.command.subjects.front();
    return by;
}

// Nothing changes but that they hear of it.
handlers::decision refusal_for(
    const std::optional<domain::person>& told,
    const fetch_order& order,
    instant now
) {
    handlers::decision decided;
    decided.can_undo = false;
    if (!told) {
        return decided;
    }
    chat::outgoing word;
    word.conversation = told->direct;
    word.kind = std::string(handlers::resume_refused_kind);
    word.subject = order.subject;
    word.readers = {chat::audience::kind::person, told->id.value};
    word.not_before_ms = to_unix_ms(now);
    decided.messages.push_back(std::move(word));
    return decided;
}

// Whoever gave the file; when there is no conversation with them, the requisition's owner.
async::awaitable<result<std::optional<domain::person>>> whom_to_tell(
    const fetch_order& order,
    record_loader& loader
) {
    std::optional<domain::person> told;
    const auto* giver = loader.seen().find<domain::person>(domain::record_name(order.giver));
    if (giver != nullptr && !giver->direct.empty()) {
        told = *giver;
        co_return told;
    }
    const auto* sub = loader.seen().find<domain::submittal>(order.subject);
    if (sub == nullptr) {
        co_return told;
    }
    const auto req_name = domain::record_name(sub->requisition);
    std::vector<std::string> names{req_name};
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto* req = loader.seen().find<domain::requisition>(req_name);
    const auto owner_name = domain::record_name(req == nullptr ? person_id{} : req->owner);
    std::vector<std::string> owners{owner_name};
    const auto found = co_await loader.load(std::move(owners));
    if (!found) {
        co_return found.error();
    }
    const auto* owner = loader.seen().find<domain::person>(owner_name);
    if (owner != nullptr && !owner->direct.empty()) {
        told = *owner;
    }
    co_return told;
}

opened_file file_from(const domain::submittal& sub, std::string bytes) {
    opened_file file;
    file.name = file_name_for(sub.number, sub.resume->kind);
    file.media_type = media_type_of(sub.resume->kind);
    file.bytes = std::move(bytes);
    return file;
}

// The table of an answer, named by its title.
opened_file file_from(const chat::reply& told) {
    opened_file file;
    file.media_type = "text/csv; charset=utf-8";
    const auto* said = std::get_if<chat::message>(&told.what);
    for (const auto& block : said == nullptr ? std::vector<chat::block>{} : said->blocks) {
        if (const auto* rows = std::get_if<chat::table>(&block)) {
            for (const auto& cells : rows->rows) {
                csv::append_row(file.bytes, cells);
            }
        }
    }
    file.name = (said == nullptr ? std::string("rows") : said->title) + ".csv";
    return file;
}

}  // namespace

// A ticket names who uploaded it: nobody else's form can bring it. On platforms with files of their
// own the form brings the platform's id.
void engine::take_upload(asking& ask) const {
    const auto field = ask.ctx.fields.find(std::string(chat::file_field));
    if (field == ask.ctx.fields.end() || options_.files == nullptr) {
        return;
    }
    const auto& request = ask.request;
    if (request.platform == "slack") {
        ask.ctx.upload_follows = ask.ctx.files.taken && !field->second.empty();
        return;
    }
    ask.ctx.uploaded = options_.files->open_ticket(
        field->second,
        request.platform + '|' + request.tenant + '|' + request.actor.id
    );
}

async::awaitable<result<handlers::outcome>> engine::decide_opening(
    const handlers::context& ctx,
    record_loader& loader,
    handlers::decide_function function
) {
    for (int round = 0; round <= max_decision_rounds; ++round) {
        auto outcome = function(ctx, loader.seen(), on_.book);
        auto* wanted = std::get_if<handlers::need>(&outcome);
        if (wanted == nullptr) {
            co_return std::move(outcome);
        }
        const auto satisfied = co_await loader.satisfy(std::move(*wanted));
        if (!satisfied) {
            co_return satisfied.error();
        }
    }
    co_return error(errc::internal, "an opening asked for records too often");
}

// Rows have no file: they are made when their link is opened, of what its reader may see by then.
async::awaitable<result<opened_file>> engine::open_rows(const file_link& link) {
    const command_id id{"file:" + link.nonce};
    record_loader loader(on_.store, on_.codec, id);
    const auto reader_name = domain::record_name(link.reader);
    std::vector<std::string> names{reader_name, domain::organisation_record_name()};
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto now = on_.clock.now();
    const auto* reader = loader.seen().find<domain::person>(reader_name);
    const auto* firm = loader.seen().find<domain::organisation>(domain::organisation_record_name());
    if (!is_known(reader, now) || firm == nullptr || loader.earlier_outcome()) {
        co_return error(errc::not_found);
    }
    auto ctx = rows_context_of(*reader, *firm, link.subject, now);
    ctx.id = id;
    auto outcome = co_await decide_opening(ctx, loader, handlers::report_rows);
    if (!outcome) {
        co_return outcome.error();
    }
    const auto* told = std::get_if<handlers::answer>(&*outcome);
    if (told == nullptr || told->refused) {
        co_return error(errc::not_found);
    }
    auto file = file_from(told->reply);
    handlers::decision used;
    used.can_undo = false;
    auto by = opening_author(ctx);
    by.outcome = "report|" + link.subject;
    auto ready = prepare(used, loader, on_.codec, by, on_.ids);
    if (!ready) {
        co_return ready.error();
    }
    const auto done = co_await commit(std::move(*ready));
    if (!done) {
        co_return done.error();
    }
    if (done->what != ports::commit_result::status::committed) {
        co_return error(
            done->what == ports::commit_result::status::conflict ? errc::conflict : errc::not_found
        );
    }
    on_.log.info(
        "rows of a report given out",
        {{"actor", link.reader.value}, {"what", link.subject}}
    );
    co_return std::move(file);
}

// The bytes are at hand before the one use is committed: a missing file uses nothing up.
async::awaitable<result<opened_file>> engine::open_once(const file_link& link) {
    const command_id id{"file:" + link.nonce};
    record_loader loader(on_.store, on_.codec, id);
    const auto reader_name = domain::record_name(link.reader);
    std::vector<std::string> names{reader_name, link.subject};
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto* reader = loader.seen().find<domain::person>(reader_name);
    const auto now = on_.clock.now();
    if (!is_known(reader, now) || loader.earlier_outcome()) {
        co_return error(errc::not_found);
    }
    auto ctx = link_context_of(*reader, link.subject, now);
    ctx.id = id;
    auto outcome = co_await decide_opening(ctx, loader, handlers::resume_fetched);
    if (!outcome) {
        co_return outcome.error();
    }
    const auto* decided = std::get_if<handlers::decision>(&*outcome);
    const auto* sub = loader.seen().find<domain::submittal>(link.subject);
    if (decided == nullptr || sub == nullptr || !sub->resume) {
        co_return error(errc::not_found);
    }
    auto bytes = options_.files->bytes_of(*sub->resume);
    if (!bytes) {
        on_.log.error(
            "a kept file cannot be read",
            {{"subject", link.subject}, {"why", bytes.error().detail}}
        );
        co_return error(errc::not_found);
    }
    auto file = file_from(*sub, std::move(*bytes));
    const auto by = opening_author(ctx);
    auto ready = prepare(*decided, loader, on_.codec, by, on_.ids);
    if (!ready) {
        co_return ready.error();
    }
    const auto done = co_await commit(std::move(*ready));
    if (!done) {
        co_return done.error();
    }
    if (done->what == ports::commit_result::status::committed) {
        co_return std::move(file);
    }
    co_return error(
        done->what == ports::commit_result::status::conflict ? errc::conflict : errc::not_found
    );
}

// Only looked for: it is read when it is sent.
std::optional<chat::reply> engine::missing_file(
    const asking& ask,
    const handlers::decision& decided
) const {
    for (const auto& item : decided.messages) {
        if (item.kind != handlers::resume_kind_name) {
            continue;
        }
        const auto* sub = ask.loader.seen().find<domain::submittal>(item.subject);
        const bool there = sub != nullptr && sub->resume && options_.files != nullptr &&
                           options_.files->vault().has(sub->resume->file);
        if (!there) {
            on_.log.error("a kept file is missing", {{"subject", item.subject}});
            return answers::private_text(
                "The file cannot be read right now; whoever runs this installation finds why in "
                "its log. Ask again later: " +
                ask.ctx.root + " S-" + item.subject.substr(item.subject.find(':') + 1) + " resume"
            );
        }
    }
    return std::nullopt;
}

bool engine::order_fetch(
    ports::commit_batch& into,
    const asking& ask,
    const std::vector<domain::event>& events
) const {
    if (!ask.ctx.upload_follows || !wake_.fetch) {
        return false;
    }
    fetch_order order;
    order.id = on_.ids.next(ask.ctx.now);
    order.file = ask.ctx.fields.at(std::string(chat::file_field));
    order.giver = ask.ctx.actor.id;
    order.command = ask.id;
    order.ordered = ask.ctx.now;
    const auto& subjects = ask.ctx.command.subjects;
    if (!subjects.empty() && domain::parse_submittal_name(subjects.front())) {
        order.subject = subjects.front();
    }
    for (const auto& what : events) {
        if (std::holds_alternative<domain::submittal_made>(what.data)) {
            order.subject = what.subject;
        }
    }
    if (order.subject.empty()) {
        return false;
    }
    keep_order(into, order, on_.codec, on_.clock.wire_now());
    return true;
}

// Nothing when the file is refused, or nobody who gave it is known any more.
async::awaitable<result<std::optional<handlers::decision>>> engine::decide_attaching(
    const fetch_order& order,
    std::optional<domain::given_resume> kept,
    const domain::person* giver,
    record_loader& loader
) {
    std::optional<handlers::decision> decided;
    if (giver == nullptr) {
        co_return decided;
    }
    auto ctx = link_context_of(*giver, order.subject, on_.clock.now());
    ctx.id = command_id{"file:" + order.command.value};
    ctx.surface = "form";
    ctx.uploaded = std::move(kept);
    if (ctx.uploaded) {
        ctx.uploaded->since = order.ordered;
    }
    auto outcome = co_await decide_opening(ctx, loader, handlers::resume_arrived);
    if (!outcome) {
        co_return outcome.error();
    }
    if (auto* made = std::get_if<handlers::decision>(&*outcome)) {
        decided = std::move(*made);
    }
    co_return decided;
}

async::awaitable<result<ports::commit_result>> engine::attach_once(
    const fetch_order& order,
    const std::optional<domain::given_resume>& kept
) {
    authorship by;
    by.command = command_id{"file:" + order.command.value};
    by.actor = order.giver;
    by.surface = "form";
    by.now = on_.clock.now();
    by.outcome = "resume|" + order.subject;
    record_loader loader(on_.store, on_.codec, by.command);
    const auto giver_name = domain::record_name(order.giver);
    std::vector<std::string> names{giver_name, order.subject};
    const auto loaded = co_await loader.load(std::move(names));
    if (!loaded) {
        co_return loaded.error();
    }
    const auto* found = loader.seen().find<domain::person>(giver_name);
    std::optional<domain::person> giver;
    if (found != nullptr) {
        giver = *found;
        by.actor_name = giver->name;
    }
    auto decided = co_await decide_attaching(order, kept, giver ? &*giver : nullptr, loader);
    if (!decided) {
        co_return decided.error();
    }
    if (!*decided) {
        const auto told = co_await whom_to_tell(order, loader);
        if (!told) {
            co_return told.error();
        }
        *decided = refusal_for(*told, order, by.now);
    }
    auto ready = prepare(**decided, loader, on_.codec, by, on_.ids);
    if (!ready) {
        co_return ready.error();
    }
    remove_order(ready->batch, order.id);
    co_return co_await commit(std::move(*ready));
}

async::awaitable<result<void>> engine::attach_fetched(
    fetch_order order,
    std::optional<domain::given_resume> kept
) {
    error last(errc::unavailable);
    for (int tries = 0; tries < most_file_tries; ++tries) {
        const auto done = co_await attach_once(order, kept);
        if (done && done->what != ports::commit_result::status::conflict) {
            co_return result<void>{};
        }
        last = done ? error(errc::conflict) : done.error();
        co_await on_.clock.sleep_until(on_.clock.steady_now() + retry_attach_after);
    }
    co_return last;
}

async::awaitable<result<opened_file>> engine::open_file(std::string token) {
    const auto link = options_.files == nullptr ? std::nullopt : options_.files->follow(token);
    if (!link) {
        co_return error(errc::not_found);
    }
    for (int tries = 0; tries < most_file_tries; ++tries) {
        const bool rows = link->subject.starts_with(handlers::rows_subject);
        result<opened_file> opened(errc::not_found);
        if (rows) {
            opened = co_await open_rows(*link);
        } else {
            opened = co_await open_once(*link);
        }
        if (opened || opened.error().code != errc::conflict) {
            co_return opened;
        }
    }
    co_return error(errc::unavailable, "the record changes too often");
}

}  // namespace fillrate::bot
