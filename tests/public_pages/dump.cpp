// public_pages_dump DIR: writes every public page as a file, in both languages and both sizes of
// text, with the style sheet and the headers that they are sent with. For browsers, and for eyes.
#include "web/public/every_page_test.h"

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace {

namespace web = ducha::web;

void write(std::filesystem::path const& file, std::string_view text)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream{file, std::ios::binary} << text;
}

} // namespace

int main(int count, char** values)
{
    if (count != 2) {
        std::fprintf(stderr, "usage: public_pages_dump DIR\n");
        return 2;
    }
    std::filesystem::path const folder{values[1]};
    auto const desk = web::example_desk();
    for (auto const language : {web::Language::zh, web::Language::en}) {
        for (bool const large : {false, true}) {
            web::Visit const visit{
                .words = web::Words::of(language), .desk = desk, .large_text = large
            };
            auto const name = std::string{language == web::Language::zh ? "zh" : "en"};
            for (auto const& [page, text] : web::every_page(visit)) {
                write(folder / (name + (large ? "-large" : "")) / (page + ".html"), text);
            }
        }
    }
    write(folder / web::style_path.text().substr(1), web::style_sheet());
    write(folder / web::icon_path.text().substr(1), web::icon());
    std::string headers;
    for (auto const& [name, value] : web::page_headers()) {
        headers += std::string{name} + ": " + std::string{value} + "\n";
    }
    write(folder / "headers.txt", headers);
    return 0;
}
