// Finds the rows of a table and their fields, at constant memory.
#include "platform/tabular/scanner.h"

#include "base/text.h"

#include <algorithm>
#include <cstring>

namespace ducha::tabular {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{256} << 10U;
constexpr std::size_t beginning_bytes = 1000;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

} // namespace

Scanner::Scanner(Source source, ScanLimits limits)
    : source_{std::move(source)}, limits_{limits}, buffer_(chunk_bytes)
{
    while (end_ < byte_order_mark.size() && refill()) {
    }
    if (view(0, end_).starts_with(byte_order_mark)) {
        at_ = byte_order_mark.size();
        line_begin_ = at_;
    }
}

bool Scanner::next(std::size_t most_fields)
{
    most_fields_ = most_fields;
    while (true) {
        row_begin_ = at_;
        if (at_ == end_ && !refill()) {
            return false;
        }
        scan_row();
        if (row_end_ > row_begin_) {
            publish();
            return true;
        }
    }
}

void Scanner::scan_row()
{
    row_.line = line_;
    row_.fault = Fault::none;
    row_.field_count = 0;
    row_.fields.clear();
    spans_.clear();
    dropped_ = false;
    auto mode = Mode::field_start;
    while (mode != Mode::ended) {
        if (at_ == end_ && !refill()) {
            end_of_file(mode);
            return;
        }
        mode = step(mode);
    }
}

Scanner::Mode Scanner::step(Mode mode)
{
    switch (mode) {
    case Mode::field_start:
        return begin_field();
    case Mode::plain:
        return in_plain();
    case Mode::quoted:
        return in_quotes();
    case Mode::after_quote:
        return after_quote();
    case Mode::broken:
        return in_broken();
    case Mode::after_return:
        at_ += here() == '\n' ? 1 : 0;
        line_begin_ = at_;
        return Mode::ended;
    case Mode::ended:
        break;
    }
    return Mode::ended;
}

Scanner::Mode Scanner::begin_field()
{
    field_begin_ = at_;
    doubled_ = false;
    if (here() != '"') {
        return Mode::plain;
    }
    quote_begin_ = at_;
    quote_line_ = line_;
    quote_line_begin_ = line_begin_;
    quote_column_ = 0;
    field_begin_ = ++at_;
    return Mode::quoted;
}

Scanner::Mode Scanner::in_plain()
{
    auto const* const first = buffer_.data() + (at_ - origin_);
    auto const* const last = buffer_.data() + (end_ - origin_);
    auto const separator = limits_.separator;
    auto const* const stop =
        std::find_if(first, last, [=](char c) { return c == separator || c == '\n' || c == '\r'; });
    at_ += static_cast<std::size_t>(stop - first);
    if (stop == last) {
        return Mode::plain;
    }
    close_field(at_);
    if (*stop != separator) {
        return end_of_line();
    }
    ++at_;
    return Mode::field_start;
}

Scanner::Mode Scanner::in_quotes()
{
    auto const* const first = buffer_.data() + (at_ - origin_);
    auto const* const last = buffer_.data() + (end_ - origin_);
    auto const* const stop =
        std::find_if(first, last, [](char c) { return c == '"' || c == '\n' || c == '\r'; });
    at_ += static_cast<std::size_t>(stop - first);
    if (stop == last) {
        return Mode::quoted;
    }
    ++at_;
    if (*stop == '"') {
        return Mode::after_quote;
    }
    note_line_end(*stop);
    return Mode::quoted;
}

Scanner::Mode Scanner::after_quote()
{
    auto const c = here();
    if (c == '"') {
        doubled_ = true;
        ++at_;
        return Mode::quoted;
    }
    if (c == limits_.separator) {
        close_field(at_ - 1);
        ++at_;
        return Mode::field_start;
    }
    close_field(at_ - 1);
    if (c == '\n' || c == '\r') {
        return end_of_line();
    }
    set_fault(Fault::text_after_quote, line_begin_, at_);
    return Mode::broken;
}

Scanner::Mode Scanner::in_broken()
{
    auto const* const first = buffer_.data() + (at_ - origin_);
    auto const* const last = buffer_.data() + (end_ - origin_);
    auto const* const stop =
        std::find_if(first, last, [](char c) { return c == '\n' || c == '\r'; });
    at_ += static_cast<std::size_t>(stop - first);
    return stop == last ? Mode::broken : end_of_line();
}

Scanner::Mode Scanner::end_of_line()
{
    auto const c = here();
    row_end_ = at_;
    ++at_;
    ++line_;
    line_begin_ = at_;
    return c == '\r' ? Mode::after_return : Mode::ended;
}

void Scanner::end_of_file(Mode mode)
{
    if (mode == Mode::after_return) {
        return;
    }
    row_end_ = at_;
    if (mode == Mode::quoted) {
        row_.fault = Fault::unclosed_quote;
        row_.fault_line = quote_line_;
        row_.fault_column =
            quote_column_ != 0 ? quote_column_ : column_at(quote_line_begin_, quote_begin_);
        return;
    }
    if (mode == Mode::field_start) {
        field_begin_ = at_;
        doubled_ = false;
    }
    if (mode != Mode::broken) {
        close_field(mode == Mode::after_quote ? at_ - 1 : at_);
    }
}

void Scanner::note_line_end(char c)
{
    auto const pair = c == '\n' && return_end_ == at_ - 1 && return_end_ > field_begin_;
    line_ += pair ? 0 : 1;
    line_begin_ = at_;
    if (c == '\r') {
        return_end_ = at_;
    }
}

void Scanner::close_field(std::size_t end)
{
    if (end - field_begin_ > limits_.field_bytes) {
        set_fault(Fault::field_too_long, line_begin_, field_begin_);
        row_.fault_column = 0;
    }
    ++row_.field_count;
    if (!dropped_ && spans_.size() < most_fields_) {
        spans_.push_back({field_begin_, end, doubled_});
    }
}

void Scanner::set_fault(Fault fault, std::size_t line_begin, std::size_t position)
{
    if (row_.fault == Fault::none) {
        row_.fault = fault;
        row_.fault_line = line_;
        row_.fault_column = column_at(line_begin, position);
    }
}

void Scanner::publish()
{
    auto const too_long = dropped_ || row_end_ - row_begin_ > limits_.row_bytes;
    if (too_long && row_.fault != Fault::unclosed_quote) {
        row_.fault = Fault::row_too_long;
        row_.fault_line = row_.line;
        row_.fault_column = 0;
    }
    row_.raw = dropped_ ? std::string_view{beginning_} : view(row_begin_, row_end_);
    if (row_.fault != Fault::none && row_.fault != Fault::text_after_quote) {
        row_.raw = row_.raw.substr(0, beginning_bytes);
        return;
    }
    if (row_.field_count > spans_.size() && !spans_.empty()) {
        spans_.back().end = row_end_;
    }
    for (auto const& span : spans_) {
        row_.fields.push_back({view(span.begin, span.end), span.doubled});
    }
}

bool Scanner::refill()
{
    if (exhausted_) {
        return false;
    }
    if (end_ - row_begin_ > limits_.row_bytes + 1) { // a CR may wait for its LF
        drop_row();
    }
    auto const keep = dropped_ ? at_ : row_begin_;
    auto const held = end_ - keep;
    std::memmove(buffer_.data(), buffer_.data() + (keep - origin_), held);
    origin_ = keep;
    if (buffer_.size() < held + chunk_bytes) {
        // By a half each time, so that a long row is not copied at every chunk.
        buffer_.resize(held + std::max(chunk_bytes, held / 2));
    }
    auto const count = source_.read(std::span{buffer_}.subspan(held, chunk_bytes));
    end_ += count;
    exhausted_ = count == 0;
    return !exhausted_;
}

void Scanner::drop_row()
{
    if (dropped_) {
        return;
    }
    dropped_ = true;
    beginning_ = view(row_begin_, end_).substr(0, beginning_bytes);
    quote_column_ = quote_begin_ >= row_begin_ ? column_at(quote_line_begin_, quote_begin_) : 0;
    spans_.clear();
}

std::size_t Scanner::column_at(std::size_t line_begin, std::size_t position) const
{
    return line_begin < origin_ || position < line_begin
        ? 0
        : 1 + length_in_code_points(view(line_begin, position));
}

std::string_view Scanner::view(std::size_t begin, std::size_t end) const
{
    return {buffer_.data() + (begin - origin_), end - begin};
}

} // namespace ducha::tabular
