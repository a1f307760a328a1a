// Memory that runs out: one allocation fails, or it and all after it.
#include "tests/faults/allocation.h"

#include <openssl/crypto.h>
#include <sqlite3.h>

#include <cstdlib>
#include <new>

namespace ducha::tests {
namespace {

struct Plan {
    bool armed = false;
    Asking asking = Asking::program;
    Shortage shortage = Shortage::once;
    std::int64_t at = 0;
    std::int64_t asked = 0;
};
thread_local Plan plan;

bool is_refused(Asking asking)
{
    if (!plan.armed || plan.asking != asking) {
        return false;
    }
    ++plan.asked;
    return plan.at != 0 &&
        (plan.asked == plan.at || (plan.shortage == Shortage::lasting && plan.asked > plan.at));
}

sqlite3_mem_methods standard{};

void* sqlite_malloc(int size)
{
    return is_refused(Asking::sqlite) ? nullptr : standard.xMalloc(size);
}

void* sqlite_realloc(void* old, int size)
{
    return is_refused(Asking::sqlite) ? nullptr : standard.xRealloc(old, size);
}

void* openssl_malloc(std::size_t size, char const* /*file*/, int /*line*/)
{
    return size == 0 || is_refused(Asking::openssl) ? nullptr : std::malloc(size);
}

void* openssl_realloc(void* old, std::size_t size, char const* /*file*/, int /*line*/)
{
    return is_refused(Asking::openssl) ? nullptr : std::realloc(old, size);
}

void openssl_free(void* old, char const* /*file*/, int /*line*/)
{
    std::free(old);
}

void* allocate(std::size_t size)
{
    auto* const memory = is_refused(Asking::program) ? nullptr : std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) {
        throw std::bad_alloc{};
    }
    return memory;
}

/// Gives the libraries their memory, which must be before they are used: before `main`.
bool lend_memory()
{
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &standard);
    auto methods = standard;
    methods.xMalloc = sqlite_malloc;
    methods.xRealloc = sqlite_realloc;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK ||
        CRYPTO_set_mem_functions(openssl_malloc, openssl_realloc, openssl_free) != 1) {
        std::abort(); // a library has memory of its own already
    }
    return true;
}

[[maybe_unused]] bool const is_lent = lend_memory();

} // namespace

void fail_allocation(Asking asking, std::int64_t at, Shortage shortage)
{
    plan = {.armed = true, .asking = asking, .shortage = shortage, .at = at, .asked = 0};
}

std::int64_t stop_failing()
{
    plan.armed = false;
    return plan.asked;
}

} // namespace ducha::tests

void* operator new(std::size_t size)
{
    return ducha::tests::allocate(size);
}

void operator delete(void* memory) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept
{
    std::free(memory);
}
