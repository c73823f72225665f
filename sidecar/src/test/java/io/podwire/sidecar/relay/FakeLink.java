package io.podwire.sidecar.relay;

import io.podwire.ipc.Channel;
import io.podwire.ipc.MessageHandler;
import io.podwire.ipc.Receiver;
import io.podwire.ipc.Sender;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Links of a relay without a network. */
final class FakeLink {
  private FakeLink() {}

  /**
   * A link that adds the types of the frames that leave to {@code sent} and receives what {@code
   * frames} hands over; {@code frames} returns their number, {@link Receiver#END}, or throws.
   */
  static RelayLink of(List<Byte> sent, ToIntFunction<MessageHandler> frames) {
    return new RelayLink(
        Channel.of(
            end(
                Sender.class,
                (proxy, method, arguments) -> {
                  if (method.getName().equals("send") || method.getName().equals("offer")) {
                    sent.add(((MemorySegment) arguments[0]).get(ValueLayout.JAVA_BYTE, 0));
                  }
                  return method.getName().equals("canClaim")
                      ? (Object) false
                      : value(method.getReturnType());
                }),
            end(
                Receiver.class,
                (proxy, method, arguments) ->
                    method.getName().equals("receive") || method.getName().equals("poll")
                        ? (Object) frames.applyAsInt((MessageHandler) arguments[0])
                        : value(method.getReturnType()))));
  }

  /** Hands over a CREDIT frame and returns 1. */
  static int credit(MessageHandler handler, long cumulativeBytes) {
    MemorySegment frame =
        MemorySegment.ofArray(new byte[(int) FrameDescriptor.HEADER_BYTES + Long.BYTES]);
    frame.set(FrameDescriptor.LONG, 0, FrameDescriptor.CREDIT);
    frame.set(FrameDescriptor.LONG, FrameDescriptor.HEADER_BYTES, cumulativeBytes);
    handler.onMessage(frame, 0, frame.byteSize());
    return 1;
  }

  private static @Nullable Object value(Class<?> type) {
    return type == boolean.class ? (Object) true : type == long.class ? (Object) 0L : null;
  }

  private static <T> T end(Class<T> type, InvocationHandler calls) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }
}
