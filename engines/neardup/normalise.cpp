// Texts as they are compared: without what writers vary at will, with the way back.
#include "engines/neardup/normalise.h"

#include "base/text.h"

#include "engines/neardup/folding.h"
#include "engines/neardup/numerals.h"

#include <algorithm>
#include <array>

namespace ducha::neardup {
namespace {

/// Where something was read: bytes of the original.
struct Source {
    std::uint32_t from;
    std::uint32_t to;
};

Source source_of(std::size_t at, std::size_t length)
{
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + length)};
}

unsigned byte_at(std::string_view text, std::size_t at)
{
    return static_cast<unsigned char>(text.data()[at]);
}

/// The six bits that a byte carries which continues a code point.
char32_t bits_at(std::string_view text, std::size_t at)
{
    return byte_at(text, at) & 0x3FU;
}

bool begins_three_bytes(std::string_view text, std::size_t at)
{
    return at + 3 <= text.size() && (byte_at(text, at) & 0xF0U) == 0xE0U;
}

char32_t three_bytes(std::string_view text, std::size_t at)
{
    return (byte_at(text, at) & 0x0FU) << 12U | bits_at(text, at + 1) << 6U | bits_at(text, at + 2);
}

/// Reads the code point at `at`. Of bytes that are no UTF-8 it makes some code point, and never
/// looks past the end.
CodePoint read_at(std::string_view text, std::size_t at)
{
    auto const lead = byte_at(text, at);
    auto const left = text.size() - at;
    if (lead < 0x80) {
        return {lead, at, 1};
    }
    if (begins_three_bytes(text, at)) {
        return {three_bytes(text, at), at, 3};
    }
    if (lead >= 0xC0 && lead < 0xE0 && left >= 2) {
        return {(lead & 0x1FU) << 6U | bits_at(text, at + 1), at, 2};
    }
    if (lead >= 0xF0 && left >= 4) {
        auto const high = (lead & 0x07U) << 18U | bits_at(text, at + 1) << 12U;
        return {high | bits_at(text, at + 2) << 6U | bits_at(text, at + 3), at, 4};
    }
    return {fold::dropped, at, 1};
}

/// Whether an entry is written as it is, whatever stands beside it.
bool is_plain(char32_t entry)
{
    return entry - 0x80U < fold::pair - 0x80U;
}

bool is_rare_ideograph(char32_t c)
{
    return c >= 0x20000 && c < 0x40000;
}

char32_t folded(Foldings const& table, char32_t c)
{
    if (c < table.entries.size()) {
        return table.entries[c];
    }
    return is_rare_ideograph(c) ? c : char32_t{fold::dropped};
}

/// Writes into room that the caller has measured; the way back only where it is wanted.
template <bool with_offsets>
class Writer {
public:
    Writer(Foldings const& table, char32_t* text, std::uint32_t* from, std::uint32_t* to)
        : table_(table), text_(text), from_(from), to_(to)
    {
    }

    /// Copies the characters from `at` on that need no thought, nearly all of a Chinese text, and
    /// counts them off `most`. Returns where it stopped.
    std::size_t copy_plain(std::string_view text, std::size_t at, std::size_t& most)
    {
        if (after_ != After::other) {
            return at;
        }
        auto size = size_; // a member would be stored and loaded for each character
        auto left = most;
        for (; left > 0 && begins_three_bytes(text, at); --left, ++size, at += 3) {
            auto const entry = table_.entries[three_bytes(text, at)];
            if (!is_plain(entry)) {
                break;
            }
            write(size, entry, source_of(at, 3));
        }
        size_ = size;
        most = left;
        return at;
    }

    /// Takes what a code point is folded to.
    void take(char32_t entry, Source source)
    {
        if (is_plain(entry)) {
            leave(entry);
            put(entry, source);
        } else {
            take_special(entry, source);
        }
    }

    /// Characters written. What was taken is all written once `finish` was called.
    [[nodiscard]] std::size_t size() const { return size_; }

    void finish() { leave(0); }

private:
    /// What was written last: a Latin letter or digit, the same and a blank that waits to be
    /// wanted, Chinese numerals that wait for their end, or none of these.
    enum class After { other, latin, blank, numeral };

    void write(std::size_t at, char32_t c, Source source)
    {
        text_[at] = c;
        if constexpr (with_offsets) {
            from_[at] = source.from;
            to_[at] = source.to;
        }
    }

    void put(char32_t c, Source source) { write(size_++, c, source); }

    void take_special(char32_t entry, Source source)
    {
        if (entry == fold::clause_end) { // first, because it is the most frequent
            end_clause(source);
        } else if (entry == fold::dropped) {
            return;
        } else if (entry == fold::blank) {
            take_blank(source);
        } else if (entry <= fold::circle) {
            take_numeral(entry, source);
        } else if (is_rare_ideograph(entry)) {
            leave(entry);
            put(entry, source);
        } else {
            take_latin(entry, source);
        }
    }

    void take_blank(Source source)
    {
        if (after_ == After::latin) {
            after_ = After::blank;
            blank_ = source;
        }
    }

    void end_clause(Source source)
    {
        leave(clause_break);
        if (size_ > 0 && text_[size_ - 1] != clause_break) {
            put(clause_break, source);
        }
    }

    void take_numeral(char32_t entry, Source source)
    {
        if (entry == fold::circle) {
            if (after_ != After::numeral) {
                return;
            }
            entry = fold::zero;
        }
        if (after_ != After::numeral) {
            after_ = After::numeral;
            run_ = size_;
        }
        put(entry, source);
    }

    void take_latin(char32_t entry, Source source)
    {
        bool const two = entry >= fold::pair;
        auto const& pair = table_.pairs[two ? entry - fold::pair : 0];
        auto const first = two ? char32_t{pair[0]} : entry;
        if (after_ == After::blank) {
            put(U' ', blank_);
        } else if (after_ == After::numeral) {
            end_run(first);
        }
        put(first, source);
        if (two) {
            put(pair[1], source);
        }
        after_ = After::latin;
    }

    /// Before a character that is neither Latin nor a numeral.
    void leave(char32_t next)
    {
        if (after_ != After::other) {
            if (after_ == After::numeral) {
                end_run(next);
            }
            after_ = After::other;
        }
    }

    /// Writes the numerals that waited as a number, or one by one.
    void end_run(char32_t next)
    {
        constexpr std::u32string_view written = U"0123456789十百千";
        auto const before = run_ > 0 ? text_[run_ - 1] : char32_t{0};
        auto const number = number_in({text_ + run_, size_ - run_}, before, next);
        if (number) {
            rewrite_run(*number);
            return;
        }
        for (auto i = run_; i < size_; ++i) {
            text_[i] = written[text_[i] - fold::zero];
        }
    }

    /// Two numerals or more make room for four digits, as they took six bytes; 十 for two.
    void rewrite_run(std::uint32_t number)
    {
        Source whole{};
        if constexpr (with_offsets) {
            whole = {from_[run_], to_[size_ - 1]};
        }
        std::array<char32_t, 4> digits{};
        std::size_t count = 0;
        for (; number > 0; number /= 10) {
            digits[count++] = U'0' + number % 10;
        }
        size_ = run_;
        while (count > 0) {
            put(digits[--count], whole);
        }
    }

    Foldings const& table_;
    char32_t* text_;
    std::uint32_t* from_;
    std::uint32_t* to_;
    std::size_t size_ = 0;
    std::size_t run_ = 0; ///< where the numerals begin that wait
    Source blank_{};
    After after_ = After::other;
};

/// Returns the characters of the first line.
template <bool with_offsets>
std::size_t write_all(std::string_view text, std::size_t most, Writer<with_offsets>& writer)
{
    auto const& table = foldings();
    std::size_t headline = 0;
    bool in_headline = true;
    std::size_t at = 0;
    while (true) {
        at = writer.copy_plain(text, at, most);
        if (at == text.size() || most == 0) {
            break;
        }
        auto const read = read_at(text, at);
        writer.take(folded(table, read.value), source_of(at, read.length));
        at += read.length;
        --most;
        if (in_headline && read.value == U'\n') {
            in_headline = false;
            headline = writer.size();
        }
    }
    writer.finish();
    return in_headline ? writer.size() : headline;
}

/// No code point becomes more characters than it had bytes, nor do numerals that become a number.
std::size_t room_for(std::string_view text, std::size_t most)
{
    return most < text.size() / 4 ? 4 * most : text.size();
}

template <bool with_offsets>
void write_into(std::string_view text, std::size_t most, Normalised& into)
{
    auto const room = room_for(text, most);
    into.from.resize(with_offsets ? room : 0);
    into.to.resize(with_offsets ? room : 0);
    into.text.clear();
    into.text.resize_and_overwrite(room, [&](char32_t* buffer, std::size_t) {
        Writer<with_offsets> writer{foldings(), buffer, into.from.data(), into.to.data()};
        into.headline = write_all(text, most, writer);
        return writer.size();
    });
    into.from.resize(with_offsets ? into.text.size() : 0);
    into.to.resize(with_offsets ? into.text.size() : 0);
}

} // namespace

Normalised normalise(std::string_view text, std::size_t most)
{
    Normalised result;
    write_into<true>(text, most, result);
    return result;
}

void normalise(std::string_view text, std::size_t most, Normalised& into)
{
    write_into<true>(text, most, into);
}

void normalise_without_offsets(std::string_view text, std::size_t most, Normalised& into)
{
    write_into<false>(text, most, into);
}

} // namespace ducha::neardup
