/** Sources of runs on demand. */
@NullMarked
package io.podwire.producer.run;

import org.jspecify.annotations.NullMarked;
