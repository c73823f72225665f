package io.podwire.exhibits.localonly;

import io.podwire.exhibits.Attempt;
import io.podwire.exhibits.Companion;

/**
 * One way to reach something that this process has made.
 *
 * @param mechanism the scheme
 * @param call what a visitor is to try
 * @param address what with
 */
record Door(String mechanism, String call, Object address) {
  /** What became of one visitor's attempt. */
  Attempt triedBy(Companion visitor) {
    return Attempt.parse(visitor.ask(call + " " + address));
  }

  /** Words for what became of it. */
  static String text(Attempt attempt) {
    return attempt.count() < 0 ? attempt.text() : "reached";
  }
}
