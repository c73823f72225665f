/** Who can get hold of a pipe, and of a FIFO. */
@NullMarked
package io.podwire.lab.exhibit.kinship;

import org.jspecify.annotations.NullMarked;
