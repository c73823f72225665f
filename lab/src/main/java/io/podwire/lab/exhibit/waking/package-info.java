/** What it costs to notice a message in shared memory. */
@NullMarked
package io.podwire.lab.exhibit.waking;

import org.jspecify.annotations.NullMarked;
