// Which addresses count as public: everything the IANA special-purpose registries set apart is not.
#include "integrations/net/system_dialer.hpp"

#include <boost/asio/ip/address.hpp>

#include <array>
#include <cstdint>

namespace fillrate::net {
namespace {

using boost::asio::ip::address;
using boost::asio::ip::address_v4;
using boost::asio::ip::address_v6;

struct block {
    std::uint32_t network;
    unsigned prefix;
};

constexpr std::uint32_t quad(unsigned a, unsigned b, unsigned c, unsigned d) {
    return (a << 24U) | (b << 16U) | (c << 8U) | d;
}

constexpr std::array special_blocks{
    block{quad(0, 0, 0, 0), 8},
    block{quad(10, 0, 0, 0), 8},
    block{quad(100, 64, 0, 0), 10},
    block{quad(127, 0, 0, 0), 8},
    block{quad(169, 254, 0, 0), 16},
    block{quad(172, 16, 0, 0), 12},
    block{quad(192, 0, 0, 0), 24},
    block{quad(192, 0, 2, 0), 24},
    block{quad(192, 88, 99, 0), 24},
    block{quad(192, 168, 0, 0), 16},
    block{quad(198, 18, 0, 0), 15},
    block{quad(198, 51, 100, 0), 24},
    block{quad(203, 0, 113, 0), 24},
    block{quad(224, 0, 0, 0), 4},
    block{quad(240, 0, 0, 0), 4},
};

bool is_public(const address_v4& where) {
    const std::uint32_t bits = where.to_uint();
    for (const block& one : special_blocks) {
        const std::uint32_t mask = ~std::uint32_t{0} << (32U - one.prefix);
        if ((bits & mask) == one.network) {
            return false;
        }
    }
    return true;
}

address_v4 embedded(const address_v6::bytes_type& bytes, std::size_t from) {
    return address_v4({bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]});
}

bool starts_with(const address_v6::bytes_type& bytes, std::initializer_list<unsigned> prefix) {
    std::size_t at = 0;
    for (const unsigned byte : prefix) {
        if (bytes[at++] != byte) {
            return false;
        }
    }
    return true;
}

bool is_public(const address_v6& where) {
    const auto bytes = where.to_bytes();
    if (starts_with(bytes, {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) {  // NAT64
        return is_public(embedded(bytes, 12));
    }
    if (starts_with(bytes, {0x20, 0x02})) {  // 6to4
        return is_public(embedded(bytes, 2));
    }
    const bool global_unicast = (bytes[0] & 0xe0U) == 0x20U;
    const bool protocol_assignment = starts_with(bytes, {0x20, 0x01}) && (bytes[2] & 0xfeU) == 0;
    const bool documentation = starts_with(bytes, {0x20, 0x01, 0x0d, 0xb8}) ||
                               (starts_with(bytes, {0x3f, 0xff}) && (bytes[2] & 0xf0U) == 0);
    return global_unicast && !protocol_assignment && !documentation;
}

}  // namespace

bool may_connect(const address& to, ports::reach allowed) noexcept {
    if (to.is_v6() && to.to_v6().is_v4_mapped()) {
        const auto inside = embedded(to.to_v6().to_bytes(), 12);
        return may_connect(address(inside), allowed);
    }
    switch (allowed) {
        case ports::reach::public_only:
            return to.is_v4() ? is_public(to.to_v4()) : is_public(to.to_v6());
        case ports::reach::loopback_only:
            return to.is_loopback();
        case ports::reach::anywhere:
            return !to.is_multicast() && !to.is_unspecified();
    }
    return false;
}

}  // namespace fillrate::net
