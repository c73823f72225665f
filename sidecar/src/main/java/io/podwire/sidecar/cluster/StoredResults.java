package io.podwire.sidecar.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.podwire.api.ResultKey;
import io.podwire.lab.Json;
import io.podwire.result.Result;
import io.podwire.result.ResultReader;
import io.podwire.result.text.ResultDocument;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the ConfigMap of results holds: a document per key, the latest with the greatest key, few
 * and small enough for a ConfigMap. Stateless.
 */
final class StoredResults {
  static final int MAX_RESULTS = 5;
  static final int MAX_BYTES = 900 << 10; // the API refuses a ConfigMap of more than 1 MiB

  private static final ObjectMapper COMPACT =
      Json.mapper().copy().disable(SerializationFeature.INDENT_OUTPUT);

  private StoredResults() {}

  /**
   * The documents with one more, and without the oldest that no longer fit.
   *
   * @throws IllegalArgumentException if the new one alone does not fit
   */
  static Map<String, String> with(Map<String, String> stored, Result result) {
    TreeMap<String, String> all = new TreeMap<>(stored);
    all.keySet().removeIf(key -> !ResultKey.isOne(key));
    String text = text(result);
    requireRoom(text);
    all.put(ResultKey.of(result.startedAt()), text);
    while (all.size() > MAX_RESULTS || bytes(all) > MAX_BYTES) {
      all.pollFirstEntry();
    }
    return all;
  }

  private static void requireRoom(String text) {
    int found = text.getBytes(StandardCharsets.UTF_8).length;
    if (found > MAX_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the result of %d bytes exceeds the %d that are kept in the cluster; compare fewer sizes",
              found,
              MAX_BYTES));
    }
  }

  private static long bytes(Map<String, String> documents) {
    return documents.values().stream()
        .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }

  private static String text(Result result) {
    try {
      return COMPACT.writeValueAsString(ResultDocument.of(result));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the result cannot be written as JSON", e);
    }
  }

  /**
   * The latest document, if there is any.
   *
   * @throws IllegalArgumentException if it is none of this release's
   */
  static Optional<Result> latest(Map<String, String> stored) {
    return stored.entrySet().stream()
        .filter(entry -> ResultKey.isOne(entry.getKey()))
        .max(Map.Entry.comparingByKey())
        .map(entry -> ResultReader.parse(entry.getValue(), entry.getKey()));
  }
}
