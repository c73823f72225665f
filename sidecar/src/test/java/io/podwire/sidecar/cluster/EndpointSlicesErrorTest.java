package io.podwire.sidecar.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop that meets an Error says so and goes on. */
@Timeout(30)
class EndpointSlicesErrorTest {
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void shouldGoOnLookingAfterAnError() {
    try (EndpointSlices slices =
        new EndpointSlices(
            failing(),
            new EndpointSlices.Where("default", "podwire-peers", "podwire-0"),
            Duration.ofMillis(5))) {
      slices.start(() -> {});
      await().until(() -> calls.get() > 3);
      assertThat(slices.fault())
          .hasValueSatisfying(words -> assertThat(words).contains("no client"));
    }
  }

  private KubernetesClient failing() {
    return (KubernetesClient)
        Proxy.newProxyInstance(
            KubernetesClient.class.getClassLoader(),
            new Class<?>[] {KubernetesClient.class},
            (proxy, method, arguments) -> {
              calls.incrementAndGet();
              throw new NoClassDefFoundError("no client");
            });
  }
}
