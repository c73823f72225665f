package io.podwire.exhibits.isolation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The second process: maps pages, stores to them and loads from them as told, a line each, until
 * its standard input ends.
 */
final class OtherProcess {
  private final Map<Long, FixedPage> pages = new HashMap<>();

  private OtherProcess() {}

  /** Answers every line with one. */
  public static void main(String[] arguments) throws IOException {
    OtherProcess process = new OtherProcess();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(process.answer(line.split(" ", 3)));
    }
  }

  private Object answer(String[] words) {
    long address = Long.parseLong(words[1]);
    return switch (words[0]) {
      case "private" -> keep(FixedPage.ofThisProcess(address));
      case "shared" -> keep(FixedPage.ofFile(address, Path.of(words[2])));
      case "store" -> {
        page(address).store(Long.parseLong(words[2]));
        yield "stored";
      }
      case "load" -> page(address).load();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private boolean keep(Optional<FixedPage> page) {
    page.ifPresent(made -> pages.put(made.address(), made));
    return page.isPresent();
  }

  private FixedPage page(long address) {
    FixedPage page = pages.get(address);
    if (page == null) {
      throw new IllegalStateException("nothing is mapped at " + address);
    }
    return page;
  }
}
