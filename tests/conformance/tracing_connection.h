// A connection that writes down every question and every answer.
#pragma once

#include "base/bytes.h"
#include "base/text.h"

#include "platform/db/connection.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ducha::tests {

class TracingConnection final : public db::Connection {
public:
    explicit TracingConnection(std::unique_ptr<db::Connection> traced) : traced_{std::move(traced)}
    {
    }

    /// A line for each call, its name and what was bound, and one for each row that came back.
    [[nodiscard]] std::vector<std::string> const& lines() const { return lines_; }
    [[nodiscard]] std::set<std::string_view> const& names() const { return names_; }

    void run(db::Query const& query, std::span<db::Value const> values) override
    {
        note(query.name, values);
        traced_->run(query, values);
    }
    void each(db::Query const& query, std::span<db::Value const> values, db::Visitor const& visitor)
        override
    {
        note(query.name, values);
        traced_->each(query, values, [&](db::Row const& row) {
            note(row);
            visitor(row);
        });
    }
    void insert(db::TableShape const& table, std::span<db::Value const> rows) override
    {
        note(table.name, rows);
        traced_->insert(table, rows);
    }
    void run_script(std::string_view sql) override { traced_->run_script(sql); }
    void flush() override { traced_->flush(); }
    [[nodiscard]] std::unique_ptr<db::Connection> twin() override { return traced_->twin(); }
    [[nodiscard]] db::Dialect dialect() const override { return traced_->dialect(); }

private:
    void note(std::string_view name, std::span<db::Value const> values)
    {
        names_.insert(name);
        // How each adapter begins and ends a transaction is its own affair, as is what only one
        // database is asked; sealed originals differ on purpose: their key is drawn from the
        // system.
        noted_ = !name.starts_with("db/") && !name.starts_with("sealed") &&
            !name.ends_with("_sqlite") && !name.ends_with("_postgres");
        if (!noted_) {
            return;
        }
        auto& line = lines_.emplace_back(name);
        for (auto const& value : values) {
            line += " " + spelled(value);
        }
    }

    void note(db::Row const& row)
    {
        if (noted_) {
            lines_.push_back("    " + spelled(row));
        }
    }

    static std::string spelled(db::Value const& value)
    {
        if (auto const* const integer = std::get_if<std::int64_t>(&value.content())) {
            return std::to_string(*integer);
        }
        if (auto const* const text = std::get_if<std::string_view>(&value.content())) {
            return "'" + std::string{*text} + "'";
        }
        auto const* const bytes = std::get_if<ByteSpan>(&value.content());
        return bytes == nullptr ? "null" : to_hex(*bytes);
    }

    /// SQLite shows bytes as they are, PostgreSQL as \x and digits.
    static std::string spelled(db::Row const& row)
    {
        std::string text;
        for (int column = 0; column < row.columns(); ++column) {
            if (row.is_null(column)) {
                text += " null";
                continue;
            }
            auto value = row.text(column);
            bool const digits = value.starts_with("\\x");
            text += " " +
                (digits                           ? std::string{value.substr(2)}
                     : !first_invalid_utf8(value) ? std::string{value}
                                                  : to_hex(bytes_of(value)));
        }
        return text;
    }

    std::unique_ptr<db::Connection> traced_;
    std::vector<std::string> lines_;
    std::set<std::string_view> names_;
    bool noted_ = false;
};

} // namespace ducha::tests
