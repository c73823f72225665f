package io.podwire.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line that starts a program of a pod. */
final class ProgramCommand {
  /** Resident memory is what counts in a pod: give back what is not used, heap and malloc's. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms8m",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=20",
          "-XX:TrimNativeHeapInterval=2000",
          "-Xss512k",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError", // else it lives on without the threads that found no heap
          "-XX:+UnlockDiagnosticVMOptions", // for the next three
          "-XX:ArchiveRelocationMode=0", // moving the start cache makes 20 MB of it private pages
          // What a training run of seconds saw of the hot paths is not what they do: compiled by
          // its
          // profile, each call into the C library allocates 40 bytes and queues lose a third.
          "-XX:-AOTRecordTraining",
          "-XX:-AOTReplayTraining",
          "--enable-native-access=ALL-UNNAMED");

  private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
  private final Origin origin;
  private final Path token;
  private final List<LocalPod> pods;

  /**
   * Where the programs come from.
   *
   * @param home the folder that Podwire was built in
   * @param cache whether they use their start caches or make them
   */
  record Origin(Path home, StartCache cache) {}

  /**
   * Starts what lies built.
   *
   * @param token the file of the token that they share
   * @param pods all pods of the demo, which are each other's peers
   */
  ProgramCommand(Origin origin, Path token, List<LocalPod> pods) {
    this.token = token;
    this.origin = origin;
    this.pods = pods;
  }

  List<String> of(Program program, LocalPod pod) {
    Path jar = program.jar(origin.home());
    List<String> words = new ArrayList<>();
    words.add(java.toString());
    words.addAll(flags(program));
    words.addAll(origin.cache().options(jar));
    properties(program, pod).forEach(property -> words.add("-D" + property));
    words.add("-jar");
    words.add(jar.toString());
    return words;
  }

  /** What the virtual machine of a program is told wherever it runs. */
  static List<String> flags(Program program) {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("-Xmx" + program.heap());
    return flags;
  }

  private List<String> properties(Program program, LocalPod pod) {
    PodPorts ports = pod.ports();
    return List.of(
        "podwire-exit-on-stdin-eof=true", // so that no kill -9 of the demo leaves it behind
        "podwire.pod=" + pod.name(),
        "podwire.host=" + LocalPod.HOST,
        "podwire.token-file=" + token,
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
