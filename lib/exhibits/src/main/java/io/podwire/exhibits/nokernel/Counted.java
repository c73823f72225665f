package io.podwire.exhibits.nokernel;

import io.podwire.result.Units;
import java.util.Locale;

/**
 * How many system calls an exchange took.
 *
 * @param messages sent one by one and all received
 * @param nanos from the first send to the last receipt
 * @param senderCalls by the sender's own counter
 * @param receiverCalls by the receiver's own counter
 * @param sender what strace saw the sending thread do
 * @param receiver what strace saw the receiving thread do
 */
record Counted(
    long messages, long nanos, long senderCalls, long receiverCalls, Trace sender, Trace receiver) {

  double callsPerMessage() {
    return (double) (senderCalls + receiverCalls) / messages;
  }

  boolean isTraced() {
    return sender.isSeen() && receiver.isSeen();
  }

  /** What strace counted, or, where it could not, what the ends did. */
  double tracedPerMessage() {
    return isTraced() ? (double) (sender.calls() + receiver.calls()) / messages : callsPerMessage();
  }

  String own() {
    return String.format(
        Locale.ROOT,
        "%d messages from one process to another in %s, each flushed by itself; by the channel's own count the sender made %d system calls, the receiver %d",
        messages,
        Units.nanos(nanos),
        senderCalls,
        receiverCalls);
  }

  String traced() {
    return isTraced()
        ? String.format(
            Locale.ROOT,
            "strace, which sees what enters the kernel, counted on the sending thread %s, on the receiving thread %s",
            sender.words(),
            receiver.words())
        : String.format(
            Locale.ROOT,
            "strace could not look (%s)",
            sender.isSeen() ? receiver.words() : sender.words());
  }
}
