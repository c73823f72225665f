/** The sending end of the live flows. */
@NullMarked
package io.podwire.producer.live;

import org.jspecify.annotations.NullMarked;
