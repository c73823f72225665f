/** The same exchange between threads and between processes. */
@NullMarked
package io.podwire.lab.exhibit.boundaryprice;

import org.jspecify.annotations.NullMarked;
