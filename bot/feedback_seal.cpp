#include "bot/feedback_seal.hpp"

#include "core/domain/names.hpp"

namespace fillrate::bot {

namespace {

const domain::candidate* candidate_of(const handlers::snapshot& seen, const domain::interview* iv) {
    return iv == nullptr ? nullptr
                         : seen.find<domain::candidate>(domain::record_name(iv->candidate));
}

std::string place_of(const std::string& interview, const person_id& who) {
    return interview + '|' + who.value;
}

}  // namespace

void seal_feedback(
    domain::event& what,
    const handlers::snapshot& seen,
    const candidate_vault& vault
) {
    auto* given = std::get_if<domain::feedback_given>(&what.data);
    if (given == nullptr || given->text.empty()) {
        return;
    }
    const auto* who = candidate_of(seen, seen.find<domain::interview>(what.subject));
    given->sealed =
        who == nullptr
            ? std::string{}
            : vault.sealed_words(*who, given->text, place_of(what.subject, given->person));
    if (given->sealed.empty()) {
        given->text.clear();
    }
}

std::optional<domain::interview> opened_feedback(
    const handlers::snapshot& seen,
    const std::string& name,
    const candidate_vault& vault
) {
    const auto* iv = seen.find<domain::interview>(name);
    const auto* who = candidate_of(seen, iv);
    if (who == nullptr) {
        return std::nullopt;
    }
    auto opened = *iv;
    bool changed = false;
    for (auto& one : opened.panel) {
        if (one.feedback.text.empty() && !one.feedback.sealed.empty()) {
            one.feedback.text =
                vault.opened_words(*who, one.feedback.sealed, place_of(name, one.person));
            changed = true;
        }
    }
    return changed ? std::optional{std::move(opened)} : std::nullopt;
}

}  // namespace fillrate::bot
