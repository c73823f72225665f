package io.podwire.ipc.libc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Binds functions of the C library. A handle takes the {@link CallState}'s segment first and keeps
 * errno in it, but for {@link Asked#silent}.
 */
final class Native {
  static final MemoryLayout INT = JAVA_INT;
  static final MemoryLayout LONG = JAVA_LONG;
  static final MemoryLayout SHORT = JAVA_SHORT;
  static final MemoryLayout POINTER = ADDRESS;

  private static final Linker LINKER = Linker.nativeLinker();

  private Native() {}

  /** A function that returns {@code result} and leaves errno in its first argument. */
  static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        address(name),
        FunctionDescriptor.of(result, arguments),
        Linker.Option.captureCallState("errno"));
  }

  /**
   * A function by two handles: {@code silent} takes no segment and leaves no errno, {@code naming}
   * is as {@link #function} makes it, to ask once more when the first has failed.
   */
  record Asked(MethodHandle silent, MethodHandle naming) {}

  /**
   * A function that may be asked twice, for calls that must not allocate. To check where errno
   * goes, the JDK's linker takes a slice of the segment at each call: 40 bytes, unless the
   * optimizing compiler has inlined all of it, which it does not if it comes before the call's
   * profile has grown. The silent handle allocates nothing, compiled or not.
   */
  static Asked asked(String name, MemoryLayout result, MemoryLayout... arguments) {
    return new Asked(
        LINKER.downcallHandle(address(name), FunctionDescriptor.of(result, arguments)),
        function(name, result, arguments));
  }

  /** A variadic function of which the first {@code named} arguments are named. */
  static MethodHandle variadic(
      int named, String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        address(name),
        FunctionDescriptor.of(result, arguments),
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(named));
  }

  static MemorySegment address(String name) {
    return LINKER
        .defaultLookup()
        .find(name)
        .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no " + name));
  }

  /**
   * A downcall throws nothing of its own; javac does not know. But an {@link InternalError} of an
   * earlier access to a mapped file may arrive within it, and is thrown as it is: see {@link
   * MappingFaults}.
   */
  static AssertionError unreachable(Throwable thrown) {
    if (thrown instanceof InternalError fault) {
      throw fault;
    }
    return new AssertionError("a downcall threw", thrown);
  }
}
