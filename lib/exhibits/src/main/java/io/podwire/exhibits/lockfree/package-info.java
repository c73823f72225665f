/** Many writers without a lock. */
@NullMarked
package io.podwire.exhibits.lockfree;

import org.jspecify.annotations.NullMarked;
