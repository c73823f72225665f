/** What a queue keeps for a consumer that is not there yet. */
@NullMarked
package io.podwire.lab.exhibit.backlog;

import org.jspecify.annotations.NullMarked;
