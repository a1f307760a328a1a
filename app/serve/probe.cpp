// A look at a server from outside.
#include "app/serve/probe.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <sys/socket.h>
#include <sys/time.h>

#include <string_view>

namespace ducha::app::serve {
namespace {

constexpr int patience_seconds = 10;

} // namespace

bool is_ready(std::string const& address, std::uint16_t port)
{
    namespace asio = boost::asio;
    boost::system::error_code error;
    asio::io_context context;
    asio::ip::tcp::socket socket{context};
    auto const host = asio::ip::make_address(address, error);
    socket.connect({host, port}, error);
    if (error) {
        return false;
    }
    timeval const patience{.tv_sec = patience_seconds, .tv_usec = 0};
    ::setsockopt(socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    std::string_view const request =
        "GET /readyz HTTP/1.1\r\nHost: probe\r\nConnection: close\r\n\r\n";
    asio::write(socket, asio::buffer(request), error);
    std::string answer;
    asio::read(socket, asio::dynamic_buffer(answer), error);
    return answer.starts_with("HTTP/1.1 200 ");
}

} // namespace ducha::app::serve
