package io.podwire.quarkus;

import io.podwire.api.PodChannels;
import io.podwire.ipc.ChannelUri;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What the three programs of a pod agree on. */
@ConfigMapping(prefix = "podwire")
public interface PodConfig {
  /** Name of the pod; its programs are producer-NAME, consumer-NAME and sidecar-NAME in paths. */
  @WithDefault("a")
  String pod();

  /** Address to bind and to tell others. */
  @WithDefault("127.0.0.1")
  String host();

  /**
   * How long the program may take to end when it is asked to; then it is halted. Less than the
   * chart's {@code terminationGracePeriodSeconds}.
   */
  @WithDefault("20S")
  Duration exitTimeout();

  /** Where the pod's local channels are. */
  Channels channels();

  /** What both ends of the live flow agree on. */
  Live live();

  /** The address of the live flow over TCP, which the pod's consumer binds. */
  default ChannelUri liveTcp() {
    return ChannelUri.parse("tcp://" + HostPort.of(host(), live().tcpPort()));
  }

  /** The addresses of the pod's local channels. */
  default PodChannels podChannels() {
    return new PodChannels(
        channels().directory(), channels().filesDirectory(), channels().prefix());
  }

  /** Where the pod's local channels are. */
  interface Channels {
    /** The pod's channel directory, on a memory volume. */
    @WithDefault("/dev/shm/podwire-a")
    Path directory();

    /** Where FIFOs, sockets and key files lie; a disk will do. Default: the channel directory. */
    @WithDefault("${podwire.channels.directory:/dev/shm/podwire-a}")
    Path filesDirectory();

    /** Prefix of kernel names, unique among the pods that share an IPC namespace. */
    @WithDefault("a")
    String prefix();
  }

  /** What both ends of the live flow agree on. */
  interface Live {
    /** TCP port of the live flow over tcp. */
    @WithDefault("7401")
    int tcpPort();
  }
}
