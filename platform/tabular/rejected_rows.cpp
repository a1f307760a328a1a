// The rows of a file that were not taken.
#include "platform/tabular/file.h"
#include "platform/tabular/tabular.h"

#include <algorithm>

namespace ducha::tabular {
namespace {

constexpr std::size_t added_columns = 2;

std::filesystem::path rejected_path(std::filesystem::path const& source)
{
    auto path = source;
    if (path.extension() == ".csv") {
        path.replace_extension();
    }
    path += ".rejected.csv";
    return path;
}

} // namespace

RejectedRows::RejectedRows(
    std::filesystem::path const& source, std::span<std::string const> columns, WriterOptions options
)
    : path_{rejected_path(source)}, columns_(columns.begin(), columns.end()), options_{options}
{
    auto const size = columns_.size();
    auto const mended =
        size > added_columns && columns_[size - 2] == "line" && columns_[size - 1] == "reason";
    if (!mended) {
        columns_.insert(columns_.end(), {"line", "reason"});
    }
}

void RejectedRows::add(Row const& row, std::string_view reason)
{
    std::vector<std::string> fields;
    fields.reserve(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        fields.emplace_back(row[i]);
    }
    add(row.line(), fields, reason);
}

void RejectedRows::add(
    std::int64_t line, std::span<std::string const> fields, std::string_view reason
)
{
    if (!writer_) {
        writer_.emplace(path_, columns_, options_);
    }
    auto const own = columns_.size() - 2;
    std::vector<std::string> row(columns_.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        // Surplus fields are joined to the last column of the file's own; `line` and `reason` of
        // a file that is mended and comes back are replaced.
        bool const replaced = i >= own && fields.size() == columns_.size();
        if (!replaced) {
            auto& field = row[std::min(i, own - 1)];
            field += (i >= own ? std::string{options_.separator} : "") + fields[i];
        }
    }
    row[own] = std::to_string(line);
    row[own + 1] = reason;
    writer_->write(row);
    ++count_;
}

std::optional<std::filesystem::path> RejectedRows::finish()
{
    if (!writer_) {
        std::error_code error;
        if (!std::filesystem::remove(path_, error) && error) {
            throw_trouble("cannot remove", path_, error.value());
        }
        return std::nullopt;
    }
    writer_->commit();
    writer_.reset();
    return path_;
}

std::int64_t RejectedRows::count() const
{
    return count_;
}

} // namespace ducha::tabular
