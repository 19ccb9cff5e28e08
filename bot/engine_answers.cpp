#include "bot/engine_answers.hpp"

#include "core/chat/said_line.hpp"

namespace fillrate::bot::answers {

chat::reply private_text(std::string summary, std::string next_line) {
    chat::message text;
    text.blocks.emplace_back(chat::paragraph{{chat::plain(summary)}});
    if (!next_line.empty()) {
        text.blocks.emplace_back(chat::context_line{
            {chat::plain("Next: "), chat::code(std::move(next_line))}});
    }
    text.summary = std::move(summary);
    chat::reply reply;
    reply.what = std::move(text);
    return reply;
}

chat::reply claimed(const std::string& organisation, const std::string& root) {
    return private_text(
        "You are the first administrator of " + organisation +
            ", and hold every role inside the firm. Your clients, channels and people come next.",
        root + " admin"
    );
}

chat::reply wrong_claim(std::uint32_t tries_left) {
    return private_text(
        "That is not the code, so nothing changed. " +
        (tries_left == 0
             ? std::string("It is locked now; on the server, fillrate check prints a new one.")
             : std::to_string(tries_left) + (tries_left == 1 ? " try" : " tries") +
                   " left. Copy it from where the server was started.")
    );
}

chat::reply who_are_you(
    const chat::request& request,
    const std::string& bot_name,
    const std::string& claim_with
) {
    if (!claim_with.empty()) {
        return private_text(
            "Nobody administers " + bot_name +
                " yet. If you set it up, claim it with the code its first start printed.",
            claim_with + " 7K3Q-9F"
        );
    }
    const auto shown_as = request.platform + ':' + request.tenant + ':' + request.actor.id;
    return private_text(
        bot_name +
        " does not know you yet, so it can show you nothing. Ask your administrator to add you and "
        "give them "
        "this id: " +
        shown_as
    );
}

chat::reply not_saved(const error& why) {
    auto reply = private_text(
        "Not saved: the store cannot be reached right now, so nothing changed. Please try again in "
        "a moment."
    );
    reply.settled = why.code == errc::invalid_input;
    return reply;
}

chat::reply failed(const error& why) {
    if (why.code == errc::invalid_input) {
        return private_text("Nothing changed: " + why.detail + '.');
    }
    return private_text(
        "Nothing changed: " +
        (why.detail.empty() ? std::string("something went wrong here") : why.detail) +
        ". Your administrator finds the reason in the log."
    );
}

chat::reply failed_for_all(const error& why, chat::command typed, const std::string& root) {
    if (why.code != errc::invalid_input || typed.subjects.size() < 2) {
        return failed(why);
    }
    typed.subjects.resize(typed.subjects.size() / 2);
    return private_text("Nothing changed: " + why.detail + '.', root + ' ' + chat::to_line(typed));
}

chat::reply foreign_action() {
    return private_text(
        "That button was not made for you in this place, so nothing changed. Open the card where "
        "you "
        "usually see it."
    );
}

chat::reply not_understood(const chat::problem& what, const std::string& root) {
    chat::message text;
    text.summary = what.text;
    text.blocks.emplace_back(chat::paragraph{{chat::plain(what.text)}});
    chat::rich_text next{chat::plain("Next: ")};
    for (const auto& suggestion : what.suggestions) {
        if (next.size() > 1) {
            next.push_back(chat::plain(" or "));
        }
        next.push_back(chat::code(root + ' ' + suggestion));
    }
    if (next.size() == 1) {
        next.push_back(chat::code(root + " help"));
    }
    text.blocks.emplace_back(chat::context_line{std::move(next)});
    chat::reply reply;
    reply.what = std::move(text);
    return reply;
}

chat::reply which_act(const std::vector<chat::understood_act>& acts, const std::string& root) {
    auto reply = private_text(
        "Nothing is done yet: that reads like a sentence. Press what you mean, or keep it as a "
        "note.",
        root + ' ' + acts.back().line
    );
    chat::button_row row;
    for (const auto& act : acts) {
        if (auto button = chat::line_button(act.label, act.line)) {
            row.buttons.push_back(std::move(*button));
        }
    }
    if (!row.buttons.empty()) {
        auto& blocks = std::get<chat::message>(reply.what).blocks;
        blocks.insert(blocks.end() - 1, std::move(row));
    }
    return reply;
}

chat::reply nobody_of_ours(const std::string& key, const std::string& root) {
    return private_text(
        "The person you mentioned as " + key +
            " is not in the directory, so nothing was changed. Name somebody who is, or ask an "
            "admin to add them.",
        root + " help"
    );
}

chat::reply nothing_to_undo(const std::string& root) {
    return private_text(
        "There is nothing of yours to undo: only your last change can be taken back.",
        root + " me"
    );
}

chat::reply not_the_last_change(const std::string& root) {
    return private_text(
        "Not undone: you changed something else after that, and only your last change can be taken "
        "back.",
        root + " me"
    );
}

chat::reply cannot_undo(const error& why, const std::string& root) {
    switch (why.code) {
        case errc::expired:
            return private_text("Too late to undo: " + why.detail + '.', root + " help");
        case errc::conflict:
            return private_text(
                "Not undone: somebody changed it after you, and their change stays.",
                root + " req list mine"
            );
        case errc::duplicate:
            return private_text("Not undone: " + why.detail + '.', root + " help");
        default:
            return failed(why);
    }
}

chat::reply moved_on_by_itself(const std::string& id, const std::string& root) {
    const auto what = id.empty() ? std::string("what you changed") : id;
    return private_text(
        "Not undone: a time set for " + what + " came after that, and what followed from it stays.",
        root + ' ' + (id.empty() ? "req list mine" : id)
    );
}

chat::reply undone(const std::string& label) {
    return private_text("Undone: " + label + ". The history keeps both.");
}

}  // namespace fillrate::bot::answers
