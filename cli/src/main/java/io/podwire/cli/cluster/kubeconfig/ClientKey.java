package io.podwire.cli.cluster.kubeconfig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.fabric8.kubernetes.client.Config;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The key to a client certificate.
 *
 * @param base64 its PEM block, in Base64
 * @param algorithm RSA or EC
 */
record ClientKey(String base64, String algorithm) {
  /** Reads it; the client itself takes every PKCS #8 key for one of RSA. */
  static ClientKey of(PemField field) {
    String base64 = field.key();
    String pem = new String(Base64.getDecoder().decode(base64), ISO_8859_1);
    boolean elliptic = pem.contains("BEGIN EC ") || isElliptic(pem);
    return new ClientKey(base64, elliptic ? "EC" : "RSA");
  }

  private static boolean isElliptic(String pem) {
    String body = pem.replaceAll("-----[^-]+-----", "");
    try {
      byte[] der = Base64.getMimeDecoder().decode(body);
      KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // of another kind: the client says what it does not take
    }
  }

  void applyTo(Config config, PemField certificate) {
    config.setClientCertData(certificate.certificates());
    config.setClientKeyData(base64);
    config.setClientKeyAlgo(algorithm);
  }
}
