// `admin`: how far the set-up is, and the line that does the next step.
#include "core/base/text.hpp"
#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/lists.hpp"
#include "handlers/set_up.hpp"
#include "handlers/use_cases.hpp"

#include <algorithm>
#include <array>

namespace fillrate::handlers {

namespace {

struct set_up_state {
    std::vector<const domain::client*> clients{};
    std::vector<const domain::supplier*> suppliers{};
    std::vector<const domain::person*> people{};
    bool has_internal = false;
};

bool anybody_is(const set_up_state& now, domain::role wanted) {
    return std::ranges::any_of(now.people, [wanted](const auto* person) {
        return std::ranges::find(person->grants, wanted, &domain::grant::role) !=
               person->grants.end();
    });
}

// One line a step: done, or what to type.
struct step {
    bool done = false;
    std::string what{};
    std::string line{};
};

std::vector<step> steps_of(const context& ctx, const set_up_state& now) {
    const auto count = [](std::size_t n, std::string_view singular, std::string_view plural) {
        return std::to_string(n) + ' ' + std::string(n == 1 ? singular : plural);
    };
    return {
        {!now.clients.empty(),
         count(now.clients.size(), "client", "clients"),
         "admin client \"Acorn Robotics\" site:Chicago zone:" + ctx.organisation.default_zone},
        {now.has_internal,
         now.has_internal ? "an internal channel" : "no internal channel",
         "admin bind #hiring internal"},
        {!now.suppliers.empty(),
         count(now.suppliers.size(), "supplier", "suppliers"),
         "admin supplier \"Hammer & Tongs\" tier:1"},
        {anybody_is(now, domain::role::hiring_manager),
         count(now.people.size(), "person", "people"),
         "admin person @lee role:am"},
    };
}

}  // namespace

outcome admin_show(const context& ctx, const snapshot& seen, domain::policy_book& /*book*/) {
    if (auto refused = refuse_outsider(ctx)) {
        return std::move(*refused);
    }
    need wanted;
    const std::array pages{
        directory_page(clients_list),
        directory_page(suppliers_list),
        directory_page(everybody_list)};
    for (const auto& page : pages) {
        if (!seen.pages.contains(page)) {
            wanted.pages.push_back(page);
        }
    }
    if (!wanted.pages.empty()) {
        return wanted;
    }
    set_up_state now;
    now.clients = records_of<domain::client>(seen, pages[0]);
    now.suppliers = records_of<domain::supplier>(seen, pages[1]);
    now.people = records_of<domain::person>(seen, pages[2]);
    now.has_internal = !ctx.organisation.default_conversation.empty() ||
                       std::ranges::any_of(now.clients, [](const auto* client) {
                           return !client->internal_conversation.empty();
                       });
    chat::message shown;
    shown.title = "Set-up of " + displayable(ctx.organisation.name);
    std::vector<std::string> summary;
    for (const auto& one : steps_of(ctx, now)) {
        chat::paragraph line;
        line.text.push_back(chat::plain((one.done ? "Done: " : "Next: ") + one.what + ". "));
        line.text.push_back(chat::code(ctx.root + ' ' + one.line));
        shown.blocks.emplace_back(std::move(line));
        summary.push_back(one.what);
    }
    shown.summary = "Set up so far: " + join(summary, ", ") + '.';
    shown.blocks.emplace_back(chat::context_line{
        {chat::plain("See them with "),
         chat::code(ctx.root + " admin clients"),
         chat::plain(", "),
         chat::code(ctx.root + " admin suppliers"),
         chat::plain(", "),
         chat::code(ctx.root + " admin people")}});
    return reply_with(std::move(shown));
}

}  // namespace fillrate::handlers
