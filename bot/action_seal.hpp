// Seals what a button or form does: stateless, bound to the organisation and to the class of people
// it was shown to (DESIGN.md 5). The version it was drawn from is inside.
#pragma once

#include "core/base/result.hpp"
#include "core/chat/action.hpp"
#include "core/chat/message.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/key.hpp"
#include "core/domain/binding.hpp"

#include <string>
#include <string_view>

namespace fillrate::bot {

/// Whom a sealed action was shown to: "internal", "client:acorn", "direct:robin".
[[nodiscard]] std::string audience_class(const domain::binding& readers);

class action_seal {
public:
    action_seal(const crypto::key& master, std::string_view organisation);

    /// Fills in `value` of every action.
    void seal(chat::message& shown, std::string_view audience) const;
    void seal(chat::form& shown, std::string_view audience) const;
    /// invalid_input: not ours, edited, or shown to another audience.
    [[nodiscard]] result<chat::sealed_action> open(
        std::string_view value,
        std::string_view audience
    ) const;

private:
    void seal(chat::action& act, std::string_view audience) const;
    [[nodiscard]] std::string mac(std::string_view covered, std::string_view audience) const;

    std::string organisation_;
    crypto::hmac_key key_;
};

}  // namespace fillrate::bot
