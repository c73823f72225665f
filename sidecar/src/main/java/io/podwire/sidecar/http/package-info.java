/** HTTP calls to the other programs of this and other pods. */
@NullMarked
package io.podwire.sidecar.http;

import org.jspecify.annotations.NullMarked;
