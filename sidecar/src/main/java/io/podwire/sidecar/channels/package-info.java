/** The pod's channel directory and the live channels in it, prepared before the apps start. */
@NullMarked
package io.podwire.sidecar.channels;

import org.jspecify.annotations.NullMarked;
