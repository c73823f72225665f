package io.podwire.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line that starts a program of a pod. */
final class ProgramCommand {
  private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  private final Path home;
  private final List<LocalPod> pods;

  /**
   * Starts what lies built below {@code home}.
   *
   * @param pods all pods of the demo, which are each other's peers
   */
  ProgramCommand(Path home, List<LocalPod> pods) {
    this.home = home;
    this.pods = pods;
  }

  List<String> of(Program program, LocalPod pod) {
    List<String> words = new ArrayList<>();
    words.add(java.toString());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx" + program.heap(),
            "-Xss512k",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED"));
    properties(program, pod).forEach(property -> words.add("-D" + property));
    words.add("-jar");
    words.add(program.jar(home).toString());
    return words;
  }

  private List<String> properties(Program program, LocalPod pod) {
    PodPorts ports = pod.ports();
    return List.of(
        "podwire-exit-on-stdin-eof=true", // so that no kill -9 of the demo leaves it behind
        "podwire.pod=" + pod.name(),
        "podwire.host=" + LocalPod.HOST,
        "quarkus.http.port=" + program.port(ports),
        "podwire.channels.directory=" + pod.channels().directory(),
        "podwire.channels.prefix=" + pod.channels().prefix(),
        "podwire.sidecar.url=" + pod.sidecarUrl(),
        "podwire.producer.url=" + pod.url(ports.producer()),
        "podwire.consumer.url=" + pod.url(ports.consumer()),
        "podwire.relay.port=" + ports.relay(),
        "podwire.live.tcp-port=" + ports.liveTcp(),
        "podwire.simulated=true",
        "podwire.peers=" + peers(pod));
  }

  private String peers(LocalPod pod) {
    return pods.stream()
        .filter(other -> !other.name().equals(pod.name()))
        .map(LocalPod::sidecarUrl)
        .collect(Collectors.joining(","));
  }
}
