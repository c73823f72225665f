package io.podwire.cli.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * A program whose heap runs out on a thread of its own, while its main thread waits without end.
 */
public final class HeapFiller {
  private HeapFiller() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread.ofPlatform().daemon().start(HeapFiller::fill);
    Thread.currentThread().join();
  }

  private static void fill() {
    List<byte[]> kept = new ArrayList<>();
    while (!kept.contains(null)) {
      kept.add(new byte[1 << 20]);
    }
  }
}
