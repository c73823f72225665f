/** Messages as HTTP requests. */
@NullMarked
package io.podwire.producer.http;

import org.jspecify.annotations.NullMarked;
