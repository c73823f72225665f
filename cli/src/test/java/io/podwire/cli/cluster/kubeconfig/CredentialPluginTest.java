package io.podwire.cli.cluster.kubeconfig;

import static io.podwire.cli.cluster.kubeconfig.UsedKubeconfig.credential;
import static io.podwire.cli.cluster.kubeconfig.UsedKubeconfig.text;
import static io.podwire.cli.cluster.kubeconfig.UsedKubeconfig.withPlugin;
import static io.podwire.cli.cluster.kubeconfig.UsedKubeconfig.withUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.podwire.cli.console.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A credential plugin gives credentials, or one line says why not. */
class CredentialPluginTest {
  private static final String VERSION = "client.authentication.k8s.io/v1";

  @RegisterExtension private final UsedKubeconfig kubeconfig = new UsedKubeconfig();

  @Test
  void shouldTakeTheTokenBesideAWarning() throws IOException {
    Config config =
        kubeconfig.read(
            withPlugin("echo a warning >&2; echo '" + credential("\"token\": \"good\"") + "'"));

    assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("good");
  }

  @Test
  void shouldNameAPluginThatIsNotInstalled() throws IOException {
    String plugin = "exec: {apiVersion: " + VERSION + ", command: no-such-plugin%s}";

    assertThat(kubeconfig.refusal(withUser(plugin.formatted(""))))
        .contains("'no-such-plugin' of user 'u' is not installed", "; install it");
    assertThat(kubeconfig.refusal(withUser(plugin.formatted(", installHint: 'brew install it'"))))
        .endsWith("; brew install it");
  }

  @Test
  void shouldSayWhatAFailedPluginSaid() throws IOException {
    assertThat(kubeconfig.refusal(withPlugin("echo your session; echo has expired >&2; exit 3")))
        .contains("plugin 'sh' of user 'u' ended with exit code 3 and said: has expired; log in");
  }

  @ParameterizedTest
  @CsvSource({
    "true, printed nothing",
    "echo secret, printed no JSON",
    "echo {}, printed no ExecCredential",
    "'echo ''{\"kind\": \"ExecCredential\"}''', answered in the version ''"
  })
  void shouldRefuseWhatIsNoCredential(String script, String fault) throws IOException {
    assertThat(kubeconfig.refusal(withPlugin("echo because >&2; " + script)))
        .contains("'sh' of user 'u' " + fault.strip(), "said: because")
        .doesNotContain("secret");
  }

  @Test
  void shouldRefuseACredentialOfNothing() throws IOException {
    assertThat(kubeconfig.refusal(withPlugin("echo '" + credential("") + "'")))
        .contains("neither a token nor a certificate");
    assertThat(
            kubeconfig.refusal(withPlugin("echo '" + credential("\"clientKeyData\": \"k\"") + "'")))
        .contains("only one of certificate and key")
        .doesNotContain("\"k\"");
  }

  @Test
  void shouldRefuseAPluginThatAsksWhereNobodyCanAnswer() throws IOException {
    assertThat(
            kubeconfig.refusal(
                withUser(
                    "exec: {apiVersion: " + VERSION + ", command: sh, interactiveMode: Always}")))
        .contains("plugin 'sh' of user 'u' has interactiveMode Always and stdin is no terminal");
  }

  @Test
  void shouldRefuseAVersionThatKubernetesDoesNotHave() throws IOException {
    assertThat(
            kubeconfig.refusal(
                withUser("exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: sh}")))
        .contains("client.authentication.k8s.io/v1alpha1", "Kubernetes has");
  }

  @Test
  void shouldEndAPluginThatDoesNotEnd() {
    ExecPlugin plugin = plugin("echo waiting for somebody >&2; sleep 600", Duration.ofMillis(500));

    assertThatThrownBy(plugin::run)
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("plugin 'sh' of user 'u' did not end within")
        .hasMessageContaining("waiting for somebody");
    await() // a killed process is not gone at once
        .untilAsserted(
            () ->
                assertThat(ProcessHandle.current().descendants())
                    .noneMatch(
                        child ->
                            child.isAlive()
                                && child.info().commandLine().orElse("").contains("sleep 600")));
  }

  @Test
  void shouldNotWaitForAChildThatAPluginLeavesBehind() throws IOException {
    Path pid = kubeconfig.folder().resolve("pid");
    ExecPlugin plugin =
        plugin(
            "sleep 600 & echo $! > " + pid + "; echo '" + credential("\"token\": \"good\"") + "'",
            Duration.ofMinutes(1));

    assertThat(plugin.run().token()).isEqualTo("good");
    ProcessHandle child =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    assertThat(child.isAlive()).isTrue();
    child.destroy();
  }

  @Test
  void shouldAskAgainOnceATokenHasExpired() throws IOException {
    Path count = kubeconfig.write("count", "");
    ExecPlugin plugin =
        plugin(
            "echo x >> "
                + count
                + "; echo '"
                + credential(
                    "\"token\": \"'$(wc -l < %s)'\", \"expirationTimestamp\": \"2020-01-01T00:00:00Z\""
                        .formatted(count))
                + "'",
            Duration.ofMinutes(1));
    PluginToken token = new PluginToken(plugin, plugin.run());

    assertThat(token.getToken()).isEqualTo("2");
    assertThat(token.getToken()).isEqualTo("3");
  }

  @Test
  void shouldTellAPluginWhoCalls() {
    ExecPlugin plugin =
        plugin(
            "case $KUBERNETES_EXEC_INFO in *'\"interactive\":false'*) echo '"
                + credential("\"token\": \"told\"")
                + "';; esac",
            Duration.ofMinutes(1));

    assertThat(plugin.run().token()).isEqualTo("told");
  }

  @Test
  void shouldTellAPluginTheAuthorityThatAFileHolds() throws Exception {
    String beside = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    kubeconfig.write("ca.crt", beside + certificate());
    String script =
        "case $KUBERNETES_EXEC_INFO in *certificate-authority-data*LS0tLS1CRUdJTi*) echo '"
            + credential("\"token\": \"told\"")
            + "';; esac";
    Config config =
        kubeconfig.read(
            text(
                "server: 'https://127.0.0.1:1', certificate-authority: ca.crt",
                "exec: {apiVersion: %s, interactiveMode: Never, provideClusterInfo: true, command: sh, args: ['-c', '%s']}"
                    .formatted(VERSION, script.replace("'", "''"))));

    assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("told");
  }

  /** Any: the first that Java trusts. */
  private static String certificate() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
    byte[] encoded = manager.getAcceptedIssuers()[0].getEncoded();
    return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
        .formatted(Base64.getMimeEncoder().encodeToString(encoded));
  }

  private ExecPlugin plugin(String script, Duration deadline) {
    Path file = kubeconfig.folder().resolve("config");
    return new ExecPlugin(
        new MergedKubeconfig.Entry<>("u", new AuthInfo(), file),
        new ExecConfigBuilder()
            .withApiVersion(VERSION)
            .withInteractiveMode("Never")
            .withCommand("sh")
            .withArgs("-c", script)
            .build(),
        new MergedKubeconfig.Entry<>("c", new Cluster(), file),
        deadline);
  }
}
