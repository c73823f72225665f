/** What the programs of a pod and the command say to each other over HTTP. */
@NullMarked
package io.podwire.api;

import org.jspecify.annotations.NullMarked;
