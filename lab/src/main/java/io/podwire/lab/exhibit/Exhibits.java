package io.podwire.lab.exhibit;

import io.podwire.lab.report.ExhibitResult;
import io.podwire.lab.report.ExhibitResult.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** All exhibits. Stateless. */
public final class Exhibits {
  /** A name this near to a wrong one may have been meant. */
  private static final int NEAR_EDITS = 4;

  private Exhibits() {}

  /** All of them, in the order of the book. */
  public static List<Exhibit> all() {
    return ServiceLoader.load(Exhibit.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /**
   * Those of these names, all if there are none.
   *
   * @throws IllegalArgumentException naming what is unknown and what may have been meant
   */
  public static List<Exhibit> named(List<String> names) {
    List<Exhibit> all = all();
    if (names.isEmpty()) {
      return all;
    }
    List<Exhibit> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          all.stream()
              .filter(exhibit -> exhibit.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name, all)));
    }
    return chosen;
  }

  private static IllegalArgumentException unknown(String name, List<Exhibit> all) {
    List<String> near =
        all.stream()
            .map(Exhibit::name)
            .filter(known -> isNear(name, known))
            .sorted(Comparator.comparingInt(known -> EditDistance.between(name, known)))
            .toList();
    String wayOut =
        near.isEmpty()
            ? "podwire exhibit --list names all " + all.size()
            : "did you mean " + String.join(" or ", near) + "?";
    return new IllegalArgumentException("'" + name + "' is no exhibit; " + wayOut);
  }

  private static boolean isNear(String name, String known) {
    return !name.isBlank()
        && (known.contains(name) || EditDistance.between(name, known) <= NEAR_EDITS);
  }

  /**
   * Shows one exhibit on a stage of its own.
   *
   * @throws RuntimeException of whatever kind if the try itself failed
   */
  public static ExhibitResult show(Exhibit exhibit) {
    try (Stage stage = Stage.open()) {
      Verdict verdict = exhibit.show(stage);
      Status status = verdict.holds() ? Status.SHOWN : Status.CONTRADICTED;
      return new ExhibitResult(
          exhibit.name(), exhibit.claim(), status, stage.evidence(), verdict.words(), null);
    } catch (CannotShowException e) {
      return ExhibitResult.skipped(exhibit.name(), exhibit.claim(), String.valueOf(e.getMessage()));
    }
  }
}
