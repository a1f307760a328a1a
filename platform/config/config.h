// Configuration and rule packs: TOML files, read into typed values with their places.
//
// Whoever reads a key makes it known; what was never read is most often a slip of the pen, and
// `unknown_keys()` lists it. So read everything first, then look at the list.
//
//     auto document = config::Document::load("ducha.toml");
//     auto const& root = document->root();
//     auto const port = root.integer("port", 8080);
//     if (!port) { return port.error(); }
//     for (auto const& unknown : document->unknown_keys()) { warn(unknown); }
#pragma once

#include "base/instant.h"
#include "base/refusal.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::config {

namespace detail {
struct TableNode;
}

/// A key that nobody has asked for.
struct UnknownKey {
    std::string key;     ///< with the tables around it: `server.prot`, `unit[2].nmae`
    std::string where;   ///< file:line:column
    std::string nearest; ///< the key that was asked for and is spelled most alike; may be empty

    bool operator==(UnknownKey const&) const = default;
};

/// One table of a document: a handle, cheap to copy, that keeps the document alive.
///
/// Every value has three getters: `text(key)` requires it, `text(key, fallback)` does without,
/// `optional_text(key)` says whether it is there. All refuse a value of another type, and the
/// first a missing one, with `where` = `file:line:column: key`, what was found and what was
/// expected.
/// Codes: config.missing_key, config.wrong_type, config.bad_value.
///
/// Keys are single names: the key `a.b` of a file is the key `b` of the table `a`.
/// Threads: getters note what was read; one document, one thread.
class Table {
public:
    [[nodiscard]] Result<std::string> text(std::string_view key) const;
    [[nodiscard]] Result<std::string> text(std::string_view key, std::string fallback) const;
    [[nodiscard]] Result<std::optional<std::string>> optional_text(std::string_view key) const;

    [[nodiscard]] Result<std::int64_t> integer(std::string_view key) const;
    [[nodiscard]] Result<std::int64_t> integer(std::string_view key, std::int64_t fallback) const;
    [[nodiscard]] Result<std::optional<std::int64_t>> optional_integer(std::string_view key) const;

    /// A number with or without a fraction; never infinite, always a number.
    [[nodiscard]] Result<double> number(std::string_view key) const;
    [[nodiscard]] Result<double> number(std::string_view key, double fallback) const;
    [[nodiscard]] Result<std::optional<double>> optional_number(std::string_view key) const;

    [[nodiscard]] Result<bool> boolean(std::string_view key) const;
    [[nodiscard]] Result<bool> boolean(std::string_view key, bool fallback) const;
    [[nodiscard]] Result<std::optional<bool>> optional_boolean(std::string_view key) const;

    /// A local date, 2021-08-26, or a string that `parse_day` takes.
    [[nodiscard]] Result<Day> day(std::string_view key) const;
    [[nodiscard]] Result<Day> day(std::string_view key, Day fallback) const;
    [[nodiscard]] Result<std::optional<Day>> optional_day(std::string_view key) const;

    /// A local time with whole minutes, 20:00:00, or a string that `parse_time_of_day` takes.
    [[nodiscard]] Result<TimeOfDay> time_of_day(std::string_view key) const;
    [[nodiscard]] Result<TimeOfDay> time_of_day(std::string_view key, TimeOfDay fallback) const;
    [[nodiscard]] Result<std::optional<TimeOfDay>> optional_time_of_day(std::string_view key) const;

    /// An array of strings. The optional one is empty where there is none.
    [[nodiscard]] Result<std::vector<std::string>> texts(std::string_view key) const;
    [[nodiscard]] Result<std::vector<std::string>> optional_texts(std::string_view key) const;

    /// An array of tables, `[[unit]]`, in the order of the file. The optional one is empty
    /// where there is none.
    [[nodiscard]] Result<std::vector<Table>> tables(std::string_view key) const;
    [[nodiscard]] Result<std::vector<Table>> optional_tables(std::string_view key) const;

    [[nodiscard]] Result<Table> table(std::string_view key) const;
    [[nodiscard]] Result<std::optional<Table>> optional_table(std::string_view key) const;

    /// The keys in the order of their names, for tables whose keys are data. Reads none.
    [[nodiscard]] std::vector<std::string> keys() const;

    /// `file:line:column` of a key, or of the table where the key is not there; for refusals of
    /// the caller's own ("port must be below 65536").
    [[nodiscard]] std::string where(std::string_view key) const;
    [[nodiscard]] std::string where() const;

    /// A refusal `config.bad_value` about this key.
    ///
    /// found, expected   what the caller's rule saw and wants
    [[nodiscard]] Refusal
    bad_value(std::string_view key, std::string found, std::string expected) const;

private:
    friend class Document;
    explicit Table(std::shared_ptr<detail::TableNode const> node);

    template <class T>
    [[nodiscard]] Result<std::optional<T>> read(std::string_view key) const;
    template <class T>
    [[nodiscard]] Result<T> require(std::string_view key) const;
    template <class T>
    [[nodiscard]] Result<T> read_or(std::string_view key, T fallback) const;

    std::shared_ptr<detail::TableNode const> node_;
};

/// A TOML 1.0 file, UTF-8, at most 16 MiB.
class Document {
public:
    /// Refuses a file that is not there, is too large or is not TOML; then `where` is
    /// file:line:column. Codes: config.no_file, config.too_large, config.not_toml.
    /// Throws Trouble (io) where the disk fails.
    [[nodiscard]] static Result<Document> load(std::filesystem::path const& path);

    /// name   stands for the file in every `where`
    [[nodiscard]] static Result<Document> parse(std::string_view text, std::string_view name);

    [[nodiscard]] Table const& root() const;

    /// In the order of the file. Of a table that was never read, the table alone.
    /// Cost: O(keys x keys asked for in the same table).
    [[nodiscard]] std::vector<UnknownKey> unknown_keys() const;

private:
    explicit Document(Table root);

    Table root_;
};

} // namespace ducha::config
