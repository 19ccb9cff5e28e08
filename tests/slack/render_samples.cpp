// Prints one JSON line for every surface we render: {"kind":"message|view|update|ack","json":...}.
// The conformance tests hold them against the platform's own types.
#include "tests/slack/samples.hpp"

#include <iostream>

namespace {

void print(std::string_view foreign) {
    for (const auto& sample : fillrate::slack::samples::surfaces(foreign)) {
        std::cout << R"({"kind":")" << sample.kind << R"(","json":)" << sample.json << "}\n";
    }
}

}  // namespace

int main() {
    print("Forklift operator");
    print("");
    for (const auto& text : fillrate::slack::samples::hostile_texts()) {
        print(text);
    }
    return std::cout.good() ? 0 : 1;
}
