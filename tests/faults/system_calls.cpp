// System calls on files that fail, or that the process does not survive.
#include "tests/faults/system_calls.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdarg>

namespace ducha::tests {
namespace {

struct Plan {
    bool armed = false;
    Blow blow = Blow::io_error;
    std::int64_t at = 0;
    std::int64_t called = 0;
    std::string_view struck;
};
Plan plan;

/// Whether the blow falls on this call; it falls once.
bool is_struck(std::string_view name)
{
    if (!plan.armed || ++plan.called != plan.at) {
        return false;
    }
    plan.struck = name;
    return true;
}

int failure()
{
    if (plan.blow == Blow::killed) {
        ::kill(::getpid(), SIGKILL);
    }
    errno = plan.blow == Blow::full ? ENOSPC : EIO;
    return -1;
}

/// The C library's own.
template <class Call>
Call* original(char const* name)
{
    return reinterpret_cast<Call*>(::dlsym(RTLD_NEXT, name));
}

int open_file(char const* name, char const* path, int flags, mode_t mode)
{
    static auto* const call = original<int(char const*, int, ...)>("open64");
    return is_struck(name) ? failure() : call(path, flags | O_LARGEFILE, mode);
}

} // namespace

void fail_call(Blow blow, std::int64_t at)
{
    plan = {.armed = true, .blow = blow, .at = at, .called = 0, .struck = {}};
}

std::int64_t stop_failing_calls()
{
    plan.armed = false;
    return plan.called;
}

std::string_view struck_call()
{
    return plan.struck;
}

} // namespace ducha::tests

using ducha::tests::failure;
using ducha::tests::is_struck;
using ducha::tests::original;

extern "C" {

int open(char const* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    auto const mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : mode_t{};
    va_end(rest);
    return ducha::tests::open_file("open", path, flags, mode);
}

int open64(char const* path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    auto const mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : mode_t{};
    va_end(rest);
    return ducha::tests::open_file("open", path, flags, mode);
}

ssize_t write(int file, void const* data, size_t size)
{
    static auto* const call = original<ssize_t(int, void const*, size_t)>("write");
    if (is_struck("write")) {
        static_cast<void>(call(file, data, size / 2));
        return failure();
    }
    return call(file, data, size);
}

ssize_t pwrite64(int file, void const* data, size_t size, off64_t offset)
{
    static auto* const call = original<ssize_t(int, void const*, size_t, off64_t)>("pwrite64");
    if (is_struck("write")) {
        static_cast<void>(call(file, data, size / 2, offset));
        return failure();
    }
    return call(file, data, size, offset);
}

int fsync(int file)
{
    static auto* const call = original<int(int)>("fsync");
    return is_struck("fsync") ? failure() : call(file);
}

int fdatasync(int file)
{
    static auto* const call = original<int(int)>("fdatasync");
    return is_struck("fsync") ? failure() : call(file);
}

int syncfs(int file)
{
    static auto* const call = original<int(int)>("syncfs");
    return is_struck("fsync") ? failure() : call(file);
}

int ftruncate64(int file, off64_t size)
{
    static auto* const call = original<int(int, off64_t)>("ftruncate64");
    return is_struck("ftruncate") ? failure() : call(file, size);
}

int rename(char const* from, char const* to)
{
    static auto* const call = original<int(char const*, char const*)>("rename");
    return is_struck("rename") ? failure() : call(from, to);
}

int link(char const* from, char const* to)
{
    static auto* const call = original<int(char const*, char const*)>("link");
    return is_struck("link") ? failure() : call(from, to);
}

int unlink(char const* path)
{
    static auto* const call = original<int(char const*)>("unlink");
    return is_struck("unlink") ? failure() : call(path);
}

int remove(char const* path)
{
    static auto* const call = original<int(char const*)>("remove");
    return is_struck("remove") ? failure() : call(path);
}

int mkdir(char const* path, mode_t mode)
{
    static auto* const call = original<int(char const*, mode_t)>("mkdir");
    return is_struck("mkdir") ? failure() : call(path, mode);
}

int close(int file)
{
    static auto* const call = original<int(int)>("close");
    // What could not be closed is closed all the same.
    auto const closed = call(file);
    return is_struck("close") ? failure() : closed;
}

} // extern "C"
