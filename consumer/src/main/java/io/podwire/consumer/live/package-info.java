/** The receiving end of the live flows. */
@NullMarked
package io.podwire.consumer.live;

import org.jspecify.annotations.NullMarked;
