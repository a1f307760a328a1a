// Texts as they are searched.
#include "engines/folding/folded.h"

#include "base/text.h"

#include "engines/neardup/characters.h"
#include "engines/neardup/folding.h"

namespace ducha::folding {
namespace {

namespace fold = neardup::fold;

bool is_digit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

bool is_latin(char32_t c)
{
    return is_digit(c) || (c >= U'a' && c <= U'z');
}

bool is_rare_ideograph(char32_t c)
{
    return c >= 0x20000 && c < 0x40000;
}

/// Where something was read: bytes of the original.
struct Source {
    std::uint32_t from;
    std::uint32_t to;
};

/// Writes characters, and what stands between two of them once the second is known.
class Writer {
public:
    explicit Writer(Folded& into, bool with_offsets) : into_{into}, with_offsets_{with_offsets} {}

    void take(char32_t c, Source source)
    {
        if (c >= 0x10000) {
            if (is_rare_ideograph(c)) {
                put(c, source);
            }
            return;
        }
        auto const entry = neardup::foldings().entries[c];
        if (entry == fold::clause_end) {
            between_ = clause_mark;
            between_source_ = source;
        } else if (entry == fold::blank) {
            hold(' ', source);
        } else if (entry == fold::dropped) {
            if ((c == U'.' || c == U'．') && is_digit(last_)) {
                hold('.', source);
            }
        } else {
            take_kept(c, entry, source);
        }
    }

private:
    void take_kept(char32_t c, char16_t entry, Source source)
    {
        if (entry >= fold::pair) {
            auto const& pair = neardup::foldings().pairs[entry - fold::pair];
            put(pair[0], source);
            put(pair[1], source);
        } else if (entry == fold::circle) {
            put(U'〇', source);
        } else if (entry >= fold::zero && entry <= fold::thousand) {
            // What it stands for depends on its neighbours, and nothing is guessed here.
            put(neardup::simplified(c), source);
        } else {
            put(entry, source);
        }
    }

    /// Keeps what may turn out to stand between two characters; the weightier one stays.
    void hold(char c, Source source)
    {
        if (between_ == 0 || (between_ == '.' && c == ' ')) {
            between_ = c;
            between_source_ = source;
        }
    }

    [[nodiscard]] bool is_wanted_before(char32_t c) const
    {
        return between_ == ' ' ? is_latin(last_) && is_latin(c)
            : between_ == '.'  ? is_digit(last_) && is_digit(c)
                               : between_ != 0 && last_ != 0;
    }

    void put(char32_t c, Source source)
    {
        if (is_wanted_before(c)) {
            append(static_cast<unsigned char>(between_), between_source_);
        }
        between_ = 0;
        append(c, source);
        last_ = c;
    }

    void append(char32_t c, Source source)
    {
        append_utf8(into_.text, c);
        if (with_offsets_) {
            into_.from.resize(into_.text.size(), source.from);
            into_.to.resize(into_.text.size(), source.to);
        }
    }

    Folded& into_;
    bool with_offsets_;
    char32_t last_ = 0; ///< written; 0: nothing yet
    char between_ = 0;  ///< read since; 0: nothing
    Source between_source_{};
};

Folded fold_all(std::string_view text, bool with_offsets)
{
    Folded result;
    result.text.reserve(text.size());
    Writer writer{result, with_offsets};
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const valid = at + first_invalid_utf8(text.substr(at)).value_or(text.size() - at);
        while (at < valid) {
            auto const one = code_point_at(text, at);
            auto const end = at + one.length;
            writer.take(
                one.value, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}
            );
            at = end;
        }
    }
    return result;
}

} // namespace

std::string folded(std::string_view text)
{
    return fold_all(text, false).text;
}

Folded folded_with_offsets(std::string_view text)
{
    return fold_all(text, true);
}

} // namespace ducha::folding
