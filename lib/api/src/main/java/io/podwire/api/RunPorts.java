package io.podwire.api;

/**
 * The TCP ports that sinks of runs bind, below those that the kernel hands out: {@value #FIRST} and
 * the {@value #COUNT} from there. Stateless.
 */
public final class RunPorts {
  /** The first. */
  public static final int FIRST = 17_400;

  /** How many there are. */
  public static final int COUNT = 2_000;

  private RunPorts() {}

  /** Whether a port is one of them. */
  public static boolean contains(int port) {
    return port >= FIRST && port < FIRST + COUNT;
  }
}
