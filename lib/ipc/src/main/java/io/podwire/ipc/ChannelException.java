package io.podwire.ipc;

import org.jspecify.annotations.Nullable;

/**
 * A fault or a misuse of a channel. The message names the channel, what was found, what is allowed
 * and the way out, in one line without control characters, whatever the peer sent. Back-pressure is
 * never an exception.
 */
public final class ChannelException extends RuntimeException {
  /** What went wrong, for callers that decide by it. */
  public enum Kind {
    /** The words of an address or an option are wrong. */
    BAD_ADDRESS,
    /** A message is longer than the channel carries. */
    TOO_LONG,
    /** The peer was there and is gone, and not in good order. */
    PEER_GONE,
    /** The peer did not come, or did not act, before the deadline. */
    TIMEOUT,
    /** The kernel refused for lack of permission. */
    DENIED,
    /** A volume, a queue or a limit of the kernel is exhausted. */
    EXHAUSTED,
    /** Another live process holds this side of the channel, or the port. */
    IN_USE,
    /** The path holds something that Podwire did not make. */
    FOREIGN,
    /** The peer uses another layout version. */
    VERSION,
    /** Shared or received bytes break the layout. */
    CORRUPT,
    /** The waiting thread was interrupted; its interrupt flag is set again. */
    INTERRUPTED,
    /** This end was closed, perhaps by another thread. */
    CLOSED,
    /** Mechanism or kernel cannot do this. */
    UNSUPPORTED,
    /** Any other error of the kernel, named in the message. */
    FAILED
  }

  private final Kind kind;

  /** Creates a fault of {@code kind}; {@code message} is complete in itself. */
  public ChannelException(Kind kind, String message) {
    this(kind, message, null);
  }

  /** Creates a fault of {@code kind} with the exception that led to it. */
  public ChannelException(Kind kind, String message, @Nullable Throwable cause) {
    super(PlainText.of(message), cause);
    this.kind = kind;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }
}
