package io.podwire.exhibits.isolation;

import io.podwire.exhibits.RawDescriptor;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.Pages;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;

/** One page of memory at a fixed address, whose first word is stored and loaded. */
record FixedPage(long address) implements AutoCloseable {
  static final int BYTES = 4096;

  /** A page of this process alone; empty if the address is taken. */
  static Optional<FixedPage> ofThisProcess(long address) {
    return made(address, Pages.mapPrivate(new CallState(), address, BYTES));
  }

  /** A page of a file; empty if the address is taken. */
  static Optional<FixedPage> ofFile(long address, Path file) {
    try (RawDescriptor opened = RawDescriptor.open(file, Descriptors.O_RDWR)) {
      return made(address, Pages.mapShared(new CallState(), address, BYTES, opened.number()));
    }
  }

  /** A kernel before 4.17 takes the fixed address for a wish and may map elsewhere. */
  private static Optional<FixedPage> made(long address, long mapped) {
    if (mapped == address) {
      return Optional.of(new FixedPage(address));
    }
    if (mapped != -1) {
      Pages.unmap(new CallState(), mapped, BYTES);
    }
    return Optional.empty();
  }

  long load() {
    // volatile: the other process may have stored, if it can
    return (long) ValueLayout.JAVA_LONG.varHandle().getVolatile(Pages.at(address, BYTES), 0L);
  }

  void store(long value) {
    ValueLayout.JAVA_LONG.varHandle().setVolatile(Pages.at(address, BYTES), 0L, value);
  }

  @Override
  public void close() {
    Pages.unmap(new CallState(), address, BYTES);
  }
}
