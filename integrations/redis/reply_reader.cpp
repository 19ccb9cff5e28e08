#include "integrations/redis/reply_reader.hpp"

#include <hiredis/hiredis.h>
#include <hiredis/read.h>

#include <new>
#include <string>
#include <utility>

namespace fillrate::redis {

namespace {

// The reply being built. hiredis calls the functions below for every value it has read; a null
// answer makes it give up.
struct building {
    reply root{};
    std::size_t elements = 0;
};

struct reader_deleter {
    void operator()(redisReader* reader) const noexcept { redisReaderFree(reader); }
};

building& builder_of(const redisReadTask* task) {
    return *static_cast<building*>(task->privdata);
}

// The place a value goes to: the root, or the element its parent waits for. Arrays are sized when
// announced, so places do not move.
reply* place_of(const redisReadTask* task) {
    building& b = builder_of(task);
    if (++b.elements > max_reply_elements) {
        return nullptr;
    }
    if (task->parent == nullptr) {
        b.root = reply();
        return &b.root;
    }
    auto* parent = static_cast<reply*>(task->parent->obj);
    const auto index = static_cast<std::size_t>(task->idx);
    return index < parent->items.size() ? &parent->items[index] : nullptr;
}

void* create_text(const redisReadTask* task, char* bytes, std::size_t size) {
    reply* place = place_of(task);
    if (place == nullptr) {
        return nullptr;
    }
    switch (task->type) {
        case REDIS_REPLY_STRING:
            place->what = reply::kind::text;
            break;
        case REDIS_REPLY_STATUS:
            place->what = reply::kind::status;
            break;
        case REDIS_REPLY_ERROR:
            place->what = reply::kind::failure;
            break;
        default:
            return nullptr;
    }
    place->text.assign(bytes, size);
    return place;
}

void* create_array(const redisReadTask* task, std::size_t elements) {
    if (task->type != REDIS_REPLY_ARRAY) {
        return nullptr;
    }
    std::size_t depth = 1;
    for (const redisReadTask* up = task->parent; up != nullptr; up = up->parent) {
        ++depth;
    }
    const std::size_t room = max_reply_elements - builder_of(task).elements;
    reply* place = depth > max_reply_depth || elements > room ? nullptr : place_of(task);
    if (place == nullptr) {
        return nullptr;
    }
    place->what = reply::kind::array;
    place->items.resize(elements);
    return place;
}

void* create_integer(const redisReadTask* task, long long value) {
    reply* place = place_of(task);
    if (place != nullptr) {
        place->what = reply::kind::integer;
        place->number = value;
    }
    return place;
}

void* create_nil(const redisReadTask* task) {
    return place_of(task);
}

#if HIREDIS_MAJOR >= 1
// Types of RESP3, which nobody asked for.
void* refuse_double(const redisReadTask*, double, char*, std::size_t) {
    return nullptr;
}
void* refuse_bool(const redisReadTask*, int) {
    return nullptr;
}
#endif

redisReplyObjectFunctions make_functions() {
    redisReplyObjectFunctions out{};
    out.createString = &create_text;
    // The count is an int before hiredis 1.0 and a size_t since.
    out.createArray = [](const redisReadTask* task, auto elements) -> void* {
        return create_array(task, static_cast<std::size_t>(elements));
    };
    out.createInteger = &create_integer;
    out.createNil = &create_nil;
    out.freeObject = [](void*) {};
#if HIREDIS_MAJOR >= 1
    out.createDouble = &refuse_double;
    out.createBool = &refuse_bool;
#endif
    return out;
}

redisReplyObjectFunctions* functions() {
    static redisReplyObjectFunctions all = make_functions();
    return &all;
}

}  // namespace

struct reply_reader::state {
    building builder{};
    std::unique_ptr<redisReader, reader_deleter> reader{
        redisReaderCreateWithFunctions(functions())};
    // Bytes fed since the end of the last whole reply.
    std::size_t unfinished = 0;
    bool broken = false;
    std::string reason{};

    error fail(std::string why) {
        broken = true;
        reason = std::move(why);
        return error(errc::protocol, reason);
    }
};

reply_reader::reply_reader() : state_(std::make_unique<state>()) {
    if (!state_->reader) {
        throw std::bad_alloc();
    }
    state_->reader->privdata = &state_->builder;
}

reply_reader::~reply_reader() = default;
reply_reader::reply_reader(reply_reader&&) noexcept = default;
reply_reader& reply_reader::operator=(reply_reader&&) noexcept = default;

void reply_reader::feed(std::string_view bytes) {
    state& s = *state_;
    if (s.broken || bytes.empty()) {
        return;
    }
    if (redisReaderFeed(s.reader.get(), bytes.data(), bytes.size()) != REDIS_OK) {
        static_cast<void>(s.fail("redis reply could not be buffered"));
        return;
    }
    s.unfinished += bytes.size();
}

result<std::optional<reply>> reply_reader::next() {
    state& s = *state_;
    if (s.broken) {
        return error(errc::protocol, s.reason);
    }
    void* done = nullptr;
    if (redisReaderGetReply(s.reader.get(), &done) != REDIS_OK) {
        return s.fail(std::string("redis reply refused: ") + s.reader->errstr);
    }
    if (done == nullptr) {
        if (s.unfinished > max_reply_bytes) {
            return s.fail("redis reply over 1 MiB");
        }
        return std::optional<reply>();
    }
    const std::size_t rest = s.reader->len - s.reader->pos;
    if (done != &s.builder.root || s.unfinished - rest > max_reply_bytes) {
        return s.fail("redis reply over 1 MiB or of an unknown type");
    }
    s.unfinished = rest;
    s.builder.elements = 0;
    return std::optional<reply>(std::exchange(s.builder.root, reply()));
}

}  // namespace fillrate::redis
