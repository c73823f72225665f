/**
 * Which requests a program answers at all: only those for a host name that it knows, and requests
 * that change something only with the token. Every check runs on the event loop before a body is
 * read.
 */
@NullMarked
package io.podwire.quarkus.access;

import org.jspecify.annotations.NullMarked;
