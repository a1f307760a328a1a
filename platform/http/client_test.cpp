// A client for tests: a raw socket that sends any bytes and reads answers.
#include "platform/http/client_test.h"

#include "base/invariant.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <thread>

namespace ducha::http {
namespace {

std::size_t number_in(std::string_view text, int base)
{
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, base);
    return number;
}

int opened(int receive_bytes)
{
    auto const socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    timeval const patience{.tv_sec = 20, .tv_usec = 0};
    int const yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (receive_bytes > 0) {
        setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
    }
    return socket;
}

bool connects(int socket, std::uint16_t port)
{
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(socket, reinterpret_cast<sockaddr const*>(&place), sizeof place) == 0;
}

} // namespace

Client::Client(std::uint16_t port, int receive_bytes) : socket_{opened(receive_bytes)}
{
    invariant(connects(socket_, port), "the server can be reached");
}

bool Client::reaches(std::uint16_t port)
{
    auto const socket = opened(0);
    auto const is_reached = connects(socket, port);
    ::close(socket);
    return is_reached;
}

Client::~Client()
{
    ::close(socket_);
}

bool Client::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void Client::finish_sending()
{
    ::shutdown(socket_, SHUT_WR);
}

void Client::reset()
{
    linger const at_once{.l_onoff = 1, .l_linger = 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(socket_);
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

bool Client::read_more()
{
    std::array<char, 16384> piece{};
    auto const count = ::recv(socket_, piece.data(), piece.size(), 0);
    if (count <= 0) {
        return false;
    }
    had_.append(piece.data(), static_cast<std::size_t>(count));
    return true;
}

std::string Client::take(std::size_t count)
{
    while (had_.size() < count && read_more()) {
    }
    auto taken = had_.substr(0, count);
    had_.erase(0, taken.size());
    return taken;
}

std::string Client::read_until(std::string_view mark)
{
    std::size_t searched = 0;
    for (;;) {
        auto const found = had_.find(mark, searched);
        if (found != std::string::npos) {
            return take(found + mark.size());
        }
        searched = had_.size() - std::min(had_.size(), mark.size() - 1);
        if (!read_more()) {
            return take(had_.size());
        }
    }
}

std::string Client::read_to_end()
{
    while (read_more()) {
    }
    return take(had_.size());
}

bool Client::sees_end()
{
    return had_.empty() && !read_more();
}

void Client::read_chunks(Reply& reply)
{
    for (;;) {
        auto const line = read_until("\r\n");
        auto const size = number_in(line, 16);
        auto const piece = take(size);
        reply.body += piece;
        if (!line.ends_with("\r\n") || piece.size() != size || take(2) != "\r\n") {
            return;
        }
        if (size == 0) {
            reply.is_whole = true;
            return;
        }
    }
}

Reply Client::receive(bool is_head)
{
    Reply reply;
    auto head = read_until("\r\n\r\n");
    if (!head.starts_with("HTTP/1.1 ") || !head.ends_with("\r\n\r\n")) {
        return reply;
    }
    reply.status = static_cast<int>(number_in(std::string_view{head}.substr(9), 10));
    auto lines = std::string_view{head}.substr(head.find("\r\n") + 2);
    while (lines != "\r\n") {
        auto const end = lines.find("\r\n");
        auto const line = lines.substr(0, end);
        std::string name{line.substr(0, line.find(':'))};
        std::ranges::transform(name, name.begin(), [](unsigned char c) {
            return static_cast<char>(std::tolower(c));
        });
        reply.headers[name] = line.substr(std::min(name.size() + 2, line.size()));
        lines.remove_prefix(end + 2);
    }
    if (is_head || reply.status == 204 || reply.status == 304) {
        reply.is_whole = true;
    } else if (reply.headers.contains("transfer-encoding")) {
        read_chunks(reply);
    } else if (reply.headers.contains("content-length")) {
        auto const size = number_in(reply.headers["content-length"], 10);
        reply.body = take(size);
        reply.is_whole = reply.body.size() == size;
    } else if (reply.status >= 200) {
        reply.body = read_to_end();
    }
    return reply;
}

std::string get(std::string_view path, std::string_view more_headers)
{
    return "GET " + std::string{path} + " HTTP/1.1\r\nHost: ducha\r\n" + std::string{more_headers} +
        "\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view more_headers)
{
    return "POST " + std::string{path} +
        " HTTP/1.1\r\nHost: ducha\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
        std::string{more_headers} + "\r\n" + std::string{body};
}

Served::Served(Router router, Options options)
    : log{[this](std::string_view line) {
              std::scoped_lock const alone{saying};
              lines.emplace_back(line);
              return true;
          },
          [this] { return clock.now(); }},
      server{std::make_unique<Server>(
          std::move(router), std::move(options), Ports{clock, random, registry, &log}
      )}
{
    server->start();
}

std::string Served::metric(std::string_view series) const
{
    auto const text = "\n" + metrics();
    auto const begin = text.find("\n" + std::string{series} + " ");
    if (begin == std::string::npos) {
        return "absent";
    }
    auto const value = begin + series.size() + 2;
    return text.substr(value, text.find('\n', value) - value);
}

std::ptrdiff_t Served::logged(std::string_view part) const
{
    std::scoped_lock const alone{saying};
    return std::ranges::count_if(lines, [part](auto const& line) { return line.contains(part); });
}

bool Served::wait_for(std::string_view series, std::string_view value) const
{
    auto const end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (metric(series) != value) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::yield();
    }
    return true;
}

Options quick_options()
{
    Options options;
    options.limits.sweep = std::chrono::milliseconds{5};
    options.limits.head_time = std::chrono::milliseconds{60};
    options.limits.body_time = std::chrono::milliseconds{2000};
    options.limits.body_grace = std::chrono::milliseconds{60};
    options.limits.idle_time = std::chrono::milliseconds{60};
    options.limits.event_pause = std::chrono::milliseconds{20};
    return options;
}

} // namespace ducha::http
