/** Limits of what strangers may send over HTTP: bodies, and connections that do nothing. */
@NullMarked
package io.podwire.quarkus.http;

import org.jspecify.annotations.NullMarked;
