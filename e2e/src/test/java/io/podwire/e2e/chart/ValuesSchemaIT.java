package io.podwire.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesSchemaIT {
  private static final Pattern KEY = Pattern.compile(" *[A-Za-z]+:( .*)?");
  private static final List<String> GROUPS =
      List.of(
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
          image.digest                              | x          | at '/image': additional properties 'digest' not allowed
          sidecar.image                             | x          | at '/sidecar': additional properties 'image' not allowed
          sidecar.resources.limits.memory           | null       | at '/sidecar/resources/limits': missing property 'memory'
          producer.resources.limits.cpu             | much       | at '/producer/resources/limits/cpu': 'much' does not match
          producer.resources.limits.gpu             | 1          | at '/producer/resources/limits': additional properties 'gpu' not allowed
          consumer.resources.requests.memory        | 10         | at '/consumer/resources/requests/memory': got number, want string
          consumer.resources.requests               | null       | at '/consumer/resources': missing property 'requests'
          test.resources.limits.ephemeral-storage   | 0Mi        | at '/test/resources/limits/ephemeral-storage': '0Mi' does not match
          test.duration                             | 1h         | at '/test/duration': '1h' does not match
          ipc.sizeLimit                             | 64         | at '/ipc/sizeLimit': got number, want string
          run.sizeLimit                             | 16MB       | at '/run/sizeLimit': '16MB' does not match
          sysctls[0].name                           | fs.mqueue  | at '/sysctls/0': missing property 'value'
          service.type                              | Ingress    | at '/service/type': value must be one of
          service.port                              | 80         | at '/service': additional properties 'port' not allowed
          networkPolicy.enabled                     | maybe      | at '/networkPolicy/enabled': got string, want boolean
          networkPolicy.ingressNamespaces[0]        | A          | at '/networkPolicy/ingressNamespaces/0': 'A' does not match
          networkPolicy.ingressCidrs[0]             | 10.0.0.1   | at '/networkPolicy/ingressCidrs/0': '10.0.0.1' does not match
          networkPolicy.apiServerPorts[0]           | 70000      | at '/networkPolicy/apiServerPorts/0': maximum: got 70,000, want 65,535
          terminationGracePeriodSeconds             | 0          | at '/terminationGracePeriodSeconds': minimum: got 0, want 1
          nodeSelector.disk                         | 1          | at '/nodeSelector/disk': got number, want string
          tolerations                               | all        | at '/tolerations': got string, want array
          topologySpreadConstraints[0]              | zone       | at '/topologySpreadConstraints/0': got string, want object
          priorityClassName                         | High       | at '/priorityClassName': 'High' does not match
          podLabels.app\\.kubernetes\\.io/name      | x          | at '/podLabels/app.kubernetes.io~1name': false schema
          podAnnotations.note                       | 1          | at '/podAnnotations/note': got number, want string
          faults.loseEvery                          | -1         | at '/faults/loseEvery': minimum: got -1, want 0
          faults.isolate                            | 1          | at '/faults/isolate': got number, want boolean
          replica                                   | 3          | at '': additional properties 'replica' not allowed
          """)
  void shouldRefuseWrongValueWithItsPath(String value, String wrong, String message) {
    assertThatIllegalStateException()
        .isThrownBy(() -> Chart.render(Map.of(value, wrong)))
        .withMessageContaining(message);
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
