/**
 * The message queues of the kernel: POSIX ({@code mq}) and System V ({@code sysv}). Every message
 * is one message in the queue; many senders and receivers compete, each message goes to one of
 * them.
 */
@NullMarked
package io.podwire.ipc.queue;

import org.jspecify.annotations.NullMarked;
