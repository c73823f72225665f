/** Many writers without a lock. */
@NullMarked
package io.podwire.lab.exhibit.lockfree;

import org.jspecify.annotations.NullMarked;
