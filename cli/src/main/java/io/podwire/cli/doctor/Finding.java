package io.podwire.cli.doctor;

import java.util.List;
import java.util.Locale;

/**
 * What one look found.
 *
 * @param subject what was looked at
 * @param found in words
 * @param mend what to do about it; empty if it is fine
 */
record Finding(Grade grade, String subject, String found, String mend) {
  /** How good it is. */
  enum Grade {
    /** It works. */
    OK,
    /** It works with a restriction that may matter. */
    NOTE,
    /** It does not work. */
    MISSING
  }

  static Finding ok(String subject, String found) {
    return new Finding(Grade.OK, subject, found, "");
  }

  static Finding note(String subject, String found, String mend) {
    return new Finding(Grade.NOTE, subject, found, mend);
  }

  static Finding missing(String subject, String found, String mend) {
    return new Finding(Grade.MISSING, subject, found, mend);
  }

  boolean isMissing() {
    return grade == Grade.MISSING;
  }

  /** All as aligned lines; what to do stands below what was found. */
  static String table(List<Finding> findings) {
    int width = findings.stream().mapToInt(finding -> finding.subject.length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      String grade = finding.grade.name().toLowerCase(Locale.ROOT);
      String form = "%-8s %-" + width + "s  %s%n";
      text.append(String.format(Locale.ROOT, form, grade, finding.subject, finding.found));
      if (!finding.mend.isEmpty()) {
        text.append(String.format(Locale.ROOT, form, "", "", "-> " + finding.mend));
      }
    }
    return text.toString();
  }
}
