package io.podwire.web.run;

import com.sun.management.OperatingSystemMXBean;
import io.podwire.lab.measure.ThreadUsage;
import java.lang.management.ManagementFactory;

/** What this whole process has used up, for ends whose work is spread over several threads. */
public final class ProcessUsage {
  private ProcessUsage() {}

  /** The CPU time until now; context switches and allocation are not known for a process. */
  public static ThreadUsage now() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean
            && bean.getProcessCpuTime() >= 0
        ? new ThreadUsage(bean.getProcessCpuTime(), null, null)
        : ThreadUsage.ABSENT;
  }
}
