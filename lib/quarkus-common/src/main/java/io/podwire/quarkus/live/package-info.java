/** What both ends of the live flow share: how its state is told over HTTP and in metrics. */
@NullMarked
package io.podwire.quarkus.live;

import org.jspecify.annotations.NullMarked;
