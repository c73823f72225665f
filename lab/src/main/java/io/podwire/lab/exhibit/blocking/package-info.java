/** Who waits at a pipe, and for what. */
@NullMarked
package io.podwire.lab.exhibit.blocking;

import org.jspecify.annotations.NullMarked;
