// Reports in the order of arrival with what is known of the truth: labelled messages, or generated
// reports.
#pragma once

#include "engines/neardup/neardup.h"

#include "bench/merging/corpus.h"

#include <cstdint>
#include <expected>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ducha::bench {

/// Threads: any number may read.
class Collection {
public:
    virtual ~Collection() = default;

    [[nodiscard]] virtual std::size_t size() const = 0;
    [[nodiscard]] virtual neardup::Document document(std::size_t i) const = 0;

    /// The case that the report belongs to; 0 where nobody knows.
    [[nodiscard]] virtual std::uint64_t truth(std::size_t i) const = 0;

    /// Whether readers could not decide about the two (by id).
    [[nodiscard]] virtual bool unsure(std::int64_t a, std::int64_t b) const = 0;
};

/// The files of a collection of messages: id, time, title and text; id and case; pairs of ids.
struct MessageFiles {
    std::string messages;
    std::string labels; ///< may be empty
    std::string unsure; ///< may be empty
};

/// Citizens' messages by time, then by id.
class Messages : public Collection {
public:
    /// returns  or a sentence that names the file and what is wrong
    [[nodiscard]] static std::expected<Messages, std::string> read(MessageFiles const& files);

    [[nodiscard]] std::size_t size() const override { return messages_.size(); }
    [[nodiscard]] neardup::Document document(std::size_t i) const override;
    [[nodiscard]] std::uint64_t truth(std::size_t i) const override { return messages_[i].truth; }
    [[nodiscard]] bool unsure(std::int64_t a, std::int64_t b) const override;

private:
    struct Message {
        std::int64_t id = 0;
        Instant at;
        std::string text;
        std::uint64_t truth = 0;
    };
    std::vector<Message> messages_;
    std::set<std::pair<std::int64_t, std::int64_t>> unsure_;
};

/// The first reports of a corpus.
class Generated : public Collection {
public:
    Generated(Corpus corpus, std::size_t most) : corpus_(std::move(corpus)), most_(most) {}

    [[nodiscard]] std::size_t size() const override { return std::min(most_, corpus_.size()); }
    [[nodiscard]] neardup::Document document(std::size_t i) const override;
    [[nodiscard]] std::uint64_t truth(std::size_t i) const override
    {
        return corpus_.at(i).problem;
    }
    [[nodiscard]] bool unsure(std::int64_t /*a*/, std::int64_t /*b*/) const override
    {
        return false;
    }

private:
    Corpus corpus_;
    std::size_t most_;
};

} // namespace ducha::bench
