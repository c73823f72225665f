/** Counts the system calls of messages in shared memory, and of the same messages in a socket. */
@NullMarked
package io.podwire.exhibits.nokernel;

import org.jspecify.annotations.NullMarked;
