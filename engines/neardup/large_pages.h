// Memory for tables that are read all over: in pages of 2 MB, of which the processor remembers
// where they are; of pages of 4 KB in millions it does not.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace ducha::neardup {

/// An allocator that asks for large pages where the memory is large, and is an ordinary one
/// otherwise. The system may refuse: then pages are small and everything is as before, slower.
template <class T>
struct LargePages {
    using value_type = T;

    static constexpr std::size_t page = std::size_t{2} << 20U; ///< bytes, on x86-64 and ARM

    LargePages() = default;
    template <class Other>
    LargePages(LargePages<Other> const& /*other*/) // NOLINT(google-explicit-constructor)
    {
    }

    [[nodiscard]] T* allocate(std::size_t count)
    {
        auto const bytes = count * sizeof(T);
        if (bytes < page) {
            return static_cast<T*>(::operator new(bytes, std::align_val_t{alignof(T)}));
        }
        auto* memory = ::operator new(bytes, std::align_val_t{page});
        ::madvise(memory, bytes, MADV_HUGEPAGE);
        return static_cast<T*>(memory);
    }

    void deallocate(T* memory, std::size_t count)
    {
        auto const large = count * sizeof(T) >= page;
        ::operator delete(memory, std::align_val_t{large ? page : alignof(T)});
    }

    friend bool operator==(LargePages, LargePages) = default;
};

template <class T>
using LargeVector = std::vector<T, LargePages<T>>;

} // namespace ducha::neardup
