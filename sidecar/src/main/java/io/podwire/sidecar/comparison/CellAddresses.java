package io.podwire.sidecar.comparison;

import io.podwire.api.PodChannels;
import io.podwire.api.RunPorts;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Locale;

/**
 * The channels of one cell's run, which no other run uses.
 *
 * @param id names the run in channels and routes
 * @param source the source's channel
 * @param sink the sink's, the same unless sidecars lie between
 */
record CellAddresses(String id, String source, String sink) {
  /** Addresses for run {@code number} of this coordinator. */
  static CellAddresses of(PlannedCell cell, long number) {
    String id =
        PodChannels.RUN_PREFIX + String.format(Locale.ROOT, "%s-%d", cell.from().name(), number);
    return switch (cell.way()) {
      case CHILD -> same(id, "pipe:");
      case LOCAL -> same(id, local(cell, cell.from(), id));
      case SOCKET -> same(id, socket(cell, number));
      case RELAYED ->
          new CellAddresses(id, local(cell, cell.from(), id), local(cell, cell.to(), id));
    };
  }

  private static CellAddresses same(String id, String channel) {
    return new CellAddresses(id, channel, channel);
  }

  private static String local(PlannedCell cell, io.podwire.api.Topology.Pod pod, String id) {
    return SizeLimits.local(pod.channels(), cell.scheme(), id, cell.sizeBytes()).toString();
  }

  private static String socket(PlannedCell cell, long number) {
    if (cell.scheme().equals("http") || !cell.to().reachable()) {
      return cell.scheme().equals("http") ? cell.to().consumerUrl() : "tcp://unknown:0";
    }
    String host = URI.create(cell.to().consumerUrl()).getHost();
    return String.format(Locale.ROOT, "tcp://%s:%d", host, freePort(host, number));
  }

  /**
   * A port below those that the kernel hands out, another for each run. The consumer's host may be
   * this one: then ports that are taken are passed over.
   */
  private static int freePort(String host, long number) {
    for (long next = number; next < number + RunPorts.COUNT; next++) {
      int port = RunPorts.FIRST + (int) (next % RunPorts.COUNT);
      if (!isTaken(host, port)) {
        return port;
      }
    }
    return RunPorts.FIRST;
  }

  private static boolean isTaken(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return false;
    } catch (BindException e) {
      return String.valueOf(e.getMessage()).contains("in use");
    } catch (IOException e) {
      return false; // the run will say what is wrong with this host
    }
  }
}
