/** Shared memory without ordering: torn and stale data, and the ring, which has neither. */
@NullMarked
package io.podwire.exhibits.unordered;

import org.jspecify.annotations.NullMarked;
