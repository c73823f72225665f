package io.podwire.exhibits;

import io.podwire.result.ExhibitResult;
import io.podwire.result.ExhibitResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** All exhibits. Stateless. */
public final class Exhibits {
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
    List<String> near = NearNames.of(name, all.stream().map(Exhibit::name).toList());
    String wayOut =
        near.isEmpty()
            ? "podwire exhibit --list names all " + all.size()
            : "did you mean " + String.join(" or ", near) + "?";
    return new IllegalArgumentException("'" + name + "' is no exhibit; " + wayOut);
  }

  /** Shows one exhibit on a stage of its own; what goes wrong there is its result too. */
  public static ExhibitResult show(Exhibit exhibit) {
    try (Stage stage = Stage.open()) {
      return show(exhibit, stage);
    } catch (RuntimeException e) { // of the stage itself
      return failed(exhibit, List.of(), e);
    }
  }

  private static ExhibitResult show(Exhibit exhibit, Stage stage) {
    try {
      Verdict verdict = exhibit.show(stage);
      Status status = verdict.holds() ? Status.SHOWN : Status.CONTRADICTED;
      return new ExhibitResult(
          exhibit.name(), exhibit.claim(), status, stage.evidence(), verdict.words(), null);
    } catch (CannotShowException e) {
      return ExhibitResult.skipped(exhibit.name(), exhibit.claim(), reason(e));
    } catch (RuntimeException e) {
      return failed(exhibit, stage.evidence(), e);
    }
  }

  private static ExhibitResult failed(Exhibit exhibit, List<String> evidence, RuntimeException e) {
    return ExhibitResult.failed(exhibit.name(), exhibit.claim(), evidence, reason(e));
  }

  private static String reason(RuntimeException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
