#include "handlers/first_mapping.hpp"

#include "core/domain/names.hpp"
#include "handlers/directory_events.hpp"

#include <utility>

namespace fillrate::handlers {

namespace {

domain::conversation direct_conversation(
    const platform_names& names,
    const std::string& user,
    const person_id& id
) {
    domain::conversation made;
    made.id = conversation_id{"dm-" + id.value};
    made.platform = names.platform;
    made.tenant = names.tenant;
    made.user = user;
    made.binding = {domain::binding::kind::direct, id.value};
    return made;
}

}  // namespace

chat::outgoing welcome_of(const domain::person& person) {
    chat::outgoing item;
    item.conversation = person.direct;
    item.kind = "welcome";
    item.subject = domain::record_name(person.id);
    item.readers = {chat::audience::kind::person, person.id.value};
    item.how = chat::delivery_class::notice;
    return item;
}

void make_known(
    decision& into,
    const platform_names& names,
    const std::string& mapping,
    const std::string& user,
    domain::person person
) {
    auto direct = direct_conversation(names, user, person.id);
    person.direct = direct.id;
    into.events.push_back(put(std::move(direct)));
    into.events.push_back(put_as(mapping, domain::mapping{person.id, {}}));
    if (person.awaiting.empty()) {
        into.messages.push_back(welcome_of(person));
    }
    into.events.push_back(put(std::move(person)));
}

}  // namespace fillrate::handlers
