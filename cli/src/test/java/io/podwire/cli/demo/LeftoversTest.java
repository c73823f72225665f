package io.podwire.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.podwire.api.PodChannels;
import io.podwire.cli.console.Console;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Transports;
import io.podwire.ipc.libc.CallState;
import io.podwire.ipc.libc.Descriptors;
import io.podwire.ipc.libc.PosixQueues;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
  private static final Console CONSOLE = new Console(NOWHERE, NOWHERE, true, false);

  @TempDir Path folder;

  @Test
  void shouldSpareTheDirectoryOfALivingDemo() {
    try (DemoDirectory demo = DemoDirectory.create(folder)) {
      demo.channels("a");
      Leftovers.sweep(folder, CONSOLE);
      assertThat(demo.path()).isDirectory();
    }
  }

  @Test
  void shouldRemoveTheDirectoryOfAKilledDemo() throws IOException {
    Path killed = Files.createDirectory(folder.resolve(DemoDirectory.prefix() + "killed"));
    Files.createFile(killed.resolve(DemoDirectory.LOCK));
    Files.writeString(Files.createDirectory(killed.resolve("a")).resolve("file"), "left");

    Leftovers.sweep(folder, CONSOLE);

    assertThat(killed).doesNotExist();
  }

  @Test
  void shouldSpareWhatIsNotItsOwn() throws IOException {
    Path other = Files.createDirectory(folder.resolve("podwire-demo-other"));

    Leftovers.sweep(folder, CONSOLE);

    assertThat(other).isDirectory();
  }

  @Test
  void shouldRemoveTheQueuesWithTheDirectory() {
    DemoDirectory demo = DemoDirectory.create(folder);
    PodChannels channels = demo.channels("a");
    for (String scheme : new String[] {"mq", "sysv"}) {
      ChannelUri uri = channels.uri(scheme, "live");
      Transports.of(uri).prepare(uri, true);
    }
    assertThat(queueExists(channels)).isTrue();

    demo.close();

    assertThat(queueExists(channels)).isFalse();
    assertThat(demo.path()).doesNotExist();
  }

  private static boolean queueExists(PodChannels channels) {
    CallState state = new CallState();
    String name = channels.uri("mq", "live").address();
    int queue = PosixQueues.open(state, name, Descriptors.O_RDONLY);
    if (queue >= 0) {
      PosixQueues.close(state, queue);
    }
    return queue >= 0;
  }
}
