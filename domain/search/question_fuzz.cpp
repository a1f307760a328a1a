// Whatever is typed, SQLite's index takes it as words and never as syntax, and finds a text where
// a reader would.
#include "base/invariant.h"

#include "platform/db/connection.h"
#include "platform/db/migration.h"

#include "domain/search/index.h"

#include <unistd.h>

#include <cstdint>
#include <filesystem>

namespace search = ducha::search;

namespace {

constexpr std::string_view texts[] = {
    "模拟：示例花园夜间噪聲擾民，粉尘很大",
    "KTV noise, PM2.5 (二期) 12号楼",
    "臭味",
    "no and or not near"
};

/// A database with some texts, for as long as the fuzzer runs.
struct Shelf {
    Shelf()
    {
        for (auto const& step : search::room().schema()) {
            if (step.title.ends_with("_sqlite")) {
                connection->run_script(step.sql);
            }
        }
        std::int64_t number = 0;
        for (auto const text : texts) {
            ++number;
            search::Texts const all{.title = "", .text = text, .place = "", .enterprise = ""};
            words.push_back(search::searched_words(all, {}));
            index->add(
                {.log = ducha::LogId{1},
                 .matter = ducha::MatterId{number},
                 .report = ducha::ReportId{number},
                 .day = {},
                 .recorded = {number},
                 .words = words.back()}
            );
        }
    }

    /// A shadow lies in no file that has a name; it is made from a connection to one that has.
    static std::unique_ptr<ducha::db::Connection> nameless()
    {
        auto const folder = std::filesystem::temp_directory_path();
        auto const file = folder / ("ducha_fuzz_" + std::to_string(::getpid()) + ".db");
        auto shadow =
            ducha::db::open("sqlite:" + file.string(), ducha::db::OpenMode::create)->twin();
        std::filesystem::remove(file);
        return shadow;
    }

    std::unique_ptr<ducha::db::Connection> connection = nameless();
    std::unique_ptr<search::Index> index = search::sqlite_index(*connection);
    std::vector<std::string> words;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    static Shelf shelf;
    search::Wanted wanted;
    wanted.logs = {ducha::LogId{1}};
    wanted.words = search::read_words({reinterpret_cast<char const*>(data), size});
    auto const found = shelf.index->find(wanted, search::beginning(), std::size(texts));
    std::size_t expected = 0;
    for (auto const& words : shelf.words) {
        expected += search::holds(words, wanted.words) ? 1 : 0;
    }
    ducha::invariant(found.size() == expected, "a reader would find the same");
    static_cast<void>(search::postgres_expression(wanted));
    return 0;
}
