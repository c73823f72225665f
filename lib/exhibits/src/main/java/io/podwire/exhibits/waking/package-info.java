/** What it costs to notice a message in shared memory. */
@NullMarked
package io.podwire.exhibits.waking;

import org.jspecify.annotations.NullMarked;
