package io.podwire.cli.cluster.kubeconfig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fabric8.kubernetes.api.model.Cluster;
import io.podwire.cli.cluster.kubeconfig.MergedKubeconfig.Entry;
import io.podwire.cli.console.ExitCode;
import io.podwire.cli.console.FailureException;
import io.podwire.ipc.FileFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Certificates or a key, in the kubeconfig itself or in a file that it names; of both, the former
 * counts.
 *
 * @param field the field that names the file; with {@code -data} the one that holds the content
 * @param kind cluster or user
 */
record PemField(
    String field, String kind, Entry<?> entry, @Nullable String data, @Nullable String file) {
  private static final Pattern
      CERTIFICATE = // what else stands beside it, a key for instance, is not
      Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN ((?:[A-Z0-9]+ )?PRIVATE KEY)-----.*?-----END \\1-----", Pattern.DOTALL);

  /** The certificates of the authority that a cluster's API server is checked by. */
  static PemField authority(Entry<Cluster> cluster) {
    return new PemField(
        "certificate-authority",
        "cluster",
        cluster,
        cluster.value().getCertificateAuthorityData(),
        cluster.value().getCertificateAuthority());
  }

  boolean isGiven() {
    return MergedKubeconfig.isGiven(data) || MergedKubeconfig.isGiven(file);
  }

  /** The certificates as the client takes them, in Base64; null if the field is not there. */
  @Nullable String certificates() {
    if (!isGiven()) {
      return null;
    }
    String found =
        CERTIFICATE
            .matcher(new String(bytes(), ISO_8859_1))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.joining("\n", "", "\n"));
    try {
      if (!found.isBlank() && !parse(found).isEmpty()) {
        return base64(found);
      }
      throw refused("holds no certificate in PEM form", null);
    } catch (CertificateException e) {
      throw refused("holds no certificate in PEM form", e);
    }
  }

  private static Collection<? extends Certificate> parse(String pem) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(ISO_8859_1)));
  }

  /** The key as the client takes it, in Base64. */
  String key() {
    Matcher matcher = KEY.matcher(new String(bytes(), ISO_8859_1));
    if (!matcher.find()) {
      throw refused("holds no private key in PEM form", null);
    }
    if (matcher.group(1).startsWith("ENCRYPTED") || matcher.group().contains("Proc-Type:")) {
      throw refused("is encrypted, which kubectl does not read either", null);
    }
    return base64(matcher.group() + "\n");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(ISO_8859_1));
  }

  private byte[] bytes() {
    String text = data;
    if (text != null && !text.isBlank()) {
      try {
        return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
      } catch (IllegalArgumentException e) {
        throw refused("is no Base64", null);
      }
    }
    try {
      return Files.readAllBytes(path());
    } catch (IOException e) {
      throw new FailureException(
          ExitCode.FAILED,
          String.format(
              Locale.ROOT,
              "the %s %s of %s cannot be read (%s); correct its path in %s, or get the kubeconfig anew",
              field,
              path(),
              owner(),
              FileFault.words(e),
              entry.file()),
          e);
    }
  }

  private Path path() {
    return entry.path(String.valueOf(file));
  }

  private String owner() {
    return String.format(Locale.ROOT, "%s '%s'", kind, entry.name());
  }

  private FailureException refused(String fault, @Nullable GeneralSecurityException cause) {
    String what =
        MergedKubeconfig.isGiven(data)
            ? String.format(Locale.ROOT, "the %s-data of %s", field, owner())
            : String.format(Locale.ROOT, "the %s %s of %s", field, path(), owner());
    String line =
        String.format(
            Locale.ROOT,
            "%s %s; correct it in %s, or get the kubeconfig anew",
            what,
            fault,
            entry.file());
    return cause == null
        ? FailureException.failed(line)
        : new FailureException(ExitCode.FAILED, line, cause);
  }
}
