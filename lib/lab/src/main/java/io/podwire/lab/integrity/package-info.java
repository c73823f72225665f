/** Message content as a function of source and number, and the count of what went wrong. */
@NullMarked
package io.podwire.lab.integrity;

import org.jspecify.annotations.NullMarked;
