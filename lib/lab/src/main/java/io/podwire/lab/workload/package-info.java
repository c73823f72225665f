/** What is sent and by whom: run specifications and the two ends that carry them out. */
@NullMarked
package io.podwire.lab.workload;

import org.jspecify.annotations.NullMarked;
