package io.podwire.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.lab.integrity.IntegrityCounts;
import io.podwire.result.text.Format;
import io.podwire.result.text.Report;
import io.podwire.result.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a result holds, it is shown. The seeds make a failure repeatable. */
class RandomResultTest {
  private static final String WORDS = "a b|c \"d\", \u001b[31m e $1 \\ \n f% \u00e9 * _ g";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void shouldShowEveryCellInEveryFormat(long seed) {
    Result result = result(new Random(seed));
    for (Style style : List.of(Style.PLAIN, Style.terminal(80), Style.terminal(160))) {
      String table = Report.render(result, Format.TABLE, style);
      result.cells().forEach(cell -> assertThat(table).contains(cell.mechanism()));
    }
    long unmeasured = result.cells().stream().filter(cell -> !cell.isMeasured()).count();
    assertThat(Report.render(result, Format.TABLE, Style.PLAIN).lines())
        .filteredOn(line -> line.matches(".* (forbidden|failed): .*"))
        .hasSize((int) unmeasured);
    String markdown = Report.render(result, Format.MARKDOWN, Style.PLAIN);
    result.cells().forEach(cell -> assertThat(markdown).contains("| " + cell.mechanism()));
    assertThat(Report.render(result, Format.CSV, Style.PLAIN).split("\r\n"))
        .hasSize(result.cells().size() + 1);
    assertThat(ResultReader.parse(Report.render(result, Format.JSON, Style.PLAIN), "it"))
        .isEqualTo(result);
  }

  private static Result result(Random random) {
    List<Cell> cells = new ArrayList<>();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      cells.add(cell(random, "mechanism" + (char) ('a' + i)));
    }
    return SampleResult.of(cells);
  }

  private static Cell cell(Random random, String mechanism) {
    Boundary boundary = Boundary.values()[random.nextInt(Boundary.values().length)];
    String path = "p " + mechanism + (random.nextBoolean() ? " c" : " relay tcp relay2 tcp c");
    CellDraft draft = CellDraft.of(mechanism, boundary, path).size(random.nextInt(3) * 512);
    double nanos = Math.pow(10, random.nextDouble() * 9);
    switch (random.nextInt(3)) {
      case 0 -> draft.roundTrip(nanos);
      case 1 -> draft.stream(1 + random.nextInt(1_000_000_000));
      default -> draft.paced(nanos);
    }
    if (random.nextBoolean()) {
      draft.cpu(random.nextInt(1 << 20), random.nextInt(1 << 20));
    }
    if (random.nextInt(3) == 0) {
      draft.wrong(new IntegrityCounts(random.nextInt(1 << 20), 1, 2, 3, random.nextInt(2)));
    }
    String reason =
        WORDS.substring(random.nextInt(WORDS.length() / 2)).repeat(1 + random.nextInt(9));
    return switch (random.nextInt(4)) {
      case 0 -> draft.forbidden(reason);
      case 1 -> draft.failed(reason);
      default -> draft.measured();
    };
  }
}
