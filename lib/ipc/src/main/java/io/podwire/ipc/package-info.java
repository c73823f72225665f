/** The channel library: one contract over every IPC mechanism of Linux, without a framework. */
@NullMarked
package io.podwire.ipc;

import org.jspecify.annotations.NullMarked;
