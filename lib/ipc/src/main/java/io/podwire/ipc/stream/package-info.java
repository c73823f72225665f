/**
 * What the byte streams share: messages framed by their length, written once per flush and read
 * from any fragmentation, over a descriptor that pipes, FIFOs and sockets supply. No mechanism by
 * itself.
 */
@NullMarked
package io.podwire.ipc.stream;

import org.jspecify.annotations.NullMarked;
