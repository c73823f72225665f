/** Who waits at a pipe, and for what. */
@NullMarked
package io.podwire.exhibits.blocking;

import org.jspecify.annotations.NullMarked;
