package io.podwire.consumer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podwire.ipc.ChannelException;
import io.podwire.lab.integrity.IntegrityCounts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final LedgerEntry FIRST =
      new LedgerEntry(7, 3, 5, 9, 12, 1, new IntegrityCounts(1, 2, 3, 4, 5));
  private static final LedgerEntry SECOND =
      new LedgerEntry(7, 4, 5, 9, 13, 1, new IntegrityCounts(1, 2, 3, 4, 5));

  @TempDir Path directory;

  @Test
  void shouldBeEmptyWhenMade() {
    assertThat(Ledger.open(file()).entry()).isEqualTo(LedgerEntry.EMPTY);
  }

  @Test
  void shouldHoldTheLastEntryAfterItIsOpenedAgain() {
    Ledger ledger = Ledger.open(file());
    ledger.write(FIRST);
    assertThat(Ledger.open(file()).entry()).isEqualTo(FIRST);
    ledger.write(SECOND);
    assertThat(Ledger.open(file()).entry()).isEqualTo(SECOND);
  }

  @Test
  void shouldHoldTheEntryBeforeIfTheLastWasNotFinished() throws IOException {
    Ledger ledger = Ledger.open(file());
    ledger.write(FIRST);
    byte[] before = Files.readAllBytes(file());
    ledger.write(SECOND);
    byte[] torn = Files.readAllBytes(file());
    int active = (int) LedgerDescriptor.ACTIVE_OFFSET;
    System.arraycopy(before, active, torn, active, Long.BYTES); // killed before the last store
    Path copy = directory.resolve("torn.ledger");
    Files.write(copy, torn);
    assertThat(Ledger.open(copy).entry()).isEqualTo(FIRST);
  }

  @Test
  void shouldBeEmptyIfItsMakerDiedOnTheWay() throws IOException {
    Files.write(file(), new byte[100]);
    assertThat(Ledger.open(file()).entry()).isEqualTo(LedgerEntry.EMPTY);
  }

  @Test
  void shouldRefuseAForeignFile() throws IOException {
    byte[] foreign = new byte[4096];
    Arrays.fill(foreign, (byte) 'x');
    Files.write(file(), foreign);
    assertThatThrownBy(() -> Ledger.open(file()))
        .isInstanceOf(ChannelException.class)
        .hasMessageContaining("remove the file");
    assertThat(Files.readAllBytes(file())).isEqualTo(foreign);
  }

  @Test
  void shouldSayWhichLedgerCannotBeOpened() {
    assertThatThrownBy(() -> Ledger.open(directory.resolve("absent/x.ledger")))
        .isInstanceOf(ChannelException.class)
        .hasMessageContaining("absent/x.ledger");
  }

  @Test
  void shouldNotTouchAShortFileOfSomebodyElse() throws IOException {
    Files.writeString(file(), "mine");
    assertThatThrownBy(() -> Ledger.open(file())).hasMessageContaining("remove the file");
    assertThat(file()).hasContent("mine");
  }

  @Test
  void shouldFollowNoLink() throws IOException {
    Path target = Files.writeString(directory.resolve("target"), "");
    Files.createSymbolicLink(file(), target);
    assertThatThrownBy(() -> Ledger.open(file())).hasMessageContaining("is a symbolic link");
    assertThat(target).isEmptyFile();
  }

  @Test
  void shouldSayThatItWasTruncatedAndBeginAnew() throws IOException {
    Ledger ledger = Ledger.open(file());
    ledger.write(FIRST);
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
    assertThatThrownBy(() -> ledger.write(SECOND))
        .isInstanceOf(ChannelException.class)
        .hasMessageContaining("truncated while it was open");
    assertThat(Ledger.open(file()).entry()).isEqualTo(LedgerEntry.EMPTY);
  }

  private Path file() {
    return directory.resolve("shm.ledger");
  }
}
