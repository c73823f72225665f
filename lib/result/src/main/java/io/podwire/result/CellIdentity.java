package io.podwire.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What makes two cells the same cell. The channel is not part of it: its names differ from run to
 * run.
 *
 * @param load of a paced run: the rate, or its share of what the channel can carry, which compares
 *     between machines; else null
 */
public record CellIdentity(
    String mechanism,
    String boundary,
    List<String> path,
    String pattern,
    int sizeBytes,
    @JsonProperty("wait") String waitStrategy,
    String serviceLevel,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String load) {
  /** The identity of a cell. */
  public static CellIdentity of(Cell cell) {
    return new CellIdentity(
        cell.mechanism(),
        cell.boundary(),
        cell.path(),
        cell.pattern(),
        cell.sizeBytes(),
        cell.waitStrategy(),
        cell.serviceLevel(),
        cell.offered() == null ? null : load(cell.offered()));
  }

  private static String load(Cell.Offered offered) {
    Double fraction = offered.saturationFraction();
    return fraction == null
        ? offered.messagesPerSecond() + "/s"
        : Units.percent(fraction) + " of saturation";
  }

  /** The same with another wait strategy. */
  public CellIdentity withWait(String newWait) {
    return new CellIdentity(
        mechanism, boundary, path, pattern, sizeBytes, newWait, serviceLevel, load);
  }

  /** The same at any load. */
  public CellIdentity atAnyLoad() {
    return new CellIdentity(
        mechanism, boundary, path, pattern, sizeBytes, waitStrategy, serviceLevel, null);
  }

  /** The path as people read it: {@code producer-a -shm-> consumer-a}. */
  public String pathText() {
    return PathText.of(path);
  }

  /** All of it in one line. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s %s, %s of %d B%s, wait %s, %s",
        mechanism,
        pathText(),
        pattern,
        sizeBytes,
        load == null ? "" : " at " + load,
        waitStrategy,
        serviceLevel);
  }
}
