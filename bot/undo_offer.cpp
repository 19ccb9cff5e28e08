#include "bot/undo_offer.hpp"

#include "handlers/wording.hpp"

#include <algorithm>
#include <utility>

namespace fillrate::bot {

namespace {

constexpr std::size_t most_in_a_row = 5;

// The place of what was changed says what its hours mean; without one, the firm's.
std::string zone_of_change(const prepared_commit& ready, const handlers::context& ctx) {
    for (const auto& [name, value] : ready.records) {
        if (const auto* req = std::get_if<domain::requisition>(&value)) {
            return req->zone;
        }
        if (const auto* iv = std::get_if<domain::interview>(&value)) {
            return iv->zone;
        }
        if (const auto* shift = std::get_if<domain::work_shift>(&value)) {
            return shift->zone;
        }
    }
    return ctx.organisation.default_zone;
}

// The row of a message that has just one, while there is room in it.
chat::button_row* only_row(chat::message& of) {
    chat::button_row* found = nullptr;
    for (auto& block : of.blocks) {
        if (auto* row = std::get_if<chat::button_row>(&block)) {
            if (found != nullptr) {
                return nullptr;
            }
            found = row;
        }
    }
    return found != nullptr && found->buttons.size() < most_in_a_row ? found : nullptr;
}

}  // namespace

std::string undo_subject(const command_id& of) {
    return "command:" + of.value;
}

void offer_undo(chat::reply& into, const prepared_commit& ready, const handlers::context& ctx) {
    const bool own = into.who == chat::reply::visibility::only_you;
    if (!own || !ready.undo_until) {
        return;
    }
    const auto until = handlers::local_hour(*ready.undo_until, zone_of_change(ready, ctx));
    if (auto* form = std::get_if<chat::form>(&into.what)) {
        form->said.push_back(
            {chat::plain("To take it back, until " + until + ": "), chat::code(ctx.root + " undo")}
        );
        return;
    }
    auto* text = std::get_if<chat::message>(&into.what);
    if (text == nullptr) {
        return;
    }
    chat::button undo;
    undo.label = "Undo until " + until;
    undo.act.name = "undo";
    undo.act.subject = undo_subject(command_id{ready.batch.command});
    if (auto* row = only_row(*text)) {
        row->buttons.push_back(std::move(undo));
        return;
    }
    // A message of blocks shows those alone.
    if (text->blocks.empty() && !text->summary.empty()) {
        text->blocks.emplace_back(chat::paragraph{{chat::plain(text->summary)}});
    }
    text->blocks.emplace_back(chat::button_row{{std::move(undo)}});
}

}  // namespace fillrate::bot
