package io.podwire.lab.workload;

import io.podwire.ipc.Sender;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** Makes each message of a sender take its time, as a request does. For one thread. */
final class SlowOffers {
  private final Duration pause;
  private long controlNanos;
  private volatile long announcedNanos;

  SlowOffers(Duration pause) {
    this.pause = pause;
  }

  /** When what preceded the last phase's first message had been sent. */
  long announcedNanos() {
    return announcedNanos;
  }

  Sender through(Sender sender) {
    InvocationHandler slowly = (proxy, method, arguments) -> invoke(sender, method, arguments);
    return (Sender)
        Proxy.newProxyInstance(
            Sender.class.getClassLoader(), new Class<?>[] {Sender.class}, slowly);
  }

  private Object invoke(Sender sender, Method method, Object[] arguments) throws Exception {
    if (method.getName().equals("claimPaysUpToBytes")) {
      return -1L; // so that every message is offered
    }
    boolean isOffer = method.getName().equals("offer");
    boolean isControl =
        isOffer
            && ControlMessage.isAt(
                (MemorySegment) arguments[0], (long) arguments[1], (long) arguments[2]);
    if (isOffer) {
      Thread.sleep(pause);
    }
    Object result = method.invoke(sender, arguments);
    if (isControl) {
      controlNanos = System.nanoTime();
    } else if (isOffer) {
      announcedNanos = Math.max(announcedNanos, controlNanos);
    }
    return result;
  }
}
