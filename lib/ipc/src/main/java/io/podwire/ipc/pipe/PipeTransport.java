package io.podwire.ipc.pipe;

import io.podwire.ipc.Channel;
import io.podwire.ipc.ChannelException;
import io.podwire.ipc.ChannelOptions;
import io.podwire.ipc.ChannelUri;
import io.podwire.ipc.Reach;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import io.podwire.ipc.Transport;
import io.podwire.ipc.stream.Frames;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Anonymous pipes, seen from the child that inherits them: {@code pipe:} receives from standard
 * input and sends to standard output, {@code pipe:3} takes the descriptor of that number. The
 * parent's view is {@link PipePair}. Opening takes the standard descriptor away: after it a print
 * to standard output goes to standard error and standard input is empty, so that nothing else mixes
 * with the messages. Stateless.
 */
public final class PipeTransport implements Transport {
  private static final Pattern ADDRESS = Pattern.compile("\\d{0,6}");

  @Override
  public String scheme() {
    return "pipe";
  }

  @Override
  public Reach reach() {
    return Reach.CONTAINER;
  }

  @Override
  public Set<String> parameters() {
    return Set.of(PipeCapacity.PARAMETER);
  }

  @Override
  public void validate(ChannelUri uri) {
    uri.requireParameters(parameters());
    PipeCapacity.of(uri);
    if (!ADDRESS.matcher(uri.address()).matches()) {
      throw bad(uri, "write pipe: or pipe: and the number of an inherited descriptor");
    }
  }

  private static ChannelException bad(ChannelUri uri, String wayOut) {
    return new ChannelException(ChannelException.Kind.BAD_ADDRESS, uri + ": " + wayOut);
  }

  @Override
  public long maxMessageBytes(ChannelUri uri) {
    return Frames.MAX_MESSAGE_BYTES;
  }

  @Override
  public void prepare(ChannelUri uri, boolean duplex) {
    validate(uri);
  }

  @Override
  public void remove(ChannelUri uri) {
    validate(uri);
  }

  @Override
  public long lifeSigns(ChannelUri uri) {
    return System.nanoTime();
  }

  @Override
  public Sender openSender(ChannelUri uri, ChannelOptions options) {
    validate(uri);
    return InheritedPipe.openSender(uri, options);
  }

  @Override
  public Receiver openReceiver(ChannelUri uri, ChannelOptions options) {
    validate(uri);
    return InheritedPipe.openReceiver(uri, options);
  }

  @Override
  public Channel connect(ChannelUri uri, ChannelOptions options) {
    validate(uri);
    if (!uri.address().isEmpty()) {
      throw bad(uri, "a pipe is one way; write pipe: for both standard input and output");
    }
    Receiver receiver = openReceiver(uri, options);
    try {
      return Channel.of(openSender(uri, options), receiver);
    } catch (RuntimeException e) {
      receiver.close();
      throw e;
    }
  }

  @Override
  public Channel accept(ChannelUri uri, ChannelOptions options) {
    return connect(uri, options);
  }
}
