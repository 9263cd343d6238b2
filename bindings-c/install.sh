#!/bin/sh
# Puts libwelinkpark in place: install.sh PREFIX PROFILE VERSION, called by make install-c. DESTDIR goes before PREFIX.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
prefix=${DESTDIR:-}$1
built=$here/../target/$2
version=$3

mkdir -p "$prefix/include/welinkpark" "$prefix/lib/pkgconfig" "$prefix/lib/cmake/welinkpark"
install -m 644 "$here/include/welinkpark.h" "$prefix/include/welinkpark/"
install -m 644 "$built/libwelinkpark_c.a" "$prefix/lib/libwelinkpark.a"
install -m 755 "$built/libwelinkpark_c.so" "$prefix/lib/libwelinkpark.so.$version"
ln -sf "libwelinkpark.so.$version" "$prefix/lib/libwelinkpark.so.0"
ln -sf libwelinkpark.so.0 "$prefix/lib/libwelinkpark.so"
sed "s/@VERSION@/$version/" "$here/welinkpark.pc.in" >"$prefix/lib/pkgconfig/welinkpark.pc"
install -m 644 "$here/cmake/welinkparkConfig.cmake" "$prefix/lib/cmake/welinkpark/"
sed "s/@VERSION@/$version/" "$here/cmake/welinkparkConfigVersion.cmake.in" \
  >"$prefix/lib/cmake/welinkpark/welinkparkConfigVersion.cmake"
