#include "bot/fetch_orders.hpp"

#include "bot/field_archive.hpp"

#include <boost/json/parse.hpp>

namespace fillrate::bot {

template <class V, class T>
requires std::is_same_v<std::remove_const_t<T>, fetch_order>
static void describe(V& f, T& v) {
    f("f", v.file);
    f("s", v.subject);
    f("g", v.giver);
    f("c", v.command);
    f("o", v.ordered);
    f("n", v.tries);
}

std::string fetch_name(std::string_view id) {
    return "fetch:" + std::string(id);
}

void keep_order(
    ports::commit_batch& into,
    const fetch_order& order,
    const record_codec& codec,
    wire_instant when
) {
    std::string json;
    field_writer writer(json);
    describe(writer, order);
    writer.finish();
    const auto name = fetch_name(order.id);
    into.writes.push_back({name, codec.wrap(name, json)});
    into.members.push_back(
        {std::string(fetch_set), order.id, when.time_since_epoch().count(), false}
    );
}

void remove_order(ports::commit_batch& into, std::string_view id) {
    into.writes.push_back({fetch_name(id), std::nullopt});
    into.members.push_back({std::string(fetch_set), std::string(id), std::nullopt, false});
}

result<fetch_order> order_from_json(std::string_view id, std::string_view json) {
    boost::system::error_code failed;
    const auto parsed = boost::json::parse({json.data(), json.size()}, failed);
    const auto* object = failed ? nullptr : parsed.if_object();
    if (object == nullptr) {
        return error(errc::protocol, "the order of a file is not JSON");
    }
    fetch_order order;
    field_reader reader(*object);
    describe(reader, order);
    if (!reader.ok()) {
        return error(errc::protocol, "the order of a file has a field of the wrong type");
    }
    order.id = id;
    return order;
}

}  // namespace fillrate::bot
