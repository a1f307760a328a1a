// One client: its requests one after another, its answers in the same order. Inside of http;
// included by .cpp files only.
#pragma once

#include "platform/http/events.h"
#include "platform/http/parsing.h"
#include "platform/http/service.h"

#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::http {

class NetworkThread;

struct Peer {
    PeerBucket bucket;
    bool is_trusted = false;
};

/// A state machine on its network thread. `run` takes steps as long as any can be taken, writes
/// what they made, and asks for more bytes where the phase wants some.
///
///     idle ─► head ─► body ─► answering ─► idle        (a body that is whole at once)
///                                 ├─► streaming ─► idle
///                                 └─► listening ─► ending
///     any ─► ending ─► lingering ─► closed             (the last answer, and its way out)
///
/// While it answers, the request belongs to the worker that answers it; the connection looks at it
/// again only when the answer is there.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Socket = boost::asio::ip::tcp::socket;

    Connection(NetworkThread& thread, Socket socket, Peer peer);

    void begin();
    /// Looks at the limits of time.
    void sweep(TimePoint now);
    /// Closes where nothing has begun; else the answer that is on its way will be the last.
    void begin_stop();
    void cut() { close(); }

private:
    enum class Phase : std::uint8_t {
        idle,
        head,
        body,
        answering,
        streaming,
        listening,
        ending,
        lingering,
        closed,
    };
    /// What a worker got from the maker of a body.
    struct Piece {
        std::optional<std::string> text;
        bool failed = false;
    };

    // connection.cpp: bytes in and out
    void run();
    bool step();
    bool flush();
    void wait_to_write();
    void read();
    void on_read(bool is_good, std::size_t count);
    [[nodiscard]] bool wants_bytes() const;
    [[nodiscard]] std::string_view unread() const;
    void consume(std::size_t count);
    void linger();
    void close();
    void close_if_stopping();
    [[nodiscard]] bool is_too_slow(TimePoint now) const;

    // answering.cpp: requests and answers
    bool take_head();
    bool begin_request();
    bool take_body();
    bool dispatch();
    void end_request();
    void refuse(Problem const& problem);
    void send_away(Wanting wanting);
    void answer_with(Response response);
    void give(Response response);
    void append_whole(Response const& response, std::string const& body);
    void finish_answer();
    [[nodiscard]] Response handle();
    [[nodiscard]] Response overloaded();
    [[nodiscard]] std::chrono::microseconds taken() const;
    void note(Status status);
    [[nodiscard]] Route const& route() const;
    [[nodiscard]] Service& service() const;
    [[nodiscard]] Envelope envelope() const;
    static void answer_on_worker(std::shared_ptr<Connection> self);
    static void shed_on_worker(std::shared_ptr<Connection> self);

    // streaming.cpp: bodies that are made while they are written, and events
    void begin_stream(Response const& response, Stream& stream);
    bool ask_for_piece();
    [[nodiscard]] Piece make_piece();
    static void make_piece_on_worker(std::shared_ptr<Connection> self);
    void take_piece(Piece piece);
    void begin_events(Response const& response, Subscriber const& subscriber);
    void look_at_events();
    bool take_events();

    NetworkThread& thread_;
    Socket socket_;
    Peer peer_;
    Phase phase_ = Phase::idle;
    bool is_reading_ = false;
    bool is_writing_ = false;
    bool keeps_ = true;           ///< another request may follow
    bool is_piece_asked_ = false; ///< a worker makes the next piece
    bool in_chunks_ = false;
    std::size_t requests_ = 0;
    std::size_t charged_bytes_ = 0; ///< of the body, counted in Admission

    std::vector<char> buffer_;
    std::size_t begin_ = 0; ///< of the bytes that were not taken yet
    std::size_t end_ = 0;
    std::string out_;
    std::size_t sent_ = 0; ///< of `out_`

    RequestParser parser_;
    Context context_;
    std::optional<std::size_t> route_;
    Stream stream_;
    std::uint64_t stream_left_ = 0; ///< of a stream whose size is known
    std::shared_ptr<EventStream> events_;

    TimePoint since_;         ///< when the phase began
    TimePoint request_since_; ///< when the head was whole
    TimePoint written_;       ///< when the client last took a byte
};

} // namespace ducha::http
