#!/bin/sh
# Rust's standard library comes compiled, without what tells ThreadSanitizer of its locks. Most of them is inlined into
# what is compiled here; what is not are the slow ways, where a thread waits for another. Around each of those goes a
# wrapper that tells it. `std.sh FOLDER` compiles them there and prints the linker's arguments.
set -eu
library=$(ls "$(rustc --print sysroot)"/lib/rustlib/"$(rustc -vV | sed -n 's/^host: //p')"/lib/libstd-*.so)
waits=$(nm -D "$library" | awk '/3std3sys4sync.*5futex.*(14lock_contended|15write_contended|14read_contended|12wait_timeout|4wait|4Once4call)$/ { print $3 }')
[ "$(echo "$waits" | wc -l)" = 6 ] || { echo "the standard library waits in other functions than these: $waits" >&2; exit 1; }
mkdir -p "$1"
{
    echo 'extern void __tsan_acquire(void *), __tsan_release(void *);'
    for wait in $waits; do
        # A condition gives up a mutex, its second argument, before it takes it again; what is made once is given to all.
        before= after=
        case $wait in
        *7Condvar*) lock=b before='__tsan_release(b);' ;;
        *4Once4call) lock=a after='__tsan_release(a);' ;;
        *) lock=a ;;
        esac
        echo "extern long __real_$wait(void *a, void *b, long c, long d, long e, long f);"
        echo "long __wrap_$wait(void *a, void *b, long c, long d, long e, long f) {"
        echo "  long answer;"
        echo "  $before"
        echo "  answer = __real_$wait(a, b, c, d, e, f);"
        echo "  __tsan_acquire($lock); $after"
        echo "  return answer;"
        echo "}"
    done
} >"$1/std.c"
cc -O1 -c -o "$1/std.o" "$1/std.c"
printf -- '-Clink-arg=%s/std.o' "$1"
for wait in $waits; do printf -- ' -Clink-arg=-Wl,--wrap=%s' "$wait"; done
