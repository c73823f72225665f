package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValuesSchemaIT {
  private static final Pattern KEY = Pattern.compile(" *[A-Za-z]+:( .*)?");
  private static final List<String> GROUPS =
      List.of(
          "token",
          "image",
          "sidecar",
          "producer",
          "consumer",
          "test",
          "ipc",
          "run",
          "service",
          "networkPolicy",
          "faults");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicas                                  | 0          | at '/replicas': minimum: got 0, want 1
          replicas                                  | 101        | at '/replicas': maximum: got 101, want 100
          replicas                                  | three      | at '/replicas': got string, want integer
          placement                                 | anywhere   | at '/placement': value must be one of 'default', 'same-node', 'cross-node', 'none'
          image.pullPolicy                          | Sometimes  | at '/image/pullPolicy': value must be one of
          image.registry                            | https://x  | at '/image/registry': 'https://x' does not match
          image.tag                                 | 1          | at '/image/tag': got number, want string
          image.tag                                 | a b        | at '/image/tag': 'a b' does not match
          image.pullSecrets                         | x          | at '/image/pullSecrets': got string, want array
          image.pullSecrets[0]                      | A          | at '/image/pullSecrets/0': 'A' does not match
          image.digest                              | x          | at '/image': additional properties 'digest' not allowed
          sidecar.image                             | x          | at '/sidecar': additional properties 'image' not allowed
          sidecar.resources.limits.memory           | null       | at '/sidecar/resources/limits': missing property 'memory'
          producer.resources.limits.cpu             | much       | at '/producer/resources/limits/cpu': 'much' does not match
          producer.resources.limits.gpu             | 1          | at '/producer/resources/limits': additional properties 'gpu' not allowed
          producer.resources.limits.cpu             | 0          | at '/producer/resources/limits/cpu': minimum: got 0, want 0.001
          producer.resources.limits.cpu             | 0.0        | at '/producer/resources/limits/cpu': '0.0' does not match
          producer.resources.limits.cpu             | 0m         | at '/producer/resources/limits/cpu': '0m' does not match
          producer.resources.limits.memory          | 1Ki        | at '/producer/resources/limits/memory': '1Ki' does not match
          producer.resources.limits.memory          | 63Mi       | at '/producer/resources/limits/memory': '63Mi' does not match
          consumer.resources.requests.memory        | 10         | at '/consumer/resources/requests/memory': got number, want string
          consumer.resources.requests               | null       | at '/consumer/resources': missing property 'requests'
          test.resources.limits.ephemeral-storage   | 0Mi        | at '/test/resources/limits/ephemeral-storage': '0Mi' does not match
          test.resources.limits.ephemeral-storage   | 1Ki        | at '/test/resources/limits/ephemeral-storage': '1Ki' does not match
          test.duration                             | 1h         | at '/test/duration': '1h' does not match
          test.duration                             | 0s         | at '/test/duration': '0s' does not match
          test.duration                             | 11m        | at '/test/duration': '11m' does not match
          test.duration                             | 60m        | at '/test/duration': '60m' does not match
          test.duration                             | 601s       | at '/test/duration': '601s' does not match
          ipc.sizeLimit                             | 64         | at '/ipc/sizeLimit': got number, want string
          ipc.sizeLimit                             | 1Ki        | at '/ipc/sizeLimit': '1Ki' does not match
          ipc.sizeLimit                             | 31Mi       | at '/ipc/sizeLimit': '31Mi' does not match
          run.sizeLimit                             | 16MB       | at '/run/sizeLimit': '16MB' does not match
          sysctls[0].name                           | fs.mqueue  | at '/sysctls/0': missing property 'value'
          sysctls[0].name                           | Kernel     | at '/sysctls/0/name': 'Kernel' does not match
          sysctls[0].value                          | 1          | at '/sysctls/0/value': got number, want string
          service.type                              | Ingress    | at '/service/type': value must be one of
          service.port                              | 80         | at '/service': additional properties 'port' not allowed
          networkPolicy.enabled                     | maybe      | at '/networkPolicy/enabled': got string, want boolean
          networkPolicy.ingressNamespaces[0]        | A          | at '/networkPolicy/ingressNamespaces/0': 'A' does not match
          networkPolicy.ingressCidrs[0]             | 10.0.0.1   | at '/networkPolicy/ingressCidrs/0': '10.0.0.1' does not match
          networkPolicy.ingressCidrs[0]             | 10.0.0.0/33 | at '/networkPolicy/ingressCidrs/0': '10.0.0.0/33' does not match
          networkPolicy.ingressCidrs[0]             | fd00::/129 | at '/networkPolicy/ingressCidrs/0': 'fd00::/129' does not match
          token.existingSecret                      | A          | at '/token/existingSecret': 'A' does not match
          allowedHosts[0]                           | w.example:80 | at '/allowedHosts/0': 'w.example:80' does not match
          networkPolicy.apiServerPorts[0]           | 70000      | at '/networkPolicy/apiServerPorts/0': maximum: got 70,000, want 65,535
          terminationGracePeriodSeconds             | 19         | at '/terminationGracePeriodSeconds': minimum: got 19, want 20
          runAsUser                                 | 0          | at '/runAsUser': minimum: got 0, want 1,000
          runAsUser                                 | 2147483648 | at '/runAsUser': maximum: got 2.147483648
          runAsUser                                 | podwire    | at '/runAsUser': got string, want integer
          nodeSelector.disk                         | 1          | at '/nodeSelector/disk': got number, want string
          nodeSelector.disk                         | -ssd       | at '/nodeSelector/disk': '-ssd' does not match
          nodeSelector.-disk                        | ssd        | at '/nodeSelector': additional properties '-disk' not allowed
          tolerations                               | all        | at '/tolerations': got string, want array
          tolerations[0]                            | all        | at '/tolerations/0': got string, want object
          tolerations[0].color                      | red        | at '/tolerations/0': additional properties 'color' not allowed
          tolerations[0].key                        | a b        | at '/tolerations/0/key': 'a b' does not match
          tolerations[0].operator                   | Is         | at '/tolerations/0/operator': value must be one of 'Exists', 'Equal'
          tolerations[0].operator                   | Equal      | at '/tolerations/0': missing property 'key'
          tolerations[0].value                      | a b        | at '/tolerations/0/value': 'a b' does not match
          tolerations[0].effect                     | Never      | at '/tolerations/0/effect': value must be one of 'NoSchedule', 'PreferNoSchedule', 'NoExecute'
          tolerations[0].tolerationSeconds          | soon       | at '/tolerations/0/tolerationSeconds': got string, want integer
          tolerations[0].tolerationSeconds          | 60         | at '/tolerations/0': missing property 'effect'
          topologySpreadConstraints[0]              | zone       | at '/topologySpreadConstraints/0': got string, want object
          topologySpreadConstraints[0].maxSkew      | 0          | at '/topologySpreadConstraints/0/maxSkew': minimum: got 0, want 1
          topologySpreadConstraints[0].maxSkew      | 1          | at '/topologySpreadConstraints/0': missing properties 'topologyKey', 'whenUnsatisfiable'
          topologySpreadConstraints[0].minDomains   | 0          | at '/topologySpreadConstraints/0/minDomains': minimum: got 0, want 1
          topologySpreadConstraints[0].topologyKey  | a b        | at '/topologySpreadConstraints/0/topologyKey': 'a b' does not match
          topologySpreadConstraints[0].topologyKey  | zone       | at '/topologySpreadConstraints/0': missing properties 'maxSkew', 'whenUnsatisfiable'
          topologySpreadConstraints[0].whenUnsatisfiable | Maybe      | at '/topologySpreadConstraints/0/whenUnsatisfiable': value must be one of 'DoNotSchedule', 'ScheduleAnyway'
          topologySpreadConstraints[0].nodeAffinityPolicy | No         | at '/topologySpreadConstraints/0/nodeAffinityPolicy': value must be one of 'Honor', 'Ignore'
          topologySpreadConstraints[0].nodeTaintsPolicy | No         | at '/topologySpreadConstraints/0/nodeTaintsPolicy': value must be one of 'Honor', 'Ignore'
          topologySpreadConstraints[0].matchLabelKeys[0] | a b        | at '/topologySpreadConstraints/0/matchLabelKeys/0': 'a b' does not match
          topologySpreadConstraints[0].matchLabelKeys[0] | team       | at '/topologySpreadConstraints/0': properties 'labelSelector' required, if 'matchLabelKeys' exists
          topologySpreadConstraints[0].labelSelector.labels | x          | at '/topologySpreadConstraints/0/labelSelector': additional properties 'labels' not allowed
          topologySpreadConstraints[0].labelSelector.matchLabels.a | b c        | at '/topologySpreadConstraints/0/labelSelector/matchLabels/a': 'b c' does not match
          topologySpreadConstraints[0].labelSelector.matchExpressions[0].operator | Is         | at '/topologySpreadConstraints/0/labelSelector/matchExpressions/0/operator': value must be one of 'In', 'NotIn', 'Exists', 'DoesNotExist'
          topologySpreadConstraints[0].labelSelector.matchExpressions[0].operator | In         | at '/topologySpreadConstraints/0/labelSelector/matchExpressions/0': missing property 'values'
          topologySpreadConstraints[0].color        | red        | at '/topologySpreadConstraints/0': additional properties 'color' not allowed
          priorityClassName                         | High       | at '/priorityClassName': 'High' does not match
          podLabels.app\\.kubernetes\\.io/name      | x          | at '/podLabels/app.kubernetes.io~1name': false schema
          podLabels.podwire\\.io/placement           | none       | at '/podLabels/podwire.io~1placement': false schema
          podLabels.team                            | a b        | at '/podLabels/team': 'a b' does not match
          podLabels.a b                             | x          | at '/podLabels': additional properties 'a b' not allowed
          podAnnotations.note                       | 1          | at '/podAnnotations/note': got number, want string
          podAnnotations.a b                        | x          | at '/podAnnotations': additional properties 'a b' not allowed
          podAnnotations.kubectl\\.kubernetes\\.io/default-container | producer   | at '/podAnnotations/kubectl.kubernetes.io~1default-container': false schema
          faults.loseEvery                          | -1         | at '/faults/loseEvery': minimum: got -1, want 0
          faults.isolate                            | 1          | at '/faults/isolate': got number, want boolean
          replica                                   | 3          | at '': additional properties 'replica' not allowed
          """)
  void shouldRefuseWrongValueWithItsPath(String value, String wrong, String message) {
    assertThatIllegalStateException()
        .isThrownBy(() -> Chart.render(Map.of(value, wrong)))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "sidecar.resources.limits.cpu, 1",
    "sidecar.resources.limits.cpu, 0.001",
    "sidecar.resources.limits.cpu, 1.5",
    "sidecar.resources.limits.cpu, 250m",
    "sidecar.resources.limits.memory, 64Mi",
    "sidecar.resources.limits.memory, 1Gi",
    "ipc.sizeLimit, 32Mi",
    "ipc.sizeLimit, 1Gi",
    "test.duration, 1ms",
    "test.duration, 600s",
    "test.duration, 10m",
    "networkPolicy.ingressCidrs[0], 0.0.0.0/0",
    "networkPolicy.ingressCidrs[0], ::/0",
    "networkPolicy.ingressCidrs[0], 2001:db8::/64",
    "allowedHosts[0], 2001:db8::1",
    "allowedHosts[0], Wires.example.com",
    "runAsUser, 2147483647",
    "terminationGracePeriodSeconds, 20"
  })
  void shouldTakeWhatIsJustWithinItsBounds(String value, String right) {
    // a limit brings its request along, which it must not be below
    Map<String, String> values = new TreeMap<>(Map.of(value, right));
    values.put(value.replace(".limits.", ".requests."), right);

    assertThat(Chart.render(values)).isNotEmpty();
  }

  /** Null takes a value away before the schema sees it, and with it what it protects. */
  @ParameterizedTest
  @MethodSource("values")
  void shouldRefuseToLoseAValueUnlessItsDefaultIsEmpty(String path, boolean empty) {
    if (empty) {
      assertThat(renderedButToken(Map.of(path, "null"))).isEqualTo(renderedButToken(Map.of()));
      return;
    }
    int dot = path.lastIndexOf('.');
    String group = dot < 0 ? "" : "/" + path.substring(0, dot).replace('.', '/');
    assertThatIllegalStateException()
        .isThrownBy(() -> Chart.render(Map.of(path, "null")))
        .withMessageContaining("at '%s': missing property '%s'", group, path.substring(dot + 1));
  }

  /** All objects but the Secret, whose token is another each time. */
  private static List<HasMetadata> renderedButToken(Map<String, ?> values) {
    return Chart.render(values).stream().filter(object -> !(object instanceof Secret)).toList();
  }

  /** The paths of all values but limits of CPU, and whether a value is empty. */
  static Stream<Arguments> values() throws IOException {
    String file = Files.readString(Chart.DIRECTORY.resolve("values.yaml"));
    return values("", Serialization.unmarshal(file, Map.class));
  }

  private static Stream<Arguments> values(String prefix, Map<?, ?> values) {
    return values.entrySet().stream()
        .filter(entry -> !(prefix + entry.getKey()).endsWith(".limits.cpu"))
        .flatMap(entry -> value(prefix + entry.getKey(), entry.getValue()));
  }

  private static Stream<Arguments> value(String path, Object value) {
    boolean empty = List.of("", List.of(), Map.of()).contains(value);
    Stream<Arguments> itself = Stream.of(Arguments.of(path, empty));
    return value instanceof Map<?, ?> group
        ? Stream.concat(itself, values(path + ".", group))
        : itself;
  }

  @Test
  void shouldLetALimitOfCpuBeTakenAway() {
    var objects = Chart.render(Map.of("sidecar.resources.limits.cpu", "null"));

    assertThat(Pods.program("sidecar", objects).getResources().getLimits())
        .containsOnlyKeys("memory", "ephemeral-storage");
  }

  @Test
  void shouldSayOfEachValueWhatItIs() throws IOException {
    List<String> lines = Files.readAllLines(Chart.DIRECTORY.resolve("values.yaml"));
    int described = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (KEY.matcher(line).matches() && !GROUPS.contains(line.replace(":", "")) && !inner(line)) {
        assertThat(comment(lines, i)).as(line).contains("# -- ");
        described++;
      }
    }
    assertThat(described).isGreaterThan(25);
  }

  /** Whether a line belongs to the value described before it. */
  private static boolean inner(String line) {
    return line.startsWith("    ");
  }

  private static String comment(List<String> lines, int key) {
    int first = key;
    while (first > 0 && lines.get(first - 1).strip().startsWith("#")) {
      first--;
    }
    return String.join("\n", lines.subList(first, key));
  }
}
