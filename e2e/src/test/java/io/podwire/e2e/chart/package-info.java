/** The chart and the manifests rendered from it, without a cluster. */
@NullMarked
package io.podwire.e2e.chart;

import org.jspecify.annotations.NullMarked;
