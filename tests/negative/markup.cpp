// Pages that must not compile: each MUST_NOT is built alone and has to fail; with none of them this
// file compiles.
#include "web/html/html.h"

namespace ducha::web {

[[maybe_unused]] Html try_it(std::string const& typed)
{
    auto page = html("<p title=\"{}\"{}>{}</p>", typed, attributes(" lang=\"{}\"", typed), typed);
#if MUST_NOT == 1 // fewer pieces than holes
    page = html("<p>{}{}</p>", typed);
#elif MUST_NOT == 2  // more pieces than holes
    page = html("<p></p>", typed);
#elif MUST_NOT == 3  // a link to what somebody typed
    page = html("<a href=\"{}\">x</a>", typed);
#elif MUST_NOT == 4  // data in a handler
    page = html("<p onclick=\"{}\">x</p>", typed);
#elif MUST_NOT == 5  // data in a style
    page = html("<p style=\"{}\">x</p>", typed);
#elif MUST_NOT == 6  // data in a tag, outside of quotes
    page = html("<p {}>x</p>", typed);
#elif MUST_NOT == 7  // markup that is not known before the program runs
    page = html(typed.c_str());
#elif MUST_NOT == 8  // Html of one's own
    page = Html{typed};
#elif MUST_NOT == 9  // markup in an attribute
    page = html("<p title=\"{}\">x</p>", page);
#elif MUST_NOT == 10 // a literal that ends within a tag
    page = html("<p title=\"");
#elif MUST_NOT == 11 // an address of what somebody typed
    page = html("<a href=\"{}\">x</a>", Address::of(typed.c_str()));
#endif
    return page;
}

} // namespace ducha::web
