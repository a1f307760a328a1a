// A corpus: reports in the order of arrival, with the truth about each, in one file that is mapped
// into memory and read without copying. How a generated one is made: generated.h.
//
// The file, little-endian: a header of 64 bytes; a row of 64 bytes a report; then the bytes of all
// texts, those of a report together (text, place, enterprise), in the order of the rows.
#pragma once

#include "base/instant.h"

#include "platform/tabular/file.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace ducha::bench {

/// One report, as an engine may read it, and which problem it is about. The views live as long as
/// the corpus.
struct CorpusReport {
    std::int64_t id = 0;       ///< its position + 1
    std::uint32_t problem = 0; ///< the truth: reports of one problem belong in one case; 1 or more
    Instant occurred;          ///< never earlier than that of the report before
    std::uint32_t issues = 0;  ///< bit set of pollution types, as domain/merge reads them
    double longitude = 0;      ///< of the pin, degrees; 0, 0: none
    double latitude = 0;
    std::string_view text; ///< title, a line end, working text
    std::string_view place;
    std::string_view enterprise;

    bool operator==(CorpusReport const&) const = default;
};

/// Reports of a file. Copies share it; it is unmapped behind the last one.
/// Threads: any number may read.
class Corpus {
public:
    /// Maps a file and checks its header, its size and each row: what passes can be read safely.
    ///
    /// returns  or a sentence that names the file and what is wrong with it
    /// cost     O(reports), some 64 bytes each; no text is read
    [[nodiscard]] static std::expected<Corpus, std::string> open(std::filesystem::path const& path);

    [[nodiscard]] std::size_t size() const { return count_; }

    /// Precondition: i < size().
    [[nodiscard]] CorpusReport at(std::size_t i) const;

    /// Whether every byte is as it was written. Cost: O(bytes).
    [[nodiscard]] bool is_intact() const;

private:
    struct Mapping;

    std::shared_ptr<Mapping const> mapping_;
    std::size_t count_ = 0;
};

/// Writes a corpus. The file is complete behind `finish`; until then `Corpus::open` refuses it.
class CorpusWriter {
public:
    /// count    how many reports will be added
    /// throws   Trouble (io, disk_full); so do add and finish
    CorpusWriter(std::filesystem::path path, std::size_t count);

    /// The next report; its id is given by its place, whatever `report.id` says.
    /// Precondition: it occurred no earlier than the one before; fewer than `count` were added.
    void add(CorpusReport const& report);

    /// Precondition: `count` reports were added.
    void finish();

private:
    void flush_rows();
    void flush_texts();

    std::filesystem::path path_;
    tabular::Descriptor file_;
    std::size_t count_;
    std::size_t added_ = 0;
    Instant last_;
    std::uint64_t text_bytes_ = 0;
    std::uint64_t digest_;
    std::string rows_;  ///< not written yet
    std::string texts_; ///< not written yet
};

} // namespace ducha::bench
