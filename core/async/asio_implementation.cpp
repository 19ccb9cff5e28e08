// The one translation unit that compiles the non-template part of Asio
// (BOOST_ASIO_SEPARATE_COMPILATION).
#include <boost/asio/impl/src.hpp>
