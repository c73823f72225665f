/**
 * A real cluster. The tests touch only the cluster whose kubeconfig {@code PODWIRE_E2E_KUBECONFIG}
 * names, never the user's usual one, because they cordon and drain nodes; without it they are
 * skipped. Images come into the cluster by {@code PODWIRE_E2E_LOAD}, a command that takes image
 * names.
 */
@NullMarked
package io.podwire.e2e.cluster;

import org.jspecify.annotations.NullMarked;
