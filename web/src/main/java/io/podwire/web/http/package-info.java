/** Limits of what strangers may send over HTTP: bodies, and connections that do nothing. */
@NullMarked
package io.podwire.web.http;

import org.jspecify.annotations.NullMarked;
