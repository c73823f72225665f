/**
 * Copies a stream of bytes over a channel, so that a short or mixed copy is never taken for one.
 */
@NullMarked
package io.podwire.lab.copy;

import org.jspecify.annotations.NullMarked;
