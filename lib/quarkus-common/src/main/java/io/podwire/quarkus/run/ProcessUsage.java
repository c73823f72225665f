package io.podwire.quarkus.run;

import io.podwire.ipc.libc.ProcessCpu;
import io.podwire.lab.measure.ThreadUsage;

/** What this whole process has used up, for ends whose work is spread over several threads. */
public final class ProcessUsage {
  private ProcessUsage() {}

  /** The CPU time until now; context switches and allocation are not known for a process. */
  public static ThreadUsage now() {
    return new ThreadUsage(ProcessCpu.nanos(), null, null);
  }
}
