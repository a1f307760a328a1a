// Numbers as Chinese writes them: 二十三 is 23.
#include "engines/neardup/numerals.h"

#include "engines/neardup/folding.h"

namespace ducha::neardup {
namespace {

using View = std::u32string_view;

constexpr std::uint32_t no_unit = 10'000;

/// What follows 十 where it is a number. No 里, 家, 字, 分, 足, 全: villages and words have those.
constexpr View counted = U"号栋楼期路点米月日年天个元块万亿多几余岁人户亩吨层组届条次辆台";

bool is_digit(char32_t c)
{
    return c >= U'0' && c <= U'9';
}

std::uint32_t unit_of(char32_t numeral)
{
    switch (numeral) {
    case fold::ten:
        return 10;
    case fold::hundred:
        return 100;
    case fold::thousand:
        return 1000;
    default:
        return 0;
    }
}

/// Whether the run is only the end of something: of digits (⑩二十), or of a guess (几十, 数十).
bool is_preceded(char32_t before)
{
    return is_digit(before) || before == U'几' || before == U'数';
}

/// Whether the last numeral belongs to the word after it.
bool begins_a_word(char32_t last, char32_t after)
{
    return (last == fold::ten && after == U'字') ||
        (last == fold::hundred && View{U"姓货"}.find(after) != View::npos) ||
        (last == fold::thousand && View{U"克瓦伏"}.find(after) != View::npos);
}

/// Digits and units by turns, the units descending, and a zero just where units are skipped.
class Reader {
public:
    explicit Reader(View run) : run_(run) {}

    std::optional<std::uint32_t> read()
    {
        while (!run_.empty()) {
            if (!read_one()) {
                return std::nullopt;
            }
        }
        return last_unit_ == no_unit ? std::nullopt : std::optional{sum_};
    }

private:
    bool read_one()
    {
        bool const skips = sum_ > 0 && run_.front() == fold::zero;
        run_.remove_prefix(skips ? 1 : 0);
        auto const digit = next_digit();
        if (digit == 0) {
            return false;
        }
        auto const unit = run_.empty() ? 1 : unit_of(run_.front());
        run_.remove_prefix(run_.empty() ? 0 : 1);
        bool const next_below = sum_ == 0 || unit * 10 == last_unit_;
        if (unit == 0 || unit >= last_unit_ || skips == next_below) {
            return false;
        }
        sum_ += digit * unit;
        last_unit_ = unit;
        return true;
    }

    /// 1 to 9; a 十 at the beginning has its 1 understood; 0 where no digit stands.
    std::uint32_t next_digit()
    {
        if (run_.empty() || (sum_ == 0 && run_.front() == fold::ten)) {
            return run_.empty() ? 0 : 1;
        }
        auto const digit = run_.front() - fold::zero;
        run_.remove_prefix(1);
        return digit <= 9 ? digit : 0;
    }

    View run_;
    std::uint32_t sum_ = 0;
    std::uint32_t last_unit_ = no_unit;
};

} // namespace

std::optional<std::uint32_t> number_in(View run, char32_t before, char32_t after)
{
    bool const alone = run.size() == 1;
    bool const may_be_ten =
        run.front() == fold::ten && (before == U'第' || counted.find(after) != View::npos);
    if ((alone && !may_be_ten) || is_preceded(before) || is_digit(after) ||
        begins_a_word(run.back(), after)) {
        return std::nullopt;
    }
    return Reader{run}.read();
}

} // namespace ducha::neardup
