/**
 * Shared memory: one ring per direction, in mapped files of which each has one writer. Nothing here
 * calls the kernel per message.
 */
@NullMarked
package io.podwire.ipc.memory;

import org.jspecify.annotations.NullMarked;
