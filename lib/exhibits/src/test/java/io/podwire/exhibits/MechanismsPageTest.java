package io.podwire.exhibits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/mechanisms.md says nothing without naming the exhibit that tries it. */
class MechanismsPageTest {
  private static final Path DOCS = Path.of("../../docs");
  private static final Pattern LINK = Pattern.compile("\\(results/exhibits\\.md#([a-z-]+)\\)");
  private static final Pattern NUMBERED =
      Pattern.compile(
          "^(\\d+)\\. \\[([a-z-]+)\\]\\(results/exhibits\\.md#\\2\\)$", Pattern.MULTILINE);
  private static final Pattern CITED =
      Pattern.compile("\\[\\[(\\d+)\\]\\(results/exhibits\\.md#([a-z-]+)\\)\\]");
  private static final Pattern NODE = Pattern.compile("[\\[{]\"([^\"]+)\"[\\]}]");

  @Test
  void shouldLinkEveryExhibitAndNothingElse() {
    Set<String> exhibits = Exhibits.all().stream().map(Exhibit::name).collect(Collectors.toSet());
    assertThat(linked()).isEqualTo(exhibits);
    assertThat(read("results/exhibits.md").lines().filter(line -> line.startsWith("### ")))
        .containsAll(exhibits.stream().map(name -> "### " + name).toList());
  }

  @Test
  void shouldNumberEachCitationAsTheListDoes() {
    List<String> list = NUMBERED.matcher(page()).results().map(m -> m.group(2)).toList();
    assertThat(list).hasSize(Exhibits.all().size());
    assertThat(CITED.matcher(page()).results())
        .isNotEmpty()
        .allSatisfy(
            cited ->
                assertThat(list.get(Integer.parseInt(cited.group(1)) - 1))
                    .isEqualTo(cited.group(2)));
  }

  @Test
  void shouldSayForEachPropertyWhoTriesItOrThatNobodyDoes() {
    List<String> rows =
        page().lines().filter(line -> line.startsWith("| ")).skip(2).toList(); // head and rule
    assertThat(rows).hasSizeGreaterThan(5);
    for (String row : rows) {
      assertThat(Arrays.stream(row.split("\\|")).skip(2))
          .as(row)
          .hasSize(7)
          .allMatch(cell -> cell.contains("](results/") || cell.contains("†"));
    }
  }

  @Test
  void shouldNameExhibitsAtEachNodeOfTheTreeAndEachRule() {
    assertThat(NODE.matcher(page()).results().map(node -> node.group(1)))
        .hasSizeGreaterThan(10)
        .allMatch(node -> node.matches(".*\\((\\d+|R)(, (\\d+|R))*\\).*"));
    String rules = page().substring(page().lastIndexOf("```"));
    assertThat(rules.split("\n- "))
        .hasSizeGreaterThan(5)
        .allMatch(rule -> rule.startsWith("```") || LINK.matcher(rule).find());
  }

  private static Set<String> linked() {
    return LINK.matcher(page()).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  private static String page() {
    return read("mechanisms.md");
  }

  private static String read(String name) {
    try {
      return Files.readString(DOCS.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
