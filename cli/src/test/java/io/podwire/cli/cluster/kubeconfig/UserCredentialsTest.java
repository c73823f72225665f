package io.podwire.cli.cluster.kubeconfig;

import static io.podwire.cli.cluster.kubeconfig.UsedKubeconfig.withUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a user names is shown to the API server, or one line says why it cannot be had. */
class UserCredentialsTest {
  @RegisterExtension private final UsedKubeconfig kubeconfig = new UsedKubeconfig();

  @Test
  void shouldNameAUserThatIsNotThere() throws IOException {
    assertThat(kubeconfig.refusal(withUser("token: t").replace("name: u,", "name: other,")))
        .contains("context 'here' names user 'u'", "config does not have", "it has other");
  }

  @Test
  void shouldAskAsNobodyWhereAContextNamesNoUser() throws IOException {
    Config config = kubeconfig.read(withUser("token: t").replace("user: u,", ""));

    assertThat(config.getOauthToken()).isNull();
    assertThat(config.getNamespace()).isEqualTo("team");
  }

  @Test
  void shouldReadATokenFileBesideTheKubeconfigAndItsRenewal() throws IOException {
    Path file = kubeconfig.write("token", "first\n");
    Config config = kubeconfig.read(withUser("tokenFile: token"));

    assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("first");
    Files.writeString(file, "second");
    assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
    Files.delete(file);
    assertThat(config.getOauthTokenProvider().getToken()).isEqualTo("second");
  }

  @Test
  void shouldNameATokenFileThatHasNone() throws IOException {
    assertThat(kubeconfig.refusal(withUser("tokenFile: /no/such/token")))
        .contains("the tokenFile /no/such/token of user 'u' cannot be read (no such file");
    kubeconfig.write("token", "\n");
    assertThat(kubeconfig.refusal(withUser("tokenFile: token")))
        .contains("token of user 'u' is empty");
  }

  @Test
  void shouldNameAMissingCertificateAndKey() throws IOException {
    assertThat(kubeconfig.refusal(withUser("client-certificate: no.crt, client-key: no.key")))
        .contains(
            "the client-key "
                + kubeconfig.folder().resolve("no.key")
                + " of user 'u' cannot be read");
    assertThat(
            kubeconfig.refusal(withUser("client-certificate: no.crt, client-key-data: " + key())))
        .contains(
            "the client-certificate " + kubeconfig.folder().resolve("no.crt") + " of user 'u'");
    assertThat(kubeconfig.refusal(withUser("client-certificate: no.crt")))
        .contains("user 'u'", "has a client-certificate without a client-key");
    assertThat(kubeconfig.refusal(withUser("client-certificate: no.crt, client-key-data: '%%%'")))
        .contains("the client-key-data of user 'u' is no Base64");
  }

  @Test
  void shouldSayThatAnAuthProviderIsRemoved() throws IOException {
    assertThat(kubeconfig.refusal(withUser("auth-provider: {name: gcp}")))
        .contains("user 'u'", "auth-provider 'gcp'", "no longer have", "gke-gcloud-auth-plugin");
  }

  @Test
  void shouldTakeTheTokenOfAnOidcProvider() throws IOException {
    assertThat(
            kubeconfig
                .read(withUser("auth-provider: {name: oidc, config: {id-token: i}}"))
                .getAutoOAuthToken())
        .isEqualTo("i");
  }

  @Test
  void shouldActAsAnotherWhereTheUserSays() throws IOException {
    Config config = kubeconfig.read(withUser("token: t, as: viewer, as-groups: [readers]"));

    assertThat(config.getImpersonateUsername()).isEqualTo("viewer");
    assertThat(config.getImpersonateGroups()).containsExactly("readers");
  }

  @Test
  void shouldNotActWithAllItsRightsWhereItCannotTellAsWhom() throws IOException {
    assertThat(kubeconfig.refusal(withUser("token: t, as-groups: [readers]")))
        .contains("user 'u'", "as-groups or as-user-extra without as");
    assertThat(kubeconfig.refusal(withUser("token: t, as-user-extra: {scopes: [view]}")))
        .contains("as-groups or as-user-extra without as");
    assertThat(kubeconfig.refusal(withUser("token: t, as: viewer, as-uid: '7'")))
        .contains("user 'u'", "as-uid, which Podwire cannot send");
  }

  @Test
  void shouldTellAnEllipticKeyFromOneOfRsa() throws Exception {
    PemField field = new PemField("client-key", "user", entry(), key(), null);

    assertThat(ClientKey.of(field).algorithm()).isEqualTo("EC");
  }

  private MergedKubeconfig.Entry<?> entry() {
    return new MergedKubeconfig.Entry<>("u", "", kubeconfig.folder().resolve("config"));
  }

  private static String key() {
    try {
      byte[] key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded();
      String pem =
          "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
              .formatted(Base64.getMimeEncoder().encodeToString(key));
      return Base64.getEncoder()
          .encodeToString(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
