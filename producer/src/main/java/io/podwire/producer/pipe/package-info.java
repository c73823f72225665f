/** The live flow over anonymous pipes, to a child process and back. */
@NullMarked
package io.podwire.producer.pipe;

import org.jspecify.annotations.NullMarked;
