/** {@code podwire cluster}: a release in Kubernetes, reached with the user's kubeconfig. */
@NullMarked
package io.podwire.cli.cluster;

import org.jspecify.annotations.NullMarked;
