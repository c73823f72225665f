package io.podwire.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the examples as a user does: two processes, from the jars that the build made. */
class ExamplesIT {
  private static final String PROMPT = "receiving at ";

  /** More than a message queue holds, so that the sender has to wait for the receiver. */
  private static final List<String> ORDERS =
      IntStream.rangeClosed(1, 500).mapToObj(number -> "order " + number + " of tea").toList();

  @TempDir Path channels;
  @TempDir Path outputs;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shm:%s/orders",
        "fifo:%s/orders.fifo",
        "mq:/podwire-examples-%2$d?locks=%1$s",
        "sysv:%s/orders.key",
        "uds:%s/orders.sock",
        "tcp://127.0.0.1:0"
      })
  void shouldPrintEveryOrderInSequence(String form) throws Exception {
    assertDelivers(address(form), onClassPath());
  }

  @Test
  void shouldRunOnTheModulePath() throws Exception {
    assertDelivers(address("shm:%s/orders"), onModulePath());
  }

  @Test
  void shouldRunByTheCommandsOfTheReadme() throws Exception {
    List<String> blocks =
        Readme.blocks("sh").stream().filter(block -> block.contains("OrderReceiver")).toList();
    assertThat(blocks).as("blocks of the README that run the examples").hasSize(1);
    String address = "shm:/dev/shm/orders";
    assertThat(blocks.getFirst()).startsWith("./mvnw ").contains(address);
    String commands =
        blocks
            .getFirst()
            .replaceFirst(".*\\n", "") // the build, which runs this test
            .replace(address, address("shm:%s/orders"));
    try (ExampleProcess shell =
        ExampleProcess.start(outputs, List.of("sh", "-ec", commands + "wait\n"))) {
      assertThat(shell.exitCode()).as(shell.errors()).isZero();
      assertThat(shell.lines())
          .containsExactly(PROMPT + address("shm:%s/orders"), "2 espresso", "1 tea");
    }
  }

  @Test
  void shouldRefuseAnUnknownMechanismInOneLine() throws Exception {
    assertRefuses(command(onClassPath(), "OrderReceiver", "shn:/tmp/orders"));
    assertRefuses(command(onClassPath(), "OrderSender", "shn:/tmp/orders", "tea"));
  }

  private void assertRefuses(List<String> command) throws Exception {
    try (ExampleProcess process = ExampleProcess.start(outputs, command)) {
      assertThat(process.exitCode()).isEqualTo(1);
      assertThat(process.errors().lines()).singleElement().asString().contains("'shn'");
    }
  }

  private String address(String form) {
    return String.format(Locale.ROOT, form, channels, ProcessHandle.current().pid());
  }

  private void assertDelivers(String address, List<String> java) throws Exception {
    try (ExampleProcess receiver =
        ExampleProcess.start(outputs, command(java, "OrderReceiver", address))) {
      String first = receiver.firstLine();
      assertThat(first).startsWith(PROMPT);
      String bound = first.substring(PROMPT.length()); // the port is no longer 0
      List<String> sending = new ArrayList<>(command(java, "OrderSender", bound));
      sending.addAll(ORDERS);
      try (ExampleProcess sender = ExampleProcess.start(outputs, sending)) {
        assertThat(sender.exitCode()).as(sender.errors()).isZero();
        assertThat(receiver.exitCode()).as(receiver.errors()).isZero();
        assertThat(sender.errors() + receiver.errors()).isEmpty();
      }
      assertThat(receiver.lines().subList(1, receiver.lines().size())).isEqualTo(ORDERS);
      assertNothingIsLeft(ChannelUri.parse(bound));
    }
  }

  private void assertNothingIsLeft(ChannelUri uri) throws IOException {
    assertThat(Transports.of(uri).isThere(uri)).isFalse();
    try (Stream<Path> files = Files.list(channels)) {
      assertThat(files).isEmpty();
    }
  }

  private static List<String> command(List<String> java, String program, String... arguments) {
    List<String> command = new ArrayList<>(java);
    command.set(command.size() - 1, command.getLast() + "." + program);
    command.addAll(List.of(arguments));
    return command;
  }

  /** Java up to the package of the programs. */
  private static List<String> onClassPath() throws URISyntaxException {
    return List.of(
        ExampleProcess.JAVA,
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        jars(),
        "io.podwire.examples");
  }

  private static List<String> onModulePath() throws URISyntaxException {
    return List.of(
        ExampleProcess.JAVA,
        "--enable-native-access=io.podwire.ipc",
        "-p",
        jars(),
        "-m",
        "io.podwire.examples/io.podwire.examples");
  }

  private static String jars() throws URISyntaxException {
    return jarOf(OrderSender.class) + ":" + jarOf(Transports.class);
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    Path jar = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    assertThat(jar.getFileName().toString()).endsWith(".jar");
    return jar;
  }
}
