package io.podwire.cli.cluster.kubeconfig;

import static io.podwire.cli.cluster.kubeconfig.UsedKubeconfig.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The address, certificate and proxy of a cluster are right, or one line names what is not. */
class ServerSettingsTest {
  private static final String SERVER = "server: 'https://127.0.0.1:1', ";

  @RegisterExtension private final UsedKubeconfig kubeconfig = new UsedKubeconfig();

  private String refusal(String cluster) throws IOException {
    return kubeconfig.refusal(text(cluster, "token: t"));
  }

  private String server(String cluster) throws IOException {
    return kubeconfig.read(text(cluster, "token: t")).getMasterUrl();
  }

  @Test
  void shouldNameAMissingCertificateAuthority() throws IOException {
    assertThat(refusal(SERVER + "certificate-authority: /no/such/ca.crt"))
        .contains(
            "certificate-authority /no/such/ca.crt of cluster 'c' cannot be read (no such file");
    assertThat(refusal(SERVER + "certificate-authority: pki/ca.crt"))
        .contains(kubeconfig.folder().resolve("pki/ca.crt").toString());
  }

  @Test
  void shouldNameACertificateAuthorityThatHoldsNone() throws IOException {
    Path file = kubeconfig.write("ca.crt", "hello\n");

    assertThat(refusal(SERVER + "certificate-authority: ca.crt"))
        .contains("certificate-authority " + file + " of cluster 'c' holds no certificate");
    assertThat(refusal(SERVER + "certificate-authority-data: aGVsbG8K"))
        .contains("certificate-authority-data of cluster 'c' holds no certificate");
    assertThat(refusal(SERVER + "certificate-authority-data: '***'"))
        .contains("certificate-authority-data of cluster 'c' is no Base64");
  }

  @Test
  void shouldTakeTheAddressAsKubectlDoes() throws IOException {
    assertThat(server("server: '127.0.0.1:1'")).startsWith("http://127.0.0.1:1");
    assertThat(server("server: '127.0.0.1:1', insecure-skip-tls-verify: true"))
        .startsWith("https://127.0.0.1:1");
    assertThat(server("server: ' https://127.0.0.1:1 '")).startsWith("https://127.0.0.1:1");
  }

  @Test
  void shouldNotGoOnWithoutTheAuthorityThatIsGiven() throws IOException {
    assertThat(
            refusal(
                SERVER + "insecure-skip-tls-verify: true, certificate-authority-data: aGVsbG8K"))
        .contains("cluster 'c'", "insecure-skip-tls-verify beside a certificate-authority");
  }

  @Test
  void shouldRefuseAnAddressWithoutShowingAPassword() throws IOException {
    assertThat(refusal("server: 'https://me:secret@host:1'"))
        .contains("'https://host:1' of cluster 'c'")
        .doesNotContain("secret");
    assertThat(refusal("server: 'ftp://host'")).contains("'ftp://host' of cluster 'c'");
    assertThat(refusal("server: ''")).contains("cluster 'c'", "has no server");
  }

  @Test
  void shouldRefuseANameOfTheCertificateThatItCannotCheck() throws IOException {
    assertThat(refusal("server: 'https://127.0.0.1:1', tls-server-name: kubernetes"))
        .contains("tls-server-name 'kubernetes'", "write a server whose name the certificate has");
    assertThat(server("server: 'https://kubernetes:1', tls-server-name: kubernetes"))
        .startsWith("https://kubernetes:1");
  }

  @Test
  void shouldTakeTheProxyOfTheCluster() throws IOException {
    assertThat(
            kubeconfig
                .read(text(SERVER + "proxy-url: 'http://127.0.0.1:3128'", "token: t"))
                .getHttpsProxy())
        .isEqualTo("http://127.0.0.1:3128");
    assertThat(refusal(SERVER + "proxy-url: 'socks5://me:secret@p:1'"))
        .contains("proxy-url of cluster 'c'", "socks5://p:1", "plain HTTP")
        .doesNotContain("secret");
    assertThat(refusal(SERVER + "proxy-url: 'p:1'")).contains("proxy-url 'p:1' of cluster 'c'");
  }
}
