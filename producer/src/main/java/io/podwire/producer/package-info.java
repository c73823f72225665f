/** Sources of data: live flow and runs on demand. */
@NullMarked
package io.podwire.producer;

import org.jspecify.annotations.NullMarked;
