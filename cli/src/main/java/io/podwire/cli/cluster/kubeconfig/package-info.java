/** The user's kubeconfig: which API server is asked, with which credentials, as kubectl does. */
@NullMarked
package io.podwire.cli.cluster.kubeconfig;

import org.jspecify.annotations.NullMarked;
