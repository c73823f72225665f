/** How commands talk to a sidecar: the local pods' or a cluster's. */
@NullMarked
package io.podwire.cli.sidecar;

import org.jspecify.annotations.NullMarked;
