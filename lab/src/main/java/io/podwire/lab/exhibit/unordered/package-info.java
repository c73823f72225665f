/** Shared memory without ordering: torn and stale data, and the ring, which has neither. */
@NullMarked
package io.podwire.lab.exhibit.unordered;

import org.jspecify.annotations.NullMarked;
