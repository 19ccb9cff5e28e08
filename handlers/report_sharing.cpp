#include "handlers/report_sharing.hpp"

#include <utility>

namespace fillrate::handlers {

namespace {

bool carries(const context& ctx, const sharing& by) {
    const bool whole = ctx.command.arguments.empty() || !by.subject.empty();
    return whole && ctx.command.tail.empty();
}

}  // namespace

outcome reply_here(const context& ctx, chat::message report, sharing by) {
    answer said;
    if (ctx.command.verb == by.action) {
        said.reply.who = chat::reply::visibility::everyone_here;
    } else if (ctx.place.binding.who == domain::binding::kind::internal && carries(ctx, by)) {
        chat::button share;
        share.label = "Share here";
        share.act.name = std::move(by.action);
        share.act.subject = std::move(by.subject);
        report.blocks.emplace_back(chat::button_row{{std::move(share)}});
    }
    said.reply.what = std::move(report);
    return said;
}

}  // namespace fillrate::handlers
