#include "bot/action_seal.hpp"

#include "core/base/text.hpp"

#include <stdexcept>

namespace fillrate::bot {

std::string audience_class(const domain::binding& readers) {
    switch (readers.who) {
        case domain::binding::kind::unbound:
            return "unbound";
        case domain::binding::kind::internal:
            return "internal";
        case domain::binding::kind::client:
            return "client:" + readers.id;
        case domain::binding::kind::supplier:
            return "supplier:" + readers.id;
        case domain::binding::kind::direct:
            return "direct:" + readers.id;
    }
    return "unbound";
}

action_seal::action_seal(const crypto::key& master, std::string_view organisation)
    : organisation_(organisation),
      key_(crypto::derive(master, crypto::purpose::action_mac).reveal()) {}

std::string action_seal::mac(std::string_view covered, std::string_view audience) const {
    const auto full = key_.sign({organisation_, "|", audience, "|", covered});
    return base64url_encode(crypto::as_bytes(full)).substr(0, chat::action_mac_length);
}

void action_seal::seal(chat::action& act, std::string_view audience) const {
    auto covered = chat::encode_action(act.name, act.subject, act.version);
    if (!covered) {
        throw std::logic_error("an action that cannot be sealed: " + covered.error().detail);
    }
    act.value = *covered + '|' + mac(*covered, audience);
}

void action_seal::seal(chat::message& shown, std::string_view audience) const {
    for (auto& block : shown.blocks) {
        if (auto* row = std::get_if<chat::button_row>(&block)) {
            for (auto& button : row->buttons) {
                seal(button.act, audience);
            }
        }
    }
}

void action_seal::seal(chat::form& shown, std::string_view audience) const {
    seal(shown.act, audience);
    if (!shown.retype.name.empty()) {
        seal(shown.retype, audience);
    }
}

result<chat::sealed_action> action_seal::open(std::string_view value, std::string_view audience)
    const {
    auto split = chat::split_action(value);
    if (!split) {
        return split.error();
    }
    if (!crypto::equal_constant_time(split->mac, mac(split->covered, audience))) {
        return error(errc::invalid_input, "the action was not made for this place");
    }
    return split;
}

}  // namespace fillrate::bot
