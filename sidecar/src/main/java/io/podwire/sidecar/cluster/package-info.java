/** What the sidecar asks of the Kubernetes API. Nothing here is loaded without a cluster. */
@NullMarked
package io.podwire.sidecar.cluster;

import org.jspecify.annotations.NullMarked;
