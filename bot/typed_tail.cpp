#include "bot/typed_tail.hpp"

namespace fillrate::bot {

typed_tail tail_of(const std::vector<chat::text_run>& runs) {
    typed_tail tail;
    for (const auto& run : runs) {
        switch (run.what) {
            case chat::text_run::kind::plain:
                tail.text += run.text;
                break;
            case chat::text_run::kind::user:
                tail.text += '@' + run.text;
                tail.mentioned.push_back(run.text);
                break;
            case chat::text_run::kind::channel:
                tail.text += '#' + (run.label.empty() ? run.text : run.label);
                break;
        }
    }
    return tail;
}

}  // namespace fillrate::bot
