package io.podwire.exhibits.isolation;

import io.podwire.exhibits.CannotShowException;
import io.podwire.exhibits.Companion;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * How a page comes to an address.
 *
 * @param here maps it in this process
 * @param there what has the other process do so, with the address in it
 */
record Mapping(LongFunction<Optional<FixedPage>> here, LongFunction<String> there) {
  private static final long FIRST_ADDRESS = 64L << 30;
  private static final long STEP = 1L << 30;
  private static final int ADDRESSES = 32;

  /** Each process maps a page of its own. */
  static Mapping ofEachProcess() {
    return new Mapping(FixedPage::ofThisProcess, address -> "private " + address);
  }

  /** Both map the same page of a file. */
  static Mapping ofFile(Path file) {
    return new Mapping(
        address -> FixedPage.ofFile(address, file), address -> "shared " + address + " " + file);
  }

  /** Has both processes map a page at the first address that is free in both. */
  FixedPage inBoth(Companion other) {
    for (int i = 0; i < ADDRESSES; i++) {
      long address = FIRST_ADDRESS + i * STEP;
      Optional<FixedPage> page = here.apply(address);
      if (page.isPresent()) {
        if (Boolean.parseBoolean(other.ask(there.apply(address)))) {
          return page.get();
        }
        page.get().close();
      }
    }
    throw new CannotShowException(
        String.format(
            Locale.ROOT, "none of %d addresses is free in both processes; try again", ADDRESSES));
  }
}
