#include "handlers/report_sharing.hpp"

#include "handlers/lists.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::handlers {

bool is_shared(const context& ctx, const sharing& by) {
    return ctx.command.verb == by.action;
}

const domain::client* client_of_room(const context& ctx, const snapshot& seen) {
    const auto all = records_of<domain::client>(seen, directory_page(clients_list));
    const auto found = std::ranges::find_if(all, [&ctx](const auto* each) {
        return !ctx.place.id.empty() && each->internal_conversation == ctx.place.id;
    });
    return found == all.end() ? nullptr : *found;
}

void add_rows_link(const context& ctx, chat::message& to, std::string_view of) {
    if (!ctx.files.linked) {
        return;
    }
    to.blocks.emplace_back(chat::paragraph{
        {chat::file("The rows behind it, CSV", std::string(rows_subject) + std::string(of)),
         chat::plain(" (yours alone, works once and for ten minutes)")}});
}

outcome reply_here(const context& ctx, chat::message report, sharing by, bool may_be_shared) {
    answer said;
    if (is_shared(ctx, by)) {
        said.reply.who = chat::reply::visibility::everyone_here;
    } else if (may_be_shared) {
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
