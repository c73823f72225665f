package io.podwire.result.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.podwire.lab.Json;
import io.podwire.result.Cell;
import io.podwire.result.PathText;
import io.podwire.result.Result;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One row a cell, RFC 4180: CRLF, quotes where they are needed. The columns are the fields of the
 * JSON form in its order, units in their names, what was not measured empty. Stateless.
 */
final class CsvReport {
  private static final List<String> COLUMNS =
      List.of(
          "/mechanism",
          "/boundary",
          "/path",
          "/channel",
          "/pattern",
          "/sizeBytes",
          "/wait",
          "/serviceLevel",
          "/status",
          "/reason",
          "/verify",
          "/sent",
          "/received",
          "/lost",
          "/duplicated",
          "/reordered",
          "/corrupted",
          "/unknown",
          "/durationNanos",
          "/messagesPerSecond",
          "/bytesPerSecond",
          "/latency/kind",
          "/latency/minNanos",
          "/latency/p50Nanos",
          "/latency/p90Nanos",
          "/latency/p99Nanos",
          "/latency/p999Nanos",
          "/latency/maxNanos",
          "/latency/meanNanos",
          "/cpuNanosPerMessage/sender",
          "/cpuNanosPerMessage/receiver",
          "/cpuNanosPerMessage/relay",
          "/contextSwitchesPerMessage",
          "/systemCallsPerMessage",
          "/allocatedBytesPerMessage",
          "/offered/messagesPerSecond",
          "/offered/saturationFraction",
          "/usage/sender/contextSwitchesPerMessage",
          "/usage/sender/systemCallsPerMessage",
          "/usage/sender/allocatedBytesPerMessage",
          "/usage/sender/containerCpuNanosPerMessage",
          "/usage/sender/throttledNanos",
          "/usage/receiver/contextSwitchesPerMessage",
          "/usage/receiver/systemCallsPerMessage",
          "/usage/receiver/allocatedBytesPerMessage",
          "/usage/receiver/containerCpuNanosPerMessage",
          "/usage/receiver/throttledNanos",
          "/usage/relay/contextSwitchesPerMessage",
          "/usage/relay/systemCallsPerMessage",
          "/usage/relay/allocatedBytesPerMessage",
          "/usage/relay/throttledNanos",
          "/warmupNanos",
          "/roundNanos",
          "/rounds");

  private CsvReport() {}

  static String of(Result result) {
    StringBuilder csv = new StringBuilder();
    csv.append(row(COLUMNS.stream().map(CsvReport::header).toList()));
    for (Cell cell : result.cells()) {
      JsonNode tree = Json.mapper().valueToTree(cell);
      csv.append(row(COLUMNS.stream().map(column -> value(column, tree.at(column))).toList()));
    }
    return csv.toString();
  }

  /** {@code /latency/p50Nanos} is {@code latencyP50Nanos}. */
  private static String header(String pointer) {
    String[] parts = pointer.substring(1).split("/");
    return parts[0]
        + Stream.of(parts)
            .skip(1)
            .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
            .collect(Collectors.joining());
  }

  private static String value(String column, JsonNode node) {
    if (column.equals("/rounds")) {
      return node.isArray() ? node.size() + "" : "";
    }
    if (node.isArray()) {
      return PathText.of(node.valueStream().map(JsonNode::asText).toList());
    }
    return node.isDouble()
        ? new java.math.BigDecimal(node.asText()).stripTrailingZeros().toPlainString()
        : node.asText();
  }

  private static String row(List<String> values) {
    return values.stream().map(CsvReport::quoted).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String quoted(String value) {
    return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? "\"" + value.replace("\"", "\"\"") + "\""
        : value;
  }
}
