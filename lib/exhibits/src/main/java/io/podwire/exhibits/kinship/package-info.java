/** Who can get hold of a pipe, and of a FIFO. */
@NullMarked
package io.podwire.exhibits.kinship;

import org.jspecify.annotations.NullMarked;
