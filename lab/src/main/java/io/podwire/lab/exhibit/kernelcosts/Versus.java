package io.podwire.lab.exhibit.kernelcosts;

import io.podwire.lab.report.Units;
import java.util.List;

/** One workload over shared memory and over a socket. */
record Versus(Cost memory, Cost socket) {
  /** How many times the socket's time is that of shared memory. */
  double timeRatio() {
    return socket.nanos() / memory.nanos();
  }

  boolean memoryTakesLessCpu() {
    return memory.cpuNanos() < socket.cpuNanos();
  }

  boolean memoryTakesFewerCalls() {
    return memory.systemCalls() < socket.systemCalls();
  }

  /** The better of two rounds of each. */
  Versus best(Versus other) {
    return new Versus(memory.best(other.memory), socket.best(other.socket));
  }

  List<String> sentences(String work) {
    return List.of(
        "%s: shared memory %s".formatted(work, memory.words()),
        "%s: socket %s".formatted(work, socket.words()),
        "%s: %s".formatted(work, ratios()));
  }

  private String ratios() {
    return "the socket takes %s the time and %s the CPU of shared memory, and %s system calls a message against %s"
        .formatted(
            Units.ratio(timeRatio()),
            Units.ratio(socket.cpuNanos() / memory.cpuNanos()),
            Units.quantity(socket.systemCalls()),
            Units.quantity(memory.systemCalls()));
  }
}
