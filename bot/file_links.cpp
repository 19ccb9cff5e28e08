#include "bot/file_links.hpp"

namespace fillrate::bot {

void give_links(chat::message& shown, const file_desk* files, const person_id& reader, bool here) {
    for (auto& block : shown.blocks) {
        auto* paragraph = std::get_if<chat::paragraph>(&block);
        if (paragraph == nullptr) {
            continue;
        }
        for (auto& run : paragraph->text) {
            if (run.what != chat::inline_run::kind::file) {
                continue;
            }
            run.what = chat::inline_run::kind::plain;
            if (files != nullptr) {
                run.what = chat::inline_run::kind::link;
                run.target = files->link_to(run.target, reader, here);
            }
        }
    }
}

}  // namespace fillrate::bot
