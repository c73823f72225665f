package io.podwire.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An independent program's round trips over TCP from one node to another. In a namespace of its
 * own, because the release's network policies let nobody else talk. For one thread.
 */
final class PingPong implements AutoCloseable {
  private static final int PORT = 7000;
  private static final long TIMEOUT_SECONDS = 60;
  private static final Pattern MEDIAN = Pattern.compile("count \\d+ .*\\bp50_ns (?<nanos>\\d+)\\b");

  private final TestNamespace namespace;

  private PingPong(TestNamespace namespace) {
    this.namespace = namespace;
  }

  /** Starts an echo on both nodes, and waits until they listen. */
  static PingPong between(TestCluster cluster, String clientNode, String serverNode) {
    PingPong started = new PingPong(cluster.namespace());
    try {
      started.start("client", clientNode);
      started.start("server", serverNode);
      started.awaitReady("client");
      started.awaitReady("server");
      return started;
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
  }

  private void start(String name, String node) {
    namespace
        .cluster()
        .client()
        .pods()
        .inNamespace(namespace.name())
        .resource(pod(name, node))
        .create();
  }

  private void awaitReady(String name) {
    await("pod " + name + " listens")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> Readiness.isPodReady(pod(name).get()));
  }

  private PodResource pod(String name) {
    return namespace.cluster().client().pods().inNamespace(namespace.name()).withName(name);
  }

  /** The median of {@code count} round trips from the one node to the other, in ns. */
  long p50Nanos(int count) {
    String server = pod("server").get().getStatus().getPodIP();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = {
      PingPongImage.PROGRAM, "tcp-ping", server, Integer.toString(PORT), Integer.toString(count)
    };
    try (ExecWatch ping = pod("client").writingOutput(out).writingError(err).exec(words)) {
      int exit = ping.exitCode().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      assertThat(exit).as("%s%s", out, err).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the program measured", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("no answer from the program: " + out + err, e);
    }
    return median(out.toString(StandardCharsets.UTF_8));
  }

  private static long median(String line) {
    Matcher found = MEDIAN.matcher(line);
    assertThat(found.find()).as("a line of figures in '%s'", line).isTrue();
    return Long.parseLong(found.group("nanos"));
  }

  @Override
  public void close() {
    namespace.close();
  }

  /** The probe ends with the start, so that nothing disturbs what is measured later. */
  private static Pod pod(String name, String node) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withNodeName(node)
        .withRestartPolicy("Never")
        .withAutomountServiceAccountToken(false)
        .withTerminationGracePeriodSeconds(0L)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(10001L)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .addNewContainer()
        .withName("pingpong")
        .withImage(PingPongImage.NAME)
        .withImagePullPolicy("IfNotPresent")
        .withArgs("tcp-serve", Integer.toString(PORT))
        .withNewStartupProbe()
        .withPeriodSeconds(1)
        .withFailureThreshold(30)
        .withNewTcpSocket()
        .withNewPort(PORT)
        .endTcpSocket()
        .endStartupProbe()
        .withNewResources()
        .withLimits(Map.of("memory", new Quantity("32Mi"), "cpu", new Quantity("1")))
        .endResources()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .endContainer()
        .endSpec()
        .build();
  }
}
