package io.podwire.sidecar.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.podwire.lab.environment.EnvironmentProbe;
import io.podwire.result.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigMapResultsTest {
  private static final ConfigMapResults.Where WHERE =
      new ConfigMapResults.Where("lab", "podwire", "podwire-results");
  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(),
          new MockWebServer(),
          new HashMap<>(),
          new KubernetesCrudDispatcher(),
          false);
  private KubernetesClient client;
  private ConfigMapResults results;

  @BeforeEach
  void open() {
    server.init();
    client = server.createClient();
    results = new ConfigMapResults(client, WHERE);
  }

  @AfterEach
  void close() {
    client.close();
    server.destroy();
  }

  private void makeWorkload() {
    client
        .resource(
            new StatefulSetBuilder()
                .withNewMetadata()
                .withName("podwire")
                .withNamespace("lab")
                .addToLabels("app.kubernetes.io/instance", "podwire")
                .addToLabels("helm.sh/chart", "podwire-0.1.0")
                .endMetadata()
                .build())
        .create();
  }

  private static Result result(int second) {
    return longResult(second, 0);
  }

  /** Letters of two bytes each, so that who counts characters takes it for half as long. */
  private static Result longResult(int second, int kibibytes) {
    return new Result(
        Result.SCHEMA,
        Instant.parse("2026-11-22T20:36:00Z").plusSeconds(second),
        EnvironmentProbe.probe(List.of(), Map.of())
            .withNotShown(List.of("\u00fc".repeat(kibibytes << 9))),
        List.of());
  }

  private static String key(int second) {
    return "result-20261122T20360%dZ.json".formatted(second);
  }

  private ConfigMap map() {
    return client.configMaps().inNamespace("lab").withName("podwire-results").get();
  }

  @Test
  void shouldStoreBesideTheWorkloadThatOwnsIt() {
    makeWorkload();
    assertThat(results.store(result(1))).isEmpty();
    assertThat(map().getData()).containsOnlyKeys("result-20261122T203601Z.json");
    assertThat(map().getMetadata().getLabels())
        .containsExactly(Map.entry("app.kubernetes.io/instance", "podwire"));
    assertThat(map().getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(
            owner -> assertThat(owner.getKind() + owner.getName()).isEqualTo("StatefulSetpodwire"));
    assertThat(results.latest().orElseThrow().startedAt()).isEqualTo(result(1).startedAt());
  }

  @Test
  void shouldGiveWhatOutlivedAReleaseToTheNextOne() {
    makeWorkload();
    assertThat(results.store(result(1))).isEmpty();
    String before = ownerUid();
    client.apps().statefulSets().inNamespace("lab").withName("podwire").delete();
    makeWorkload();
    assertThat(results.store(result(2))).isEmpty();

    assertThat(ownerUid())
        .isNotEqualTo(before)
        .isEqualTo(
            client
                .apps()
                .statefulSets()
                .inNamespace("lab")
                .withName("podwire")
                .get()
                .getMetadata()
                .getUid());
    assertThat(map().getMetadata().getOwnerReferences()).hasSize(1);
    assertThat(map().getData()).hasSize(2);
  }

  private String ownerUid() {
    return map().getMetadata().getOwnerReferences().getFirst().getUid();
  }

  @Test
  void shouldKeepTheLatestFive() {
    makeWorkload();
    for (int second = 1; second <= 7; second++) {
      assertThat(results.store(result(second))).isEmpty();
    }
    assertThat(map().getData()).hasSize(5).doesNotContainKey("result-20261122T203602Z.json");
    assertThat(results.latest().orElseThrow().startedAt()).isEqualTo(result(7).startedAt());
  }

  @Test
  void shouldDropTheOldestUntilTheRestFits() {
    makeWorkload();
    for (int second = 1; second <= 3; second++) {
      assertThat(results.store(longResult(second, 290))).isEmpty();
    }
    assertThat(map().getData()).containsOnlyKeys(key(1), key(2), key(3));

    assertThat(results.store(longResult(4, 290))).isEmpty();
    assertThat(map().getData()).containsOnlyKeys(key(2), key(3), key(4));

    assertThat(results.store(longResult(5, 500))).isEmpty();
    assertThat(map().getData()).containsOnlyKeys(key(4), key(5));
  }

  @Test
  void shouldRefuseOneResultThatAloneIsTooLong() {
    makeWorkload();
    assertThat(results.store(result(1))).isEmpty();

    assertThat(results.store(longResult(2, 900)))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .matches("the result is not stored: the result of 92\\d{4} bytes exceeds .*")
                    .endsWith("the 921600 that are kept in the cluster; compare fewer sizes"));
    assertThat(map().getData()).containsOnlyKeys(key(1));
  }

  @Test
  void shouldAskForNothingThatTheChartsRoleDoesNotAllow() throws InterruptedException {
    makeWorkload();
    int before = server.getRequestCount();
    results.store(result(1));
    results.store(result(2));
    int asked = server.getRequestCount() - before;

    for (int skipped = 0; skipped < before; skipped++) {
      server.takeRequest();
    }
    List<String> requests = new ArrayList<>();
    for (int request = 0; request < asked; request++) {
      RecordedRequest made = server.takeRequest();
      requests.add(made.getMethod() + " " + made.getPath().replaceAll(".*/namespaces/lab/", ""));
    }
    assertThat(requests)
        .containsExactly(
            "GET configmaps/podwire-results",
            "GET statefulsets/podwire",
            "POST configmaps",
            "GET configmaps/podwire-results",
            "GET statefulsets/podwire", // it may be another by now
            "PUT configmaps/podwire-results");
  }

  @Test
  void shouldSayWhyItCouldNotStore() {
    assertThat(results.store(result(1)))
        .hasValueSatisfying(reason -> assertThat(reason).contains("no StatefulSet podwire"));
    assertThat(results.latest()).isEmpty();
  }

  @Test
  void shouldNameTheRightThatIsMissing() {
    KubernetesMockServer refusing = new KubernetesMockServer(false);
    refusing.init();
    String words =
        "configmaps \"podwire-results\" is forbidden: cannot get resource \"configmaps\"";
    refusing
        .expect()
        .get()
        .withPath("/api/v1/namespaces/lab/configmaps/podwire-results")
        .andReturn(403, new StatusBuilder().withCode(403).withMessage(words).build())
        .always();
    try (KubernetesClient refused = refusing.createClient()) {
      ConfigMapResults unable = new ConfigMapResults(refused, WHERE);
      assertThat(unable.store(result(1)))
          .hasValueSatisfying(reason -> assertThat(reason).contains(words).contains("Role"));
      assertThat(unable.latest()).isEmpty();
    } finally {
      refusing.destroy();
    }
  }
}
