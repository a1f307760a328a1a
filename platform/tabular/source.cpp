// The text of a file as a stream of UTF-8, whatever its encoding.
#include "platform/tabular/source.h"

#include "base/text.h"

#include "platform/tabular/refusals.h"
#include "platform/trouble.h"

#include <fcntl.h>
#include <iconv.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace ducha::tabular {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{256} << 10U;
constexpr std::size_t longest_sequence = 4;

char const* iconv_name(Encoding encoding)
{
    switch (encoding) {
    case Encoding::gb18030:
        return "GB18030";
    case Encoding::utf16_little_endian:
        return "UTF-16LE";
    case Encoding::utf16_big_endian:
        return "UTF-16BE";
    case Encoding::utf8:
        break;
    }
    return "UTF-8";
}

/// Converts a stream by pieces.
class Converter {
public:
    explicit Converter(Encoding from) : handle_{iconv_open("UTF-8", iconv_name(from))}
    {
        if (handle_ == reinterpret_cast<iconv_t>(-1)) { // NOLINT: iconv's own convention
            throw Trouble{
                Trouble::Kind::configuration,
                std::string{"this system cannot convert from "} + iconv_name(from)
            };
        }
    }
    Converter(Converter const&) = delete;
    Converter& operator=(Converter const&) = delete;
    ~Converter() { iconv_close(handle_); }

    struct Step {
        std::size_t taken = 0;
        std::size_t given = 0;
        bool valid = true;
    };

    /// Takes whole characters only: a cut one at the end of `bytes` is left there.
    Step convert(std::span<char> bytes, std::span<char> room)
    {
        auto* in = bytes.data();
        auto in_left = bytes.size();
        auto* out = room.data();
        auto out_left = room.size();
        auto const failed =
            iconv(handle_, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1);
        return {bytes.size() - in_left, room.size() - out_left, !failed || errno != EILSEQ};
    }

private:
    iconv_t handle_;
};

/// What a whole file looks like as UTF-8.
struct Survey {
    std::int64_t bad_bytes = 0;
    std::int64_t long_sequences = 0; ///< valid ones of three or four bytes: Chinese in UTF-8

    /// Looks at `text` and returns how much of its end is to be seen again with more behind it.
    std::size_t look_at(std::string_view text, bool last)
    {
        while (!text.empty()) {
            auto const bad = first_invalid_utf8(text);
            auto const valid = text.substr(0, bad.value_or(text.size()));
            long_sequences += std::ranges::count_if(valid, [](char c) {
                return static_cast<unsigned char>(c) >= 0xE0U;
            });
            text.remove_prefix(valid.size());
            if (!last && text.size() < longest_sequence) {
                break;
            }
            bad_bytes += text.empty() ? 0 : 1;
            text.remove_prefix(std::min<std::size_t>(text.size(), 1));
        }
        return text.size();
    }
};

class Input {
public:
    Input(Descriptor file, std::filesystem::path path)
        : file_{std::move(file)}, path_{std::move(path)}
    {
    }

    void rewind()
    {
        if (lseek(file_.get(), 0, SEEK_SET) < 0) {
            throw_trouble("cannot rewind", path_, errno);
        }
    }

    [[nodiscard]] std::size_t read(std::span<char> room) const
    {
        return read_some(file_, room, path_);
    }

    [[nodiscard]] std::filesystem::path const& path() const { return path_; }

private:
    Descriptor file_;
    std::filesystem::path path_;
};

Survey survey(Input& input)
{
    input.rewind();
    Survey result;
    std::string buffer(chunk_bytes, '\0');
    std::size_t held = 0;
    while (true) {
        auto const count = input.read(std::span{buffer}.subspan(held));
        auto const text = std::string_view{buffer}.substr(0, held + count);
        held = result.look_at(text, count == 0);
        if (count == 0) {
            return result;
        }
        std::memmove(buffer.data(), text.data() + text.size() - held, held);
    }
}

bool decodes_as(Encoding encoding, Input& input)
{
    input.rewind();
    Converter converter{encoding};
    std::string bytes(chunk_bytes, '\0');
    std::string text(4 * chunk_bytes, '\0'); // more than any conversion of one chunk needs
    std::size_t held = 0;
    while (true) {
        auto const count = input.read(std::span{bytes}.subspan(held));
        auto const step = converter.convert(std::span{bytes}.first(held + count), text);
        held = held + count - step.taken;
        if (!step.valid) {
            return false;
        }
        if (count == 0) {
            return held == 0;
        }
        std::memmove(bytes.data(), bytes.data() + step.taken, held);
    }
}

std::optional<Encoding> marked_encoding(Input& input)
{
    input.rewind();
    std::array<char, 3> bytes{};
    auto const count = input.read(bytes);
    auto const mark = std::string_view{bytes.data(), count};
    if (mark == "\xEF\xBB\xBF") {
        return Encoding::utf8;
    }
    if (mark.starts_with("\xFF\xFE")) {
        return Encoding::utf16_little_endian;
    }
    return mark.starts_with("\xFE\xFF") ? std::optional{Encoding::utf16_big_endian} : std::nullopt;
}

/// A file in GB18030 has hardly any sequence that is valid UTF-8 of three bytes; one in UTF-8
/// with a few spoilt bytes has many, and may by chance decode as GB18030 nevertheless.
bool looks_like_gb18030(Survey const& seen, Input& input)
{
    return seen.bad_bytes > seen.long_sequences && decodes_as(Encoding::gb18030, input);
}

} // namespace

std::string_view name_of(Encoding encoding)
{
    return iconv_name(encoding);
}

struct Source::State {
    Input input;
    Encoding encoding;
    bool valid;
    std::int64_t total;
    std::int64_t taken = 0;
    std::unique_ptr<Converter> converter{};
    std::string bytes{}; ///< not yet converted
    std::size_t held = 0;

    std::size_t convert(std::span<char> room)
    {
        while (true) {
            auto const count = input.read(std::span{bytes}.subspan(held));
            taken += static_cast<std::int64_t>(count);
            held += count;
            auto const step = converter->convert(std::span{bytes}.first(held), room);
            held -= step.taken;
            std::memmove(bytes.data(), bytes.data() + step.taken, held);
            if (!step.valid || (count == 0 && step.taken == 0 && held > 0)) {
                throw Trouble{
                    Trouble::Kind::io, input.path().string() + " was changed while it was read"
                };
            }
            if (step.given > 0 || count == 0) {
                return step.given;
            }
        }
    }
};

Result<Source> Source::open(std::filesystem::path const& path)
{
    auto file = Descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (!file.is_open()) {
        if (errno != ENOENT && errno != EACCES && errno != ENOTDIR && errno != ENAMETOOLONG) {
            throw_trouble("cannot open", path, errno);
        }
        return refuse(refusals, Reason::no_file, {}, {}, path.string());
    }
    struct stat status = {};
    if (fstat(file.get(), &status) != 0) {
        throw_trouble("cannot look at", path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        return refuse(refusals, Reason::not_a_file, {}, {}, path.string());
    }
    auto input = Input{std::move(file), path};
    auto const marked = marked_encoding(input);
    auto encoding = marked.value_or(Encoding::utf8);
    auto valid = true;
    if (encoding != Encoding::utf8) {
        if (!decodes_as(encoding, input)) {
            return refuse(refusals, Reason::bad_encoding, {}, {}, path.string());
        }
    } else {
        auto const seen = survey(input);
        valid = seen.bad_bytes == 0;
        if (!valid && !marked && looks_like_gb18030(seen, input)) {
            encoding = Encoding::gb18030;
            valid = true;
        }
    }
    input.rewind();
    auto state = std::make_unique<State>(State{
        .input = std::move(input),
        .encoding = encoding,
        .valid = valid,
        .total = std::int64_t{status.st_size}
    });
    if (encoding != Encoding::utf8) {
        state->converter = std::make_unique<Converter>(encoding);
        state->bytes.resize(chunk_bytes);
    }
    return Source{std::move(state)};
}

Source::Source(std::unique_ptr<State> state) : state_{std::move(state)} {}
Source::Source(Source&& other) noexcept = default;
Source& Source::operator=(Source&& other) noexcept = default;
Source::~Source() = default;

std::size_t Source::read(std::span<char> room)
{
    if (state_->converter) {
        return state_->convert(room);
    }
    auto const count = state_->input.read(room);
    state_->taken += static_cast<std::int64_t>(count);
    return count;
}

Encoding Source::encoding() const
{
    return state_->encoding;
}

bool Source::is_valid() const
{
    return state_->valid;
}

std::int64_t Source::bytes_read() const
{
    return state_->taken;
}

std::int64_t Source::bytes_total() const
{
    return state_->total;
}

} // namespace ducha::tabular
