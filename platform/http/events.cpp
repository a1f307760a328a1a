// Server-sent events: bounded queues, and one subject with many listeners.
#include "platform/http/events.h"

#include "base/invariant.h"

#include <algorithm>
#include <utility>

namespace ducha::http {
namespace {

void append_line(std::string& text, std::string_view field, std::string_view value)
{
    text += field;
    std::ranges::copy_if(value, std::back_inserter(text), [](char c) {
        return c != '\r' && c != '\n' && c != '\0';
    });
    text += '\n';
}

} // namespace

std::string to_text(Event const& event)
{
    std::string text;
    if (!event.id.empty()) {
        append_line(text, "id: ", event.id);
    }
    if (!event.name.empty()) {
        append_line(text, "event: ", event.name);
    }
    std::string_view rest{event.data};
    for (auto more = true; more;) {
        auto const end = rest.find('\n');
        more = end != std::string_view::npos;
        append_line(text, "data: ", rest.substr(0, end));
        rest.remove_prefix(more ? end + 1 : rest.size());
    }
    text += '\n';
    return text;
}

bool EventStream::send(Event const& event)
{
    return put(to_text(event));
}

bool EventStream::put(std::string_view text)
{
    std::scoped_lock const alone{changing_};
    if (state_ != State::open) {
        return false;
    }
    auto const was_empty = waiting_.empty();
    if (waiting_.size() + text.size() > most_bytes_) {
        state_ = State::dropped;
        waiting_.clear();
    } else {
        waiting_ += text;
    }
    if (wake_ && (was_empty || state_ == State::dropped)) {
        wake_();
    }
    return state_ == State::open;
}

void EventStream::end()
{
    std::scoped_lock const alone{changing_};
    if (state_ == State::open) {
        state_ = State::ending;
        if (wake_) {
            wake_();
        }
    }
}

bool EventStream::is_open() const
{
    std::scoped_lock const alone{changing_};
    return state_ == State::open;
}

void EventStream::attach(Wake wake)
{
    std::scoped_lock const alone{changing_};
    wake_ = std::move(wake);
}

void EventStream::detach()
{
    std::scoped_lock const alone{changing_};
    state_ = State::closed;
    waiting_ = {};
    wake_ = nullptr;
}

EventStream::Taken EventStream::take()
{
    std::scoped_lock const alone{changing_};
    return {std::exchange(waiting_, {}), state_ == State::ending};
}

bool EventStream::was_dropped() const
{
    std::scoped_lock const alone{changing_};
    return state_ == State::dropped;
}

void Broadcast::publish(Event event)
{
    invariant(!event.id.empty(), "an event that is published has an id");
    std::scoped_lock const alone{changing_};
    std::erase_if(listeners_, [&event](auto const& listener) { return !listener->send(event); });
    remembered_.push_back(std::move(event));
    if (remembered_.size() > kept_) {
        remembered_.pop_front();
    }
}

Response Broadcast::listen(Request const& request)
{
    std::string last_id{request.header("last-event-id").value_or("")};
    Response response{
        .body = [this, last_id = std::move(last_id)](std::shared_ptr<EventStream> const& stream
                ) { welcome(stream, last_id); }
    };
    response.headers.set("Content-Type", "text/event-stream");
    return response;
}

void Broadcast::welcome(std::shared_ptr<EventStream> const& stream, std::string const& last_id)
{
    std::scoped_lock const alone{changing_};
    auto missed = remembered_.begin();
    if (last_id.empty()) {
        missed = remembered_.end();
    } else {
        auto const seen = std::ranges::find(remembered_, last_id, &Event::id);
        missed = seen == remembered_.end() ? seen : seen + 1;
        if (seen == remembered_.end() && !stream->send({.id = {}, .name = "reload", .data = {}})) {
            return;
        }
    }
    for (; missed != remembered_.end(); ++missed) {
        if (!stream->send(*missed)) {
            return;
        }
    }
    listeners_.push_back(stream);
}

std::size_t Broadcast::listeners() const
{
    std::scoped_lock const alone{changing_};
    return listeners_.size();
}

} // namespace ducha::http
