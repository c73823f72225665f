package io.podwire.lab.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * What makes two cells the same cell. The channel is not part of it: its names differ from run to
 * run.
 */
public record CellIdentity(
    String mechanism,
    String boundary,
    List<String> path,
    String pattern,
    int sizeBytes,
    @JsonProperty("wait") String waitStrategy,
    String serviceLevel) {
  /** The identity of a cell. */
  public static CellIdentity of(Cell cell) {
    return new CellIdentity(
        cell.mechanism(),
        cell.boundary(),
        cell.path(),
        cell.pattern(),
        cell.sizeBytes(),
        cell.waitStrategy(),
        cell.serviceLevel());
  }

  /** The same with another wait strategy. */
  public CellIdentity withWait(String newWait) {
    return new CellIdentity(mechanism, boundary, path, pattern, sizeBytes, newWait, serviceLevel);
  }

  /** The path as people read it: {@code producer-a -shm-> consumer-a}. */
  public String pathText() {
    return PathText.of(path);
  }

  /** All of it in one line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s %s, %s of %d B, wait %s, %s",
        mechanism,
        pathText(),
        pattern,
        sizeBytes,
        waitStrategy,
        serviceLevel);
  }
}
