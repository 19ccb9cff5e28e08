#include "handlers/somebody.hpp"

#include "core/domain/names.hpp"
#include "handlers/answers.hpp"
#include "handlers/asking.hpp"
#include "handlers/lists.hpp"

namespace fillrate::handlers {

std::variant<somebody, outcome> find_somebody(const context& ctx, const snapshot& seen) {
    const auto* typed = ctx.command.find("who");
    if (typed == nullptr) {
        return refuse(ctx, "Who? Pick the person with @.", person_example);
    }
    if (typed->typed != chat::argument::form::platform_user) {
        const auto page = directory_page(everybody_list);
        if (!seen.pages.contains(page)) {
            need wanted;
            wanted.pages.push_back(page);
            return outcome(std::move(wanted));
        }
        const auto people = names_of(records_of<domain::person>(seen, page));
        field_problems problems;
        const auto match = read_name(ctx, "who", "person", people, problems);
        if (!match) {
            // Who takes a role away or keeps somebody adds nobody.
            const bool adds = ctx.command.verb == "person";
            return problems.answer(ctx, adds ? person_example : "admin people");
        }
        somebody found;
        found.known = seen.find<domain::person>(domain::record_name(person_id{match->id}));
        return found;
    }
    const auto mapping = ctx.names.mappings.find(typed->value);
    somebody found;
    found.mapping = mapping == ctx.names.mappings.end() ? std::string{} : mapping->second;
    found.user = typed->value;
    found.label = typed->label;
    if (!seen.loaded(found.mapping)) {
        need wanted;
        wanted.records.push_back(found.mapping);
        return outcome(std::move(wanted));
    }
    const auto* mapped = seen.find<domain::mapping>(found.mapping);
    if (mapped != nullptr) {
        const auto name = domain::record_name(mapped->person);
        if (!seen.loaded(name)) {
            need wanted;
            wanted.records.push_back(name);
            return outcome(std::move(wanted));
        }
        found.known = seen.find<domain::person>(name);
    }
    return found;
}

}  // namespace fillrate::handlers
