package io.podwire.quarkus.run;

import io.podwire.api.PodChannels;
import io.podwire.api.RunPorts;
import io.podwire.ipc.ChannelUri;
import io.podwire.quarkus.HostPort;
import io.podwire.quarkus.PodConfig;
import io.podwire.quarkus.ProblemException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller over HTTP may name as the channel of a run or of a route: channels of this pod
 * whose names begin with {@code run-}, and sockets of known pods. So no caller reaches files,
 * queues or hosts that are not a run's. Every refusal is a {@link ProblemException} 400. Shared by
 * threads.
 */
@Singleton
public final class AllowedAddresses {
  private static final Pattern TCP = Pattern.compile("tcp://([^/?@]+):(\\d{1,5})");

  private final PodChannels channels;
  private final String host;

  @Inject
  AllowedAddresses(PodConfig pod) {
    this(pod.podChannels(), pod.host());
  }

  AllowedAddresses(PodChannels channels, String host) {
    this.channels = channels;
    this.host = bracketed(host);
  }

  private static String bracketed(String host) {
    String withPort = HostPort.of(host, 0);
    return withPort.substring(0, withPort.lastIndexOf(':'));
  }

  /** Refuses whatever is no local channel of a run of this pod. */
  public void requireLocal(String channel) {
    ChannelUri uri = ChannelUri.parse(channel);
    if (channels.runName(uri).isEmpty()) {
      throw refused(
          channel,
          String.format(
              Locale.ROOT,
              "write %s, or the like for fifo, uds, sysv and mq",
              channels.uri("shm", PodChannels.RUN_PREFIX + "NAME")));
    }
    Path file = Path.of(uri.address());
    if (!uri.scheme().equals("mq") && Files.isSymbolicLink(file)) {
      throw refused(channel, String.format(Locale.ROOT, "%s is a symbolic link; remove it", file));
    }
  }

  /** Refuses what a sink may not bind: TCP only at the own host, and only ports of runs. */
  public void requireSink(String channel) {
    if (channel.startsWith("http:")) {
      return; // opens nothing: messages come by this program's own port
    }
    if (!channel.startsWith("tcp:")) {
      requireLocal(channel);
    } else if (!host.equals(runHost(channel))) {
      throw refused(channel, String.format(Locale.ROOT, "a sink binds tcp://%s:%s", host, ports()));
    }
  }

  /** Refuses what a source may not connect to: sockets only of known pods. */
  public void requireSource(String channel, KnownPods known) {
    if (channel.equals("pipe:")) {
      return;
    }
    if (channel.startsWith("http:")) {
      requireKnown(channel, channel, pod -> pod.consumerUrl(), known);
    } else if (channel.startsWith("tcp:")) {
      requireKnown(channel, runHost(channel), pod -> hostOf(pod.consumerUrl()), known);
    } else {
      requireLocal(channel);
    }
  }

  /** Refuses a relay that is no known pod's. */
  public void requireRelay(String peer, KnownPods known) {
    requireKnown(peer, peer, pod -> pod.relay(), known);
  }

  private static void requireKnown(
      String channel,
      @Nullable String wanted,
      Function<io.podwire.api.Topology.Pod, @Nullable String> of,
      KnownPods known) {
    boolean isKnown =
        wanted != null && known.pods().stream().anyMatch(pod -> wanted.equals(of.apply(pod)));
    if (!isKnown) {
      throw refused(
          channel, "take the address of a pod in /api/topology; tcp with a port of " + ports());
    }
  }

  private static @Nullable String runHost(String channel) {
    Matcher tcp = TCP.matcher(channel);
    return tcp.matches() && RunPorts.contains(Integer.parseInt(tcp.group(2))) ? tcp.group(1) : null;
  }

  private static @Nullable String hostOf(String url) {
    try {
      return url.isEmpty() ? null : URI.create(url).getHost();
    } catch (IllegalArgumentException e) {
      return null; // a peer's own word, which need not be an address
    }
  }

  private static String ports() {
    return String.format(Locale.ROOT, "%d-%d", RunPorts.FIRST, RunPorts.FIRST + RunPorts.COUNT - 1);
  }

  private static ProblemException refused(String channel, String wayOut) {
    return ProblemException.badRequest(
        String.format(Locale.ROOT, "channel: '%s' is not allowed over HTTP; %s", channel, wayOut));
  }
}
