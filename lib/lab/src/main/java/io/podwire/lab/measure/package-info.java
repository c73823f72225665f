/** Recording of latency, CPU, context switches, allocation and system calls. */
@NullMarked
package io.podwire.lab.measure;

import org.jspecify.annotations.NullMarked;
