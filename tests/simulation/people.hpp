// What people do: lines they type, valid and not, buttons they press, forms they send.
#pragma once

#include "core/chat/request.hpp"
#include "tests/simulation/installation.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fillrate::simulation {

/// A form somebody has open.
struct open_form {
    std::string person{};
    std::string channel{};
    chat::form form{};
};

class crowd {
public:
    /// They know what is in the store, so that most of what they do makes sense.
    crowd(
        const installation& shared,
        const testing::memory_store& truth,
        world& outside,
        random_source& random
    );

    /// What somebody does next.
    [[nodiscard]] chat::request next();
    /// Somebody got this answer in this channel.
    void answered(const chat::request& to, const chat::reply& reply);

private:
    [[nodiscard]] std::vector<std::string> requisitions() const;
    [[nodiscard]] std::optional<chat::request> sensible();
    [[nodiscard]] chat::request typed(
        const member_of_staff& who,
        const std::string& channel,
        std::string line
    );
    [[nodiscard]] std::string line_of(const member_of_staff& who);
    [[nodiscard]] std::string line_inside(const std::string& number);
    [[nodiscard]] std::string line_outside(const member_of_staff& who, const std::string& number);
    [[nodiscard]] std::string a_new_requisition(const member_of_staff& who);
    [[nodiscard]] std::string a_number();
    [[nodiscard]] std::map<std::string, std::string> filled_in(const chat::form& form);
    [[nodiscard]] chat::request request_of(
        const member_of_staff& who,
        const std::string& channel,
        chat::intent what
    );
    template <class List>
    [[nodiscard]] const auto& one_of(const List& list) {
        return list[random_.below(std::size(list))];
    }

    const installation& shared_;
    const testing::memory_store& truth_;
    world& world_;
    random_source& random_;
    std::vector<open_form> forms_{};
    std::uint64_t sent_ = 0;
    std::uint64_t created_ = 0;
};

}  // namespace fillrate::simulation
