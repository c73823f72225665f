/** Two processes that talk both ways over one FIFO, and over two. */
@NullMarked
package io.podwire.exhibits.halfduplex;

import org.jspecify.annotations.NullMarked;
