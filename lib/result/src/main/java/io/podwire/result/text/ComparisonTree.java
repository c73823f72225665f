package io.podwire.result.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podwire.lab.Json;
import io.podwire.result.Metric;
import io.podwire.result.Spread;
import io.podwire.result.analysis.Comparison;
import io.podwire.result.analysis.ComparisonPair;
import java.util.Locale;

/** A comparison as JSON, {@code podwire.comparison/1}; what is not known is absent. Stateless. */
final class ComparisonTree {
  private static final String SCHEMA = "podwire.comparison/1";

  private ComparisonTree() {}

  static ObjectNode of(Comparison comparison) {
    ObjectNode tree = Json.mapper().createObjectNode();
    tree.put("schema", SCHEMA);
    tree.put("verdict", name(comparison.verdict()));
    tree.put("toleranceFraction", comparison.toleranceFraction());
    tree.set("schemaRemarks", Json.mapper().valueToTree(comparison.schemaRemarks()));
    ArrayNode pairs = tree.putArray("pairs");
    comparison.pairs().forEach(pair -> pairs.add(pair(pair)));
    tree.set("onlyInBase", Json.mapper().valueToTree(comparison.onlyInBase()));
    tree.set("onlyInNew", Json.mapper().valueToTree(comparison.onlyInNew()));
    tree.set("losses", Json.mapper().valueToTree(comparison.losses()));
    tree.set("methodDifferences", Json.mapper().valueToTree(comparison.methodDifferences()));
    tree.set(
        "environmentDifferences", Json.mapper().valueToTree(comparison.environmentDifferences()));
    return tree;
  }

  private static ObjectNode pair(ComparisonPair pair) {
    ObjectNode tree = Json.mapper().valueToTree(pair.identity());
    String unit = pair.metric() == Metric.P50 ? "P50Nanos" : "MessagesPerSecond";
    pair.base().ifPresent(spread -> put(tree, "base", unit, spread));
    pair.now().ifPresent(spread -> put(tree, "new", unit, spread));
    pair.ratio().ifPresent(value -> tree.put("ratio", value));
    tree.put("change", name(pair.change()));
    if (!pair.reason().isEmpty()) {
      tree.put("reason", pair.reason());
    }
    return tree;
  }

  private static void put(ObjectNode tree, String which, String unit, Spread spread) {
    tree.put(which + unit, spread.median());
    tree.put(which + "Low" + unit, spread.low());
    tree.put(which + "High" + unit, spread.high());
    tree.put(which + "Rounds", spread.rounds());
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
