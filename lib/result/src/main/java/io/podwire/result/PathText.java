package io.podwire.result;

import java.util.ArrayList;
import java.util.List;

/** A path as people read it. Stateless. */
public final class PathText {
  private PathText() {}

  /** One line: {@code producer-a -shm-> consumer-a}. */
  public static String of(List<String> path) {
    return String.join(" ", steps(path));
  }

  /** The same, broken before an arrow where it is longer than {@code columns}. */
  public static String wrapped(List<String> path, int columns) {
    StringBuilder text = new StringBuilder();
    int width = 0;
    for (String step : steps(path)) {
      if (width > 0 && width + 1 + step.length() > columns) {
        text.append("\n  ");
        width = 2;
      } else if (width > 0) {
        text.append(' ');
        width++;
      }
      text.append(step);
      width += step.length();
    }
    return text.toString();
  }

  /** The first place, then each arrow together with the place it leads to. */
  private static List<String> steps(List<String> path) {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      if (i == 0) {
        steps.add(path.get(i));
      } else if (i % 2 == 1) {
        String arrow = "-" + path.get(i) + "->";
        steps.add(i + 1 < path.size() ? arrow + " " + path.get(i + 1) : arrow);
      }
    }
    return steps;
  }
}
