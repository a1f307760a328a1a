// The file of a corpus: written once, front to back; mapped for reading.
#include "bench/merging/corpus.h"

#include "base/invariant.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace ducha::bench {
namespace {

static_assert(std::endian::native == std::endian::little, "the file is a picture of the memory");

constexpr std::string_view magic = "duchacor";
constexpr std::uint32_t version = 1;
constexpr std::size_t buffer_bytes = std::size_t{1} << 20U;
constexpr std::uint64_t digest_of_nothing = 0xCBF29CE484222325; // FNV-1a, by words
constexpr std::uint64_t digest_prime = 0x100000001B3;

struct Header {
    char magic[8];
    std::uint32_t version;
    std::uint32_t row_bytes;
    std::uint64_t count;
    std::uint64_t text_bytes;
    std::uint64_t digest; ///< of all rows and texts
    std::uint64_t reserved[2];
    std::uint64_t own_digest; ///< of what stands before it
};

struct Row {
    std::int64_t id;
    std::int64_t occurred; ///< microseconds, UTC
    double longitude;
    double latitude;
    std::uint64_t text_offset;
    std::uint32_t text_bytes;
    std::uint32_t place_bytes;
    std::uint32_t enterprise_bytes;
    std::uint32_t problem;
    std::uint32_t issues;
    std::uint32_t reserved;

    [[nodiscard]] std::uint64_t bytes() const
    {
        return std::uint64_t{text_bytes} + place_bytes + enterprise_bytes;
    }
};

static_assert(sizeof(Header) == 64 && sizeof(Row) == 64);

template <class T>
std::string_view bytes_of(T const& value)
{
    return {reinterpret_cast<char const*>(&value), sizeof(T)};
}

std::uint64_t digest(std::uint64_t so_far, std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, std::min<std::size_t>(8, bytes.size() - at));
        so_far = (so_far ^ word) * digest_prime;
        so_far ^= so_far >> 32U;
    }
    return so_far;
}

std::uint64_t own_digest(Header const& header)
{
    auto const bytes = bytes_of(header);
    return digest(digest_of_nothing, bytes.substr(0, offsetof(Header, own_digest)));
}

std::uint32_t narrow(std::size_t size)
{
    invariant(size <= std::numeric_limits<std::uint32_t>::max(), "a text is shorter than 4 GiB");
    return static_cast<std::uint32_t>(size);
}

/// Writes all of it at an offset, which need not be where the last write ended.
void write_at(
    tabular::Descriptor const& file,
    std::string_view bytes,
    std::uint64_t offset,
    std::filesystem::path const& path
)
{
    if (::lseek(file.get(), static_cast<off_t>(offset), SEEK_SET) < 0) {
        tabular::throw_trouble("cannot write", path, errno);
    }
    tabular::write_all(file, bytes, path);
}

} // namespace

struct Corpus::Mapping {
    Mapping(char const* begin, std::size_t size) : all{begin, size} {}
    Mapping(Mapping const&) = delete;
    Mapping& operator=(Mapping const&) = delete;
    ~Mapping() { ::munmap(const_cast<char*>(all.data()), all.size()); }

    [[nodiscard]] Header const& header() const
    {
        return *reinterpret_cast<Header const*>(all.data());
    }

    [[nodiscard]] Row const& row(std::size_t i) const
    {
        return reinterpret_cast<Row const*>(all.data() + sizeof(Header))[i];
    }

    [[nodiscard]] std::string_view texts() const
    {
        return all.substr(sizeof(Header) + header().count * sizeof(Row));
    }

    /// What is wrong with it; empty where nothing is.
    [[nodiscard]] std::string flaw() const
    {
        if (all.size() < sizeof(Header) || !all.starts_with(magic)) {
            return "no corpus, or one that was not finished";
        }
        auto const& head = header();
        if (head.version != version || head.row_bytes != sizeof(Row)) {
            return "a corpus of another version";
        }
        auto const room = all.size() - sizeof(Header);
        if (head.own_digest != own_digest(head) || head.count > room / sizeof(Row) ||
            head.text_bytes != room - head.count * sizeof(Row)) {
            return "damaged: the header does not fit the file";
        }
        return flaw_of_rows();
    }

    [[nodiscard]] std::string flaw_of_rows() const
    {
        std::uint64_t end = 0;
        auto last = std::numeric_limits<std::int64_t>::min();
        for (std::size_t i = 0; i < header().count; ++i) {
            auto const& one = row(i);
            bool const in_order = one.id == static_cast<std::int64_t>(i) + 1 &&
                one.text_offset == end && one.occurred >= last;
            bool const possible = one.bytes() <= header().text_bytes - end && one.problem > 0 &&
                std::isfinite(one.longitude) && std::isfinite(one.latitude);
            if (!in_order || !possible) {
                return "damaged: report " + std::to_string(i + 1);
            }
            end += one.bytes();
            last = one.occurred;
        }
        return end == header().text_bytes ? "" : "damaged: texts of no report";
    }

    std::string_view all;
};

std::expected<Corpus, std::string> Corpus::open(std::filesystem::path const& path)
{
    auto const wrong = [&](std::string const& what) {
        return std::unexpected{path.string() + ": " + what};
    };
    auto const file = tabular::Descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat status{};
    if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
        return wrong("cannot be read");
    }
    auto const size = static_cast<std::size_t>(status.st_size);
    auto* const begin =
        size == 0 ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
    if (begin == MAP_FAILED) {
        return wrong(size == 0 ? "empty" : "cannot be mapped");
    }
    Corpus corpus;
    corpus.mapping_ = std::make_shared<Mapping const>(static_cast<char const*>(begin), size);
    if (auto const flaw = corpus.mapping_->flaw(); !flaw.empty()) {
        return wrong(flaw);
    }
    corpus.count_ = corpus.mapping_->header().count;
    return corpus;
}

CorpusReport Corpus::at(std::size_t i) const
{
    invariant(i < count_, "a report of the corpus is asked for");
    auto const& row = mapping_->row(i);
    auto const texts = mapping_->texts().substr(row.text_offset, row.bytes());
    return {
        .id = row.id,
        .problem = row.problem,
        .occurred = Instant{row.occurred},
        .issues = row.issues,
        .longitude = row.longitude,
        .latitude = row.latitude,
        .text = texts.substr(0, row.text_bytes),
        .place = texts.substr(row.text_bytes, row.place_bytes),
        .enterprise = texts.substr(row.text_bytes + std::size_t{row.place_bytes}),
    };
}

bool Corpus::is_intact() const
{
    auto so_far = digest_of_nothing;
    for (std::size_t i = 0; i < count_; ++i) {
        auto const& row = mapping_->row(i);
        so_far = digest(so_far, bytes_of(row));
        so_far = digest(so_far, mapping_->texts().substr(row.text_offset, row.bytes()));
    }
    return so_far == mapping_->header().digest;
}

CorpusWriter::CorpusWriter(std::filesystem::path path, std::size_t count)
    : path_{std::move(path)},
      file_{::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)},
      count_{count},
      last_{std::numeric_limits<std::int64_t>::min()},
      digest_{digest_of_nothing}
{
    if (!file_.is_open()) {
        tabular::throw_trouble("cannot write", path_, errno);
    }
}

void CorpusWriter::add(CorpusReport const& report)
{
    invariant(added_ < count_ && report.occurred >= last_, "as many reports as said, in order");
    last_ = report.occurred;
    Row const row{
        .id = static_cast<std::int64_t>(++added_),
        .occurred = report.occurred.microseconds,
        .longitude = report.longitude,
        .latitude = report.latitude,
        .text_offset = text_bytes_,
        .text_bytes = narrow(report.text.size()),
        .place_bytes = narrow(report.place.size()),
        .enterprise_bytes = narrow(report.enterprise.size()),
        .problem = report.problem,
        .issues = report.issues,
        .reserved = 0,
    };
    rows_ += bytes_of(row);
    auto const begin = texts_.size();
    texts_.append(report.text).append(report.place).append(report.enterprise);
    digest_ = digest(digest_, bytes_of(row));
    digest_ = digest(digest_, std::string_view{texts_}.substr(begin));
    text_bytes_ += row.bytes();
    if (rows_.size() >= buffer_bytes) {
        flush_rows();
    }
    if (texts_.size() >= buffer_bytes) {
        flush_texts();
    }
}

void CorpusWriter::finish()
{
    invariant(added_ == count_, "as many reports as said");
    flush_rows();
    flush_texts();
    Header header{
        .magic = {},
        .version = version,
        .row_bytes = sizeof(Row),
        .count = count_,
        .text_bytes = text_bytes_,
        .digest = digest_,
        .reserved = {},
        .own_digest = 0,
    };
    std::ranges::copy(magic, header.magic);
    header.own_digest = own_digest(header);
    write_at(file_, bytes_of(header), 0, path_);
    file_.close();
}

void CorpusWriter::flush_rows()
{
    auto const end = sizeof(Header) + added_ * sizeof(Row);
    write_at(file_, rows_, end - rows_.size(), path_);
    rows_.clear();
}

void CorpusWriter::flush_texts()
{
    auto const begin = sizeof(Header) + count_ * sizeof(Row);
    write_at(file_, texts_, begin + text_bytes_ - texts_.size(), path_);
    texts_.clear();
}

} // namespace ducha::bench
