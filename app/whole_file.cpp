// Small files that are read and written whole.
#include "app/whole_file.h"

#include "platform/trouble.h"

#include <fstream>
#include <sstream>
#include <system_error>

namespace ducha::app {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot(std::string_view act, fs::path const& file)
{
    throw Trouble{Trouble::Kind::io, std::string{act} + " " + file.string()};
}

} // namespace

std::string read_whole(fs::path const& file, std::size_t most_bytes)
{
    std::error_code error;
    auto const size = fs::file_size(file, error);
    if (error) {
        cannot("cannot read", file);
    }
    if (size > most_bytes) {
        cannot("too large to be read:", file);
    }
    std::ifstream in{file, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        cannot("cannot read", file);
    }
    return text.str();
}

void write_whole(fs::path const& file, std::string_view text)
{
    auto const unfinished = fs::path{file}.concat(".tmp");
    std::ofstream out{unfinished, std::ios::binary | std::ios::trunc};
    out << text;
    out.close();
    std::error_code error;
    bool const written = static_cast<bool>(out);
    if (written) {
        fs::rename(unfinished, file, error);
    }
    if (!written || error) {
        fs::remove(unfinished, error);
        cannot("cannot write", file);
    }
}

} // namespace ducha::app
