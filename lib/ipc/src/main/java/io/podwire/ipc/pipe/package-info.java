/** Pipes: anonymous ones between parent and child, and named ones (pipe(7), fifo(7)). */
@NullMarked
package io.podwire.ipc.pipe;

import org.jspecify.annotations.NullMarked;
