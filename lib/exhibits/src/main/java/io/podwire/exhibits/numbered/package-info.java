/** Queues that number their messages: System V types and POSIX priorities. */
@NullMarked
package io.podwire.exhibits.numbered;

import org.jspecify.annotations.NullMarked;
