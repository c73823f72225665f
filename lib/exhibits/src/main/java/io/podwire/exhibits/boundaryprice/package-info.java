/** The same exchange between threads and between processes. */
@NullMarked
package io.podwire.exhibits.boundaryprice;

import org.jspecify.annotations.NullMarked;
