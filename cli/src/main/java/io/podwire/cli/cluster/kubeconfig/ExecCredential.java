package io.podwire.cli.cluster.kubeconfig;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.podwire.lab.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a credential plugin prints: a token, a certificate with its key, or all three.
 *
 * @param expiry null for none
 */
record ExecCredential(
    @Nullable String token,
    @Nullable String certificate,
    @Nullable String key,
    @Nullable Instant expiry) {
  private static final String KIND = "ExecCredential";

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException with what is wrong, without the plugin's words, which may be
   *     secret
   */
  static ExecCredential parse(String text, String apiVersion) {
    JsonNode answer = json(text);
    if (!KIND.equals(answer.path("kind").asText())) {
      throw new IllegalArgumentException("printed no " + KIND);
    }
    String version = answer.path("apiVersion").asText();
    if (!version.equals(apiVersion)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "answered in the version '%s' where the kubeconfig asks for '%s'",
              version,
              apiVersion));
    }
    JsonNode status = answer.path("status");
    ExecCredential credential =
        new ExecCredential(
            text(status, "token"),
            text(status, "clientCertificateData"),
            text(status, "clientKeyData"),
            time(text(status, "expirationTimestamp")));
    credential.requireSomething();
    return credential;
  }

  private static JsonNode json(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("printed nothing");
    }
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("printed no JSON", e);
    }
  }

  private static @Nullable String text(JsonNode node, String field) {
    String text = node.path(field).asText("");
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("printed an expirationTimestamp that is no time", e);
    }
  }

  private void requireSomething() {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException("printed only one of certificate and key");
    }
    if (token == null && certificate == null) {
      throw new IllegalArgumentException("printed neither a token nor a certificate");
    }
  }

  boolean isExpired(Instant now) {
    return expiry != null && !now.isBefore(expiry);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
