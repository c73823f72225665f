/**
 * The only place with downcalls into the C library. Addresses are passed as plain longs, so that no
 * call allocates; the caller keeps the memory alive.
 */
@NullMarked
package io.podwire.ipc.libc;

import org.jspecify.annotations.NullMarked;
