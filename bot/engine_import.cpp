// A pasted table (`admin import`): checked and shown first, imported when exactly what was shown
// comes back. The text lives in the form alone; the rules are those of `fillrate import`.
#include "bot/engine_answers.hpp"
#include "bot/engine_asking.hpp"
#include "bot/importer.hpp"
#include "bot/pasted_table.hpp"
#include "handlers/pasted_rows.hpp"

#include <utility>

namespace fillrate::bot {

namespace {

chat::reply refuse_paste(std::string why) {
    chat::form_problems problems;
    problems.by_field.emplace_back(std::string(handlers::paste_field), std::move(why));
    chat::reply reply;
    reply.what = std::move(problems);
    return reply;
}

handlers::paste_report report_of(
    const pasted_table& table,
    const std::vector<handlers::row_outcome>& outcomes
) {
    handlers::paste_report report;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        report.add(outcomes[i], table.lines[i]);
    }
    return report;
}

chat::reply preview_of(
    handlers::import_kind kind,
    const handlers::paste_report& report,
    pasted_table table
) {
    const handlers::paste_subject of{kind, std::move(table.fingerprint)};
    chat::reply reply;
    reply.what = handlers::preview_form(of, report, std::move(table.text));
    return reply;
}

}  // namespace

void engine::wake_all() const {
    if (wake_.outbox) {
        wake_.outbox();
    }
    if (wake_.timers) {
        wake_.timers();
    }
}

async::awaitable<result<chat::reply>> engine::import_pasted(asking& ask) {
    const auto& subjects = ask.ctx.command.subjects;
    const auto of =
        subjects.empty() ? std::nullopt : handlers::read_paste_subject(subjects.front());
    if (!of) {
        co_return answers::foreign_action();
    }
    if (!handlers::may_import(ask.ctx.actor, of->kind)) {
        note_refusal(ask);
        co_return std::get<handlers::answer>(handlers::refuse_import(ask.ctx, of->kind)).reply;
    }
    auto table = read_pasted(of->kind, ask.ctx.fields[std::string(handlers::paste_field)]);
    if (!table) {
        co_return refuse_paste(table.error().detail + '.');
    }
    const bool imports = of->seen == table->fingerprint;
    const importer::parts needed{on_.store, on_.clock, on_.codec, on_.names, on_.book, on_.ids};
    const importer::author by{ask.ctx.actor.id, ask.ctx.actor.name, ask.request.surface};
    importer into(needed, by, table->columns, table->fingerprint, !imports);
    const auto outcomes = co_await into.take(table->rows);
    if (imports) {
        wake_all();
    }
    if (!outcomes && imports) {
        co_return refuse_paste(
            "The store did not answer in time, so not all rows may be there. Press Import again: "
            "what is there already stays as it is."
        );
    }
    if (!outcomes) {
        co_return outcomes.error();
    }
    const auto report = report_of(*table, *outcomes);
    if (!imports) {
        co_return preview_of(of->kind, report, std::move(*table));
    }
    chat::reply reply;
    reply.what = handlers::import_told(ask.ctx, of->kind, report);
    co_return reply;
}

}  // namespace fillrate::bot
