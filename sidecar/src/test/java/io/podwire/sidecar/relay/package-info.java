/** Routes between local channels and the sidecars of other pods, with credit for each direction. */
@NullMarked
package io.podwire.sidecar.relay;

import org.jspecify.annotations.NullMarked;
