package io.podwire.ipc.queue;

import io.podwire.ipc.ByteSize;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the words of {@code mq:/orders?messages=10&messageSize=8KiB} say. Immutable.
 *
 * @param uri the address itself, for errors
 * @param name the queue's, {@code /orders}
 * @param messages how many it is to hold, 0 if the address does not say
 * @param messageBytes the longest message, 0 if the address does not say
 * @param priority of every message that is sent, higher ones are received first
 * @param locks the directory of the lock files, since a queue has none
 */
record PosixAddress(
    ChannelUri uri, String name, long messages, long messageBytes, int priority, Path locks)
    implements QueueAddress {
  static final Set<String> PARAMETERS = Set.of("messages", "messageSize", "priority", "locks");

  private static final long DEFAULT_MESSAGES = 10;
  private static final long DEFAULT_MESSAGE_BYTES = 8192;
  private static final long HARD_MESSAGES = 65_536;
  private static final long HARD_MESSAGE_BYTES = 16 << 20;
  private static final int HIGHEST_PRIORITY = 31;

  /** The kernel's 255 less what {@code .back} and the names of the lock files add. */
  private static final int NAME_CHARACTERS = 220;

  private static final Pattern NAME = Pattern.compile("/[\\x21-\\x7e&&[^/]]{1,220}");

  /** Reads an address by its words alone. */
  static PosixAddress of(ChannelUri uri) {
    uri.requireParameters(PARAMETERS);
    String name = uri.address();
    if (!NAME.matcher(name).matches() || name.equals("/.") || name.equals("/..")) {
      throw bad(
          uri,
          String.format(
              Locale.ROOT,
              "'%s' is not a queue's name; write a slash and 1 to %d characters without another slash, for instance mq:/orders",
              name,
              NAME_CHARACTERS));
    }
    return new PosixAddress(
        uri,
        name,
        uri.sizeParameter("messages", 0, 1, HARD_MESSAGES),
        uri.sizeParameter("messageSize", 0, 1, HARD_MESSAGE_BYTES),
        (int) uri.sizeParameter("priority", 0, 0, HIGHEST_PRIORITY),
        locksDirectory(uri));
  }

  private static Path locksDirectory(ChannelUri uri) {
    String given = uri.parameters().get("locks");
    if (given != null) {
      if (given.isEmpty()) {
        throw bad(uri, "locks is empty; name the directory of the lock files");
      }
      return Path.of(given);
    }
    Path memory = Path.of("/dev/shm");
    return Files.isDirectory(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static ChannelException bad(ChannelUri uri, String words) {
    return new ChannelException(ChannelException.Kind.BAD_ADDRESS, uri + ": " + words);
  }

  /** How many messages a new queue is to hold: as asked, or as many as usual and allowed. */
  long newMessages() {
    return messages > 0 ? messages : Math.min(DEFAULT_MESSAGES, KernelLimits.posixMessages());
  }

  /** The longest message of a new queue: as asked, or as long as usual and allowed. */
  long newMessageBytes() {
    return messageBytes > 0
        ? messageBytes
        : Math.min(DEFAULT_MESSAGE_BYTES, KernelLimits.posixMessageBytes());
  }

  /**
   * Refuses what this kernel does not allow.
   *
   * @throws ChannelException of kind EXHAUSTED naming the sysctl
   */
  @Override
  public void check() {
    long mostMessages = KernelLimits.posixMessages();
    if (messages > mostMessages) {
      throw beyond("messages=" + messages, "fs.mqueue.msg_max", Long.toString(mostMessages));
    }
    long mostBytes = KernelLimits.posixMessageBytes();
    if (messageBytes > mostBytes) {
      throw beyond(
          "messageSize=" + ByteSize.format(messageBytes),
          "fs.mqueue.msgsize_max",
          ByteSize.format(mostBytes));
    }
  }

  private ChannelException beyond(String found, String sysctl, String allowed) {
    return new ChannelException(
        ChannelException.Kind.EXHAUSTED,
        String.format(
            Locale.ROOT,
            "%s: %s exceeds %s=%s; ask for less or raise the sysctl",
            uri,
            found,
            sysctl,
            allowed));
  }

  /** Whether a queue of these attributes is what the address asks for. */
  boolean accepts(long actualMessages, long actualMessageBytes) {
    return (messages == 0 || messages == actualMessages)
        && (messageBytes == 0 || messageBytes == actualMessageBytes);
  }

  @Override
  public Sides sides() {
    return Sides.of(lockPrefix());
  }

  @Override
  public Path setupLock() {
    return Path.of(lockPrefix() + ".setup.lock");
  }

  @Override
  public KernelQueue openOrCreate() {
    return new PosixSetup(this).openOrCreate();
  }

  private String lockPrefix() {
    return locks.resolve("podwire-mq-" + name.substring(1)).toString();
  }
}
