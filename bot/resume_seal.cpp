#include "bot/resume_seal.hpp"

#include "core/domain/names.hpp"

namespace fillrate::bot {

namespace {

const domain::candidate* candidate_for(
    const std::string& name,
    const std::vector<domain::event>& decided,
    const handlers::snapshot& seen
) {
    for (const auto& what : decided) {
        const auto* put =
            what.subject == name ? std::get_if<domain::directory_put>(&what.data) : nullptr;
        if (const auto* who =
                put == nullptr ? nullptr : std::get_if<domain::candidate>(&put->value)) {
            return who;
        }
    }
    return seen.find<domain::candidate>(name);
}

}  // namespace

void seal_resume(
    domain::event& what,
    const domain::submittal* sub,
    const std::vector<domain::event>& decided,
    const handlers::snapshot& seen,
    const candidate_vault& vault
) {
    auto* attached = std::get_if<domain::resume_attached>(&what.data);
    if (attached == nullptr) {
        return;
    }
    const auto* who = sub == nullptr
                          ? nullptr
                          : candidate_for(domain::record_name(sub->candidate), decided, seen);
    auto& value = attached->value;
    value.sealed = who == nullptr
                       ? std::string{}
                       : vault.sealed_words(*who, value.secret, what.subject + "|resume");
    if (value.sealed.empty()) {
        value.secret.clear();
    }
}

std::optional<domain::submittal> opened_resume(
    const handlers::snapshot& seen,
    const std::string& name,
    const candidate_vault& vault
) {
    const auto* sub = seen.find<domain::submittal>(name);
    if (sub == nullptr || !sub->resume || sub->resume->sealed.empty() ||
        !sub->resume->secret.empty()) {
        return std::nullopt;
    }
    const auto* who = seen.find<domain::candidate>(domain::record_name(sub->candidate));
    if (who == nullptr) {
        return std::nullopt;
    }
    auto opened = *sub;
    opened.resume->secret = vault.opened_words(*who, sub->resume->sealed, name + "|resume");
    return opened.resume->secret.empty() ? std::nullopt : std::optional{std::move(opened)};
}

}  // namespace fillrate::bot
