package io.podwire.cli.cluster;

import static io.podwire.cli.cluster.ReleaseObjects.RELEASE;
import static io.podwire.cli.cluster.ReleaseObjects.workload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.KeyToPathBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.podwire.api.AccessToken;
import io.podwire.cli.console.FailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTokenTest {
  @TempDir Path folder;
  private FakeApiServer api;

  @BeforeEach
  void start() throws IOException {
    api = new FakeApiServer(folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static @Nullable AccessToken read() {
    try (Cluster cluster = Cluster.connect(null, null)) {
      return ReleaseToken.of(cluster, RELEASE);
    }
  }

  /** The release's workload, which mounts an entry of a Secret. */
  private static StatefulSet mounting(String secret, String key) {
    var volume =
        new VolumeBuilder()
            .withName("access")
            .withNewProjected()
            .addNewSource()
            .withNewSecret()
            .withName(secret)
            .withItems(new KeyToPathBuilder().withKey(key).withPath("token").build())
            .endSecret()
            .endSource()
            .endProjected()
            .build();
    return new StatefulSetBuilder(workload(RELEASE, 1))
        .editSpec()
        .editOrNewTemplate()
        .editOrNewSpec()
        .withVolumes(volume)
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Secret secret(String name, String key, String text) {
    String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("team")
        .endMetadata()
        .addToData(key, encoded)
        .build();
  }

  @Test
  void shouldReadTheSecretThatThePodsMount() {
    AccessToken token = AccessToken.random();
    api.has(mounting("own", "entry"), secret("own", "entry", token.text() + "\n"));

    assertThat(Objects.requireNonNull(read()).text()).isEqualTo(token.text());
  }

  @Test
  void shouldAskForNoneWhereThePodsMountNone() {
    api.has(workload(RELEASE, 1));

    assertThat(read()).isNull();
  }

  @Test
  void shouldSayWhatIsMissing() {
    api.has(mounting("own", "entry"));

    assertThatThrownBy(ReleaseTokenTest::read)
        .isInstanceOf(FailureException.class)
        .hasMessageContainingAll("team", "own", "entry", "--token-file");
    api.has(secret("own", "entry", "short"));
    assertThatThrownBy(ReleaseTokenTest::read)
        .isInstanceOf(FailureException.class)
        .hasMessageContainingAll("own", "5 characters", "--token-file")
        .hasMessageNotContaining("short");
  }

  @Test
  void shouldSayWhoMayNotReadIt() {
    api.has(mounting("own", "entry"));
    api.refuses("/api/v1/namespaces/team/secrets/own", 403);

    assertThatThrownBy(ReleaseTokenTest::read)
        .isInstanceOf(FailureException.class)
        .hasMessageContainingAll("context here may not get secrets", "(403)", "--token-file");
  }
}
