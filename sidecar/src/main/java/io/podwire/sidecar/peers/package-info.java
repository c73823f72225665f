/** The other pods: who they are and whether they answer. */
@NullMarked
package io.podwire.sidecar.peers;

import org.jspecify.annotations.NullMarked;
