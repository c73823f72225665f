package io.podwire.result.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.result.Boundary;
import io.podwire.result.Cell;
import io.podwire.result.CellDraft;
import io.podwire.result.Result;
import io.podwire.result.SampleResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[[0-9;]*m");

  @Test
  void shouldWriteThePlainTable() throws IOException {
    assertThat(table(Style.PLAIN)).isEqualTo(golden("table-plain.txt"));
  }

  @Test
  void shouldWriteTheTableOfATerminal() throws IOException {
    assertThat(table(Style.terminal(140))).isEqualTo(golden("table-terminal.txt"));
  }

  @Test
  void shouldWriteMarkdown() throws IOException {
    assertThat(Report.render(SampleResult.demo(), Format.MARKDOWN, Style.PLAIN))
        .isEqualTo(golden("result.md"));
  }

  @Test
  void shouldWriteCsv() throws IOException {
    assertThat(Report.render(SampleResult.demo(), Format.CSV, Style.PLAIN))
        .isEqualTo(golden("result.csv").replace("\n", "\r\n"));
  }

  @Test
  void shouldQuoteCsvAsTheRfcSays() {
    Cell cell = fifo().failed("say \"no\", then\nleave");
    assertThat(Report.render(SampleResult.of(List.of(cell)), Format.CSV, Style.PLAIN))
        .contains(",failed,\"say \"\"no\"\", then\nleave\",");
  }

  @Test
  void shouldUseNothingButAsciiInAPlainTable() {
    assertThat(table(Style.PLAIN)).matches("[\\n -~]+");
  }

  @Test
  void shouldColourWithoutMovingAnything() {
    Style terminal = Style.terminal(140);
    assertThat(ESCAPE.matcher(table(terminal)).replaceAll(""))
        .isEqualTo(table(terminal.withoutColours()));
  }

  @ParameterizedTest
  @ValueSource(ints = {130, 140, 160, 200})
  void shouldStayWithinTheWidthOfTheTerminal(int columns) {
    assertThat(table(Style.terminal(columns).withoutColours()).lines())
        .allMatch(line -> line.length() <= columns);
  }

  @Test
  void shouldKeepEveryColumnAligned() {
    List<String> table = lines(table(Style.PLAIN), " mechanism", "Stream");
    String header = table.getFirst();
    int p50End = header.indexOf("p50") + "p50".length();
    int costEnd = header.indexOf("cost") + "cost".length();
    List<String> rows =
        table.stream().filter(line -> line.contains("/0/0/") && !line.contains("lost")).toList();
    assertThat(rows)
        .hasSize(14)
        .allMatch(row -> row.length() == costEnd)
        .allMatch(row -> row.substring(p50End - 2, p50End).matches("[num]s"))
        .allMatch(row -> row.startsWith("  ", p50End));
  }

  @Test
  void shouldShowInRedWhatWasLost() {
    Cell cell = fifo().wrong(new IntegrityCounts(3, 0, 1, 0, 2)).measured();
    Result result = SampleResult.of(List.of(cell));
    assertThat(Report.render(result, Format.TABLE, Style.terminal(160)))
        .contains("\u001b[1;31m3/0/1/0 +2 unknown\u001b[0m");
  }

  @Test
  void shouldMarkASaturatedRowWithoutColour() {
    CellDraft paced = CellDraft.of("uds", Boundary.CONTAINER, "a uds b").paced(9_000);
    Cell saturated = paced.measured().withOffered(new Cell.Offered(20_000, 2.0));
    Result result = SampleResult.of(List.of(paced.measured(), saturated));
    for (Format format : List.of(Format.TABLE, Format.MARKDOWN)) {
      assertThat(Report.render(result, format, Style.PLAIN))
          .containsOnlyOnce("!10.0k")
          .contains("(marked !)");
    }
  }

  @Test
  void shouldSayWhyACellFailedInItsRow() {
    Cell cell = fifo().failed("peer\nnever\u001b[31m came");
    String table = Report.render(SampleResult.of(List.of(cell)), Format.TABLE, Style.PLAIN);
    assertThat(table).contains("failed: peer never [31m came").doesNotContain("\u001b");
  }

  @Test
  void shouldKeepMarkupOfAReasonOutOfMarkdown() {
    Cell cell = fifo().failed("a|b *c* <d>");
    assertThat(Report.render(SampleResult.of(List.of(cell)), Format.MARKDOWN, Style.PLAIN))
        .contains("**failed**: a\\|b \\*c\\* \\<d> |");
  }

  private static CellDraft fifo() {
    return CellDraft.of("fifo", Boundary.CONTAINER, "producer-a fifo consumer-a").roundTrip(9_000);
  }

  private static String table(Style style) {
    return Report.render(SampleResult.demo(), Format.TABLE, style);
  }

  private static List<String> lines(String text, String from, String to) {
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (lines.isEmpty() ? line.startsWith(from) : !line.startsWith(to)) {
        lines.add(line);
      } else if (!lines.isEmpty()) {
        return lines;
      }
    }
    return lines;
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(ReportTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
