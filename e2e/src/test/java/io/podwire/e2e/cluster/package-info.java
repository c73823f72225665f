/**
 * A real cluster. The tests touch only the cluster whose kubeconfig {@code PODWIRE_E2E_KUBECONFIG}
 * names, never the user's usual one, because they cordon and drain nodes; without it they are
 * skipped. Images come into the cluster by {@code PODWIRE_E2E_LOAD}, a command that takes image
 * names. {@code PODWIRE_E2E_DELAY} is a command that delays each packet between nodes by the
 * microseconds that it is given, or by none if it is given {@code off}.
 */
@NullMarked
package io.podwire.e2e.cluster;

import org.jspecify.annotations.NullMarked;
