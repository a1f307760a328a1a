// What each code point is written as where texts are compared: the normaliser's one look-up.
#include "engines/neardup/folding.h"

#include "engines/neardup/characters.h"

#include <string_view>

namespace ducha::neardup {
namespace {

/// The letters from U+00C0 on without their marks; * is no single letter.
constexpr std::u16string_view plain_latin =
    u"aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y"
    u"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll"
    u"lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
/// Vowels with the marks of tones, from U+01CD on.
constexpr std::u16string_view plain_vowels = u"aaiioouuuuuuuuuu";

constexpr std::u16string_view chinese_digits = u"〇一二三四五六七八九";
constexpr std::u16string_view clause_ends = u"\n\v\f\r\u0085\u2028\u2029,;:!?~。、…〜∶｡､"
                                            u"︐︑︒︓︔︕︖︙﹐﹑﹔﹕﹖﹗";
constexpr std::u16string_view blanks = u"\t \u00A0\u1680\u202F\u205F\u3000";

/// What is written as two letters: a character, and the two.
constexpr std::u16string_view two_letters = u"㎡m2㎥m3㎞km㎝cm㎜mm㎏kg㏈db㏄cc㎖ml№no"
                                            u"Æaeæaeßssœoeþthﬀffﬁfiﬂfl";

constexpr char32_t first_two_digits = 10;
constexpr char32_t last_two_digits = 50;

class Builder {
public:
    explicit Builder(Foldings& into) : into_(into) {}

    void build()
    {
        keep_scripts();
        drop_what_stands_between();
        fold_letters();
        fold_digits();
        fold_enclosed();
        fold_pairs();
        end_clauses();
        simplify();
    }

private:
    char16_t& at(char32_t c) { return into_.entries[c]; }

    void keep(char32_t first, char32_t last) { shift(first, last, first); }

    void drop(char32_t first, char32_t last)
    {
        for (auto c = first; c <= last; ++c) {
            at(c) = fold::dropped;
        }
    }

    /// Each from `first` to `last` is written as one that stands as far from `to`.
    void shift(char32_t first, char32_t last, char32_t to)
    {
        for (auto c = first; c <= last; ++c) {
            at(c) = static_cast<char16_t>(c - first + to);
        }
    }

    /// Each from `first` to `last` is one more than the one before it.
    void count(char32_t first, char32_t last, char32_t from)
    {
        for (auto c = first; c <= last; ++c) {
            auto const number = c - first + from;
            at(c) = number < first_two_digits
                ? static_cast<char16_t>(u'0' + number)
                : static_cast<char16_t>(fold::pair + number - first_two_digits);
        }
    }

    void keep_scripts()
    {
        keep(0x0180, 0x02AF);
        keep(0x0370, 0x1FFF); // from Greek to Greek with marks
        keep(0x2C00, 0x2DDF);
        keep(0x2E80, 0x2FD5); // radicals
        keep(0x3005, 0x3005); // the sign of repetition
        keep(0x3041, 0x31BF); // kana, bopomofo, hangul
        keep(0x31F0, 0x31FF);
        keep(0x3400, 0xD7AF); // ideographs; Yi to hangul
    }

    void drop_what_stands_between()
    {
        drop(0x0483, 0x0489); // combining marks, here and below
        drop(0x061C, 0x061C); // direction
        drop(0x1680, 0x1680);
        drop(0x180B, 0x180F); // variation selectors
        drop(0x1AB0, 0x1AFF);
        drop(0x1DC0, 0x1DFF);
        drop(0x3097, 0x309C);
        drop(0x30A0, 0x30A0);
        drop(0x30FB, 0x30FB); // the dot inside foreign names
        drop(0x3130, 0x3130);
        drop(0x318F, 0x319F);
        drop(0x4DC0, 0x4DFF); // hexagrams
    }

    void fold_letters()
    {
        shift(U'a', U'z', U'a');
        shift(U'A', U'Z', U'a');
        for (std::size_t i = 0; i < plain_latin.size(); ++i) {
            at(static_cast<char32_t>(0xC0 + i)) =
                plain_latin[i] == u'*' ? fold::dropped : plain_latin[i];
        }
        for (std::size_t i = 0; i < plain_vowels.size(); ++i) {
            at(static_cast<char32_t>(0x01CD + i)) = plain_vowels[i];
        }
        shift(0x0391, 0x03A9, 0x03B1); // Greek
        shift(0x0400, 0x040F, 0x0450); // Cyrillic
        shift(0x0410, 0x042F, 0x0430);
    }

    void fold_digits()
    {
        shift(U'0', U'9', U'0');
        for (std::size_t i = 0; i < chinese_digits.size(); ++i) {
            at(chinese_digits[i]) = static_cast<char16_t>(fold::zero + i);
        }
        at(U'零') = fold::zero;
        at(U'两') = fold::zero + 2;
        at(U'十') = fold::ten;
        at(U'百') = fold::hundred;
        at(U'千') = fold::thousand;
        at(U'○') = at(U'◯') = fold::circle;
        count(U'²', U'³', 2);
        count(U'¹', U'¹', 1);
        count(U'⁰', U'⁰', 0);
        count(U'⁴', U'⁹', 4);
        count(U'₀', U'₉', 0);
        count(U'Ⅰ', U'Ⅻ', 1);
        count(U'ⅰ', U'ⅻ', 1);
    }

    void fold_enclosed()
    {
        count(U'①', U'⑳', 1);
        count(U'⑴', U'⒇', 1);
        count(U'⒈', U'⒛', 1);
        shift(U'⒜', U'⒵', U'a');
        shift(U'Ⓐ', U'Ⓩ', U'a');
        shift(U'ⓐ', U'ⓩ', U'a');
        count(U'⓪', U'⓪', 0);
        count(U'⓫', U'⓴', 11);
        count(U'⓵', U'⓾', 1);
        count(U'⓿', U'⓿', 0);
        count(U'❶', U'❿', 1);
        count(U'➀', U'➉', 1);
        count(U'➊', U'➓', 1);
        count(U'㈠', U'㈩', 1);
        count(U'㉑', U'㉟', 21);
        count(U'㊀', U'㊉', 1);
        count(U'㊱', U'㊿', 36);
    }

    void fold_pairs()
    {
        std::size_t next = 0;
        for (auto number = first_two_digits; number <= last_two_digits; ++number) {
            into_.pairs[next++] = {
                static_cast<char16_t>(u'0' + number / 10), static_cast<char16_t>(u'0' + number % 10)
            };
        }
        for (std::size_t i = 0; i + 2 < two_letters.size(); i += 3) {
            at(two_letters[i]) = static_cast<char16_t>(fold::pair + next);
            into_.pairs[next++] = {two_letters[i + 1], two_letters[i + 2]};
        }
    }

    void end_clauses()
    {
        for (auto const c : clause_ends) {
            at(c) = fold::clause_end;
        }
        for (auto const c : blanks) {
            at(c) = fold::blank;
        }
        for (char32_t c = 0x2000; c <= 0x200A; ++c) {
            at(c) = fold::blank;
        }
        // The wide forms of what ASCII has.
        for (char32_t c = U'!'; c <= U'~'; ++c) {
            at(c + 0xFEE0) = at(c);
        }
    }

    /// Last, so that a traditional character becomes whatever its simplified form becomes.
    void simplify()
    {
        for (char32_t c = 0; c < into_.entries.size(); ++c) {
            if (auto const simple = simplified(c); simple != c) {
                at(c) = at(simple);
            }
        }
    }

    Foldings& into_;
};

} // namespace

Foldings const& foldings()
{
    // Built in place: the table is too large for a stack that is small.
    static struct Built : Foldings {
        Built() { Builder{*this}.build(); }
    } const built;
    return built;
}

} // namespace ducha::neardup
