package io.podwire.exhibits.numbered;

import io.podwire.exhibits.Deadline;
import io.podwire.exhibits.RawPosixQueue;
import io.podwire.exhibits.RawSystemVQueue;
import io.podwire.ipc.libc.ParentDeath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The other process at both queues: arguments are the id of the one and the name of the other.
 * {@code take TYPE} takes from the first, {@code answer THERE BACK} answers there by another type,
 * {@code next} takes from the second; each says what it took.
 */
final class PeerMain {
  private PeerMain() {}

  public static void main(String[] arguments) throws IOException {
    ParentDeath.killsThisProcess();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (RawSystemVQueue typed = RawSystemVQueue.open(Integer.parseInt(arguments[0]));
        RawPosixQueue urgent = RawPosixQueue.open(arguments[1])) {
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        System.out.println(obey(line.split(" "), typed, urgent));
      }
    }
  }

  private static String obey(String[] words, RawSystemVQueue typed, RawPosixQueue urgent) {
    if (words[0].equals("next")) {
      return String.valueOf(urgent.take(Deadline.patient()));
    }
    String taken = typed.take(Long.parseLong(words[1]), Deadline.patient());
    if (words[0].equals("answer")) {
      typed.offer("answer to " + taken, Long.parseLong(words[2]));
    }
    return String.valueOf(taken);
  }
}
