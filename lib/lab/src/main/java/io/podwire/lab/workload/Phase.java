package io.podwire.lab.workload;

/** The two parts of a run; the order is theirs. */
public enum Phase {
  /** Lets compilers and caches settle; nothing of it is reported. */
  WARMUP,
  /** What the report is about. */
  MEASURED;

  private static final long WARMUP_BIT = 1L << 62;

  /**
   * The source whose content a phase's messages have, so that a straggler of the warm-up is not
   * taken for a measured message.
   */
  long sourceId(long sourceIdOfRun) {
    return this == WARMUP ? sourceIdOfRun ^ WARMUP_BIT : sourceIdOfRun;
  }
}
