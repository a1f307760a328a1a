// Server-sent events: what a page hears without asking again.
//
// A stream is one way and may end at any time; the browser comes back by itself and says the id of
// the last event that it saw (Last-Event-ID). So an event is a hint to look again, never the only
// copy of anything.
// Source: WHATWG HTML, section 9.2.
#pragma once

#include "platform/http/message.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace ducha::http {

struct Event {
    std::string id;   ///< empty: the last id stays; line ends are dropped
    std::string name; ///< empty: `message`; line ends are dropped
    std::string data; ///< any UTF-8 text, of several lines if need be
};

/// The event as it is written.
[[nodiscard]] std::string to_text(Event const& event);

/// The sending end of one client's stream.
///
/// What is sent waits in memory until the client takes it, at most `most_bytes`. A client that is
/// slower is dropped: it comes back and asks for what it has missed.
///
/// threads   safe
/// life      it may outlive the connection and the server; it is then closed
class EventStream {
public:
    explicit EventStream(std::size_t most_bytes) : most_bytes_{most_bytes} {}
    EventStream(EventStream const&) = delete;
    EventStream& operator=(EventStream const&) = delete;
    ~EventStream() = default;

    /// False where the client is gone or has just been dropped. Never blocks.
    bool send(Event const& event);

    /// Ends the stream once the client has taken what was sent.
    void end();

    /// Whether anybody still listens.
    [[nodiscard]] bool is_open() const;

private:
    friend class Connection;

    enum class State { open, ending, dropped, closed };
    struct Taken {
        std::string text;
        bool is_ending = false; ///< nothing comes after it
    };
    using Wake = std::function<void()>;

    bool put(std::string_view text);
    void attach(Wake wake);
    void detach();
    [[nodiscard]] Taken take();
    [[nodiscard]] bool was_dropped() const;

    std::size_t const most_bytes_;
    mutable std::mutex changing_;
    State state_ = State::open;
    std::string waiting_;
    Wake wake_; ///< asks the connection to fetch what waits; none while it is not attached
};

/// One subject with many listeners.
///
/// threads   safe
/// life      outlives the server
class Broadcast {
public:
    /// kept   how many events are remembered for those who come back
    explicit Broadcast(std::size_t kept = 1024) : kept_{kept} {}

    /// event   its id is not empty, and not that of an event that is remembered
    /// cost    O(listeners); none of them can block it
    void publish(Event event);

    /// The answer to a client that wants to hear. One that says Last-Event-ID first gets what came
    /// after it; where that id is not remembered, an event named `reload`, which tells it to load
    /// everything anew.
    [[nodiscard]] Response listen(Request const& request);

    [[nodiscard]] std::size_t listeners() const;

private:
    void welcome(std::shared_ptr<EventStream> const& stream, std::string const& last_id);

    std::size_t const kept_;
    mutable std::mutex changing_;
    std::deque<Event> remembered_;
    std::vector<std::shared_ptr<EventStream>> listeners_;
};

} // namespace ducha::http
