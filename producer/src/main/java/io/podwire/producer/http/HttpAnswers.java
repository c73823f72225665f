package io.podwire.producer.http;

import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.lab.workload.MessageBuffer;

/**
 * Receives the answers of a round trip: they are the responses, here before anybody asks. For the
 * sender's thread.
 */
final class HttpAnswers implements Receiver {
  private final HttpSender sender;
  private final MessageBuffer buffer = new MessageBuffer();

  HttpAnswers(HttpSender sender) {
    this.sender = sender;
  }

  @Override
  public ChannelUri uri() {
    return sender.uri();
  }

  @Override
  public int poll(MessageHandler handler, int limit) {
    byte[] answer = sender.takeAnswer();
    if (answer == null) {
      return 0;
    }
    handler.onMessage(buffer.copyOf(answer), 0, answer.length);
    return 1;
  }

  @Override
  public int receive(MessageHandler handler, int limit, long deadlineNanos) {
    if (poll(handler, limit) == 0) {
      throw new ChannelException(
          ChannelException.Kind.CORRUPT,
          uri() + ": a request was answered without the message; is it the consumer's address?");
    }
    return 1;
  }

  @Override
  public long systemCalls() {
    return 0;
  }

  @Override
  public void close() {
    sender.close();
  }
}
