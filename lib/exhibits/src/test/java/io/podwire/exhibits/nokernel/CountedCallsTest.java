package io.podwire.exhibits.nokernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.podwire.exhibits.Companion;
import io.podwire.exhibits.RawDescriptor;
import io.podwire.exhibits.Stage;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.WaitStrategy;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.lab.workload.Addresses;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the ends of a channel count as their system calls is what strace sees their threads do. */
@Timeout(120)
class CountedCallsTest {
  private static final int MESSAGES = 4000;

  /** What a JVM's thread does besides: it stops for the others, loads a class, compiles. */
  private static final Set<String> OF_THE_JVM =
      Set.of(
          "mprotect", "mmap", "munmap", "madvise", "openat", "close", "stat", "fstat", "pread64");

  /** A thread stops, or sleeps a moment in a lock, by the call that also wakes and parks ends. */
  private static final String STOP_OR_PARK = "futex";

  private static final String SEEK = "lseek";
  private static final long STRAY_STOPS = MESSAGES / 10;
  private static final long STRAY = 5; // a call that the tracer interrupted, a read of a class file

  static Stream<Arguments> mechanismsAndWaits() {
    return Addresses.schemes()
        .flatMap(
            scheme -> Stream.of(WaitStrategy.values()).map(wait -> Arguments.of(scheme, wait)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("mechanismsAndWaits")
  void shouldCountWhatStraceSees(String scheme, WaitStrategy wait) {
    try (Stage stage = Stage.open()) {
      String channel = Addresses.of(scheme, stage.file("").toAbsolutePath());
      assertCountedAsSeen(Exchange.over(stage, channel, wait, MESSAGES));
    }
  }

  @ParameterizedTest
  @EnumSource(WaitStrategy.class)
  void shouldCountWhatStraceSeesOfAPipe(WaitStrategy wait) {
    int[] ends = new int[2];
    assertThat(Descriptors.pipe(new CallState(), ends)).isZero();
    try (Stage stage = Stage.open();
        RawDescriptor readEnd = RawDescriptor.of(ends[0])) {
      // a shell hands it on: a process that Java starts is given descriptors 0 to 2 only
      String handOn = "exec \"$@\" 3<" + readEnd.file().getPath().replace("self", ownPid());
      Companion receiver =
          stage.startBehind(
              List.of("sh", "-c", handOn, "sh"),
              ReceiverMain.class,
              "pipe:3",
              wait.text(),
              MESSAGES);
      SendingEnd sender =
          new SendingEnd(
              ChannelUri.parse("pipe:" + ends[1]), ChannelOptions.DEFAULT.withWait(wait), MESSAGES);
      assertCountedAsSeen(Exchange.between(stage, "pipe", sender, receiver, MESSAGES));
    }
  }

  private static String ownPid() {
    return Long.toString(ProcessHandle.current().pid());
  }

  private static void assertCountedAsSeen(Counted counted) {
    assumeThat(counted.isTraced()).as(counted.traced()).isTrue();
    assertCountedAsSeen("sender", counted.senderCalls(), counted.sender());
    assertCountedAsSeen("receiver", counted.receiverCalls(), counted.receiver());
  }

  private static void assertCountedAsSeen(String end, long own, Trace seen) {
    long stops = seen.byName().getOrDefault(STOP_OR_PARK, 0L);
    long ofTheJvm =
        OF_THE_JVM.stream().mapToLong(name -> seen.byName().getOrDefault(name, 0L)).sum();
    long seeks = seen.byName().getOrDefault(SEEK, 0L); // a jar is sought in before it is read
    long readsOfJars = Math.min(seeks, seen.byName().getOrDefault("read", 0L));
    long others = seen.calls() - stops - ofTheJvm - seeks - readsOfJars;
    long leastStops = Math.max(0, stops - STRAY_STOPS);
    assertThat(own)
        .as("%s: %s", end, seen.words())
        .isBetween(others + leastStops - STRAY, others + stops + STRAY);
  }
}
